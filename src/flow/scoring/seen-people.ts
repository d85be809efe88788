import { type RawBuilder, sql } from 'kysely';
import { type Actor, getVisibility, ownerCondition } from '../../access/index.ts';
import type { Tx } from '../../base/db.ts';

/**
 * Everybody whom the actor may see, as a `from` item with what conditions on people refer to (see `personBinding`, under the alias `p`) and
 * `is_lead`: whether they have an open lead in the main pipeline.
 */
export async function seenPeople(tx: Tx, { workspace_id: workspaceId, ...actor }: Actor): Promise<RawBuilder<unknown>> {
  const seen = await getVisibility(tx, actor);
  return sql`(
    select p.fields, p.folded, p.company, p.company_folded, src.key as first_source_key, l.lead_id is not null as is_lead
    from person p
    left join source src on src.workspace_id = p.workspace_id and src.source_id = p.first_source_id
    left join lead l on l.workspace_id = p.workspace_id and l.person_id = p.person_id and l.pipeline = 'main' and l.closed_at is null
    where p.workspace_id = ${workspaceId} and p.merged_into is null and ${ownerCondition(seen, sql.ref('l.owner_id'))}
  )`;
}
