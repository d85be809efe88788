import { sql } from 'kysely';
import { seesOwner, type Visibility } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';

/** A person whom the asking user may see, after all merges. `lead_id` is that of the open lead. */
export type SeenPerson = { person_id: number; lead_id: number | null; owner_id: string | null };

/**
 * The person that this id stands for today: who was merged is found under the old id too. Throws `not_found` for one who does
 * not exist and for one whom the asking user may not see, alike.
 */
export async function getSeenPerson(
  tx: Tx,
  workspaceId: number,
  seen: Visibility,
  personId: number,
): Promise<SeenPerson> {
  const found = await findSeenPerson(tx, workspaceId, seen, personId);
  if (!found) throw new AppError('not_found', `Person ${personId}: not found among the people you may see`);
  return found;
}

/** The same, undefined where there is nobody whom the asking user may see. */
export async function findSeenPerson(
  tx: Tx,
  workspaceId: number,
  seen: Visibility,
  personId: number,
): Promise<SeenPerson | undefined> {
  const { rows } = await sql<SeenPerson>`
    with recursive chain (person_id, merged_into) as (
      select p.person_id, p.merged_into from person p
      where p.workspace_id = ${workspaceId} and p.person_id = ${personId}
      union
      select p.person_id, p.merged_into from chain c
      join person p on p.workspace_id = ${workspaceId} and p.person_id = c.merged_into
    )
    select c.person_id, l.lead_id, l.owner_id from chain c
    left join lead l on l.workspace_id = ${workspaceId} and l.person_id = c.person_id
      and l.pipeline = 'main' and l.closed_at is null
    where c.merged_into is null`.execute(tx);
  const found = rows[0];
  return found && seesOwner(seen, found.owner_id) ? found : undefined;
}
