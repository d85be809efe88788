import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { givenRows } from '../../../base/rows.ts';

/** One person taken into another, already followed to the end of any chain. */
export type MergeRow = { survivor: number; absorbed: number; evidence: unknown };

/**
 * Moves all that hangs on absorbed people to their survivors and remembers each link with its evidence. Touches keep
 * `origin_person_id`, so that the link can be undone. Where both have an open lead, the older one stays open.
 */
export async function mergePeople(tx: Tx, workspaceId: number, merges: MergeRow[], now: number): Promise<void> {
  if (merges.length === 0) return;
  const pairs = pairsOf(merges);
  await sql`
    insert into person_link (workspace_id, person_id, merged_person_id, evidence, linked_at)
    select ${workspaceId}::int, g.survivor, g.absorbed, g.evidence, to_timestamp(${now}::float8 / 1000)
    from ${givenRows(merges, { survivor: 'bigint', absorbed: 'bigint', evidence: 'jsonb' })} as g`.execute(tx);
  await sql`update person p set merged_into = m.survivor from ${pairs}
    where p.workspace_id = ${workspaceId} and p.person_id = m.absorbed`.execute(tx);
  await moveToSurvivors(tx, workspaceId, 'identifier', merges);
  await moveToSurvivors(tx, workspaceId, 'touch', merges);
  await sql`
    with joined as (
      select l.lead_id, row_number() over (
        partition by coalesce(m.survivor, l.person_id), l.pipeline order by l.opened_at, l.lead_id) as place
      from lead l left join ${pairs} on m.absorbed = l.person_id
      where l.workspace_id = ${workspaceId} and l.closed_at is null
        and (m.absorbed is not null or l.person_id = any(${merges.map((m) => m.survivor)}::bigint[]))
    )
    update lead l set closed_at = to_timestamp(${now}::float8 / 1000), close_reason = 'merged'
    from joined j where l.workspace_id = ${workspaceId} and l.lead_id = j.lead_id and j.place > 1`.execute(tx);
  await moveToSurvivors(tx, workspaceId, 'lead', merges);
}

/** Rows of a table of the caller's that hang on absorbed people come to hang on their survivors. */
export async function moveToSurvivors(
  tx: Tx,
  workspaceId: number,
  table: string,
  merges: readonly Pick<MergeRow, 'survivor' | 'absorbed'>[],
): Promise<void> {
  if (merges.length === 0) return;
  await sql`
    update ${sql.table(table)} as t set person_id = m.survivor from ${pairsOf(merges)}
    where t.workspace_id = ${workspaceId} and t.person_id = m.absorbed`.execute(tx);
}

function pairsOf(merges: readonly Pick<MergeRow, 'survivor' | 'absorbed'>[]) {
  return sql`unnest(${merges.map((m) => m.survivor)}::bigint[], ${merges.map((m) => m.absorbed)}::bigint[]) as m (survivor, absorbed)`;
}

/** Shared weak identifiers that any of these people claims, by `kind:value`: a merge may have made them one person's again. */
export async function readSharedOf(tx: Tx, workspaceId: number, people: number[]): Promise<string[]> {
  if (people.length === 0) return [];
  const wanted = people.map((id) => JSON.stringify([[id]]));
  const { rows } = await sql<{ id: string }>`
    select i.kind || ':' || i.value as id from identifier i
    where i.workspace_id = ${workspaceId} and i.shared and i.claims @> any(${wanted}::jsonb[])`.execute(tx);
  return rows.map((row) => row.id);
}
