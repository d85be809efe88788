import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import type { PeopleTouched } from '../../identity/index.ts';

/** Notes go with the person they are about into whoever that person became; `origin_person_id` stays, so that it can be undone. */
export async function followMerges(tx: Tx, { workspace_id, merges }: PeopleTouched): Promise<void> {
  if (merges.length === 0) return;
  await sql`
    update note n set person_id = m.survivor
    from unnest(${merges.map((m) => m.survivor)}::bigint[], ${merges.map((m) => m.absorbed)}::bigint[]) as m (survivor, absorbed)
    where n.workspace_id = ${workspace_id} and n.person_id = m.absorbed`.execute(tx);
}
