import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import type { LiveModel } from './live-model.ts';
import { withoutNestedLoops } from './standing.ts';
import type { Whom } from './whom.ts';

/**
 * Gives people a row under a model that has none for them yet, in its lowest band with no points, so that they can be scored; and completes
 * what a row is missing of their recency that was made by a touch since the model became live. Batches must wait meanwhile.
 */
export async function seedStandings(tx: Tx, workspaceId: number, published: LiveModel, whom: Whom): Promise<void> {
  const { model_id, version, model } = published;
  const recency = await recencyOf(tx, workspaceId, model_id, whom);
  const statement = sql`
    insert into standing as s (workspace_id, person_id, model_id, version, total, dimension_points, band, computed_at,
                               open_lead_id, owner_id, first_touch_at, last_touch_at, touch_count)
    select ${workspaceId}::int, p.person_id, ${model_id}::int, ${version}::int, 0, '{}', ${model.bands[0]?.key ?? ''}::text, now(),
      l.lead_id, l.owner_id, coalesce(o.first_touch_at, p.created_at), coalesce(o.last_touch_at, p.created_at), coalesce(o.touch_count, 0)
    from person p
    left join ${recency} as o on o.person_id = p.person_id
    left join lead l on l.workspace_id = p.workspace_id and l.person_id = p.person_id and ${whom(sql.ref('l.person_id'))}
      and l.pipeline = 'main' and l.closed_at is null
    left join standing k on k.workspace_id = p.workspace_id and k.person_id = p.person_id and k.model_id = ${model_id}
      and ${whom(sql.ref('k.person_id'))}
    where p.workspace_id = ${workspaceId} and p.merged_into is null and ${whom(sql.ref('p.person_id'))}
      and (k.person_id is null or k.touch_count < o.touch_count)
    on conflict (workspace_id, person_id, model_id) do update set
      open_lead_id = excluded.open_lead_id, owner_id = excluded.owner_id, first_touch_at = excluded.first_touch_at,
      last_touch_at = excluded.last_touch_at, touch_count = excluded.touch_count`;
  await withoutNestedLoops(tx, () => statement.execute(tx));
}

/** When people were heard of, and how often: as their rows under other models say, or where there is none, their touches. */
async function recencyOf(tx: Tx, workspaceId: number, modelId: number, whom: Whom): Promise<RawBuilder<unknown>> {
  const others = sql`o.workspace_id = ${workspaceId} and o.model_id <> ${modelId} and ${whom(sql.ref('o.person_id'))}`;
  const { rows } = await sql`select from standing o where ${others} limit 1`.execute(tx);
  if (rows.length > 0) {
    return sql`(
      select o.person_id, min(o.first_touch_at) as first_touch_at, max(o.last_touch_at) as last_touch_at, max(o.touch_count) as touch_count
      from standing o where ${others} group by o.person_id)`;
  }
  return sql`(
    select t.person_id, min(t.occurred_at) as first_touch_at, max(t.occurred_at) as last_touch_at, count(*)::int as touch_count
    from touch t where t.workspace_id = ${workspaceId} and ${whom(sql.ref('t.person_id'))} group by t.person_id)`;
}
