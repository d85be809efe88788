import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { entersAt, leftBelow } from '../../model/band.ts';
import { bandAt } from './band-at.ts';
import { readReady } from './explain.ts';
import type { Crossing } from './facts.ts';
import { readHistories } from './history.ts';
import type { LiveModel } from './live-model.ts';

/**
 * Settles the bands of people whose past has changed: inside a band's margin it depends on what came before, so theirs is walked
 * anew from everything that happened. Few are: outside the margins the total alone says it. Mends what they are said to have
 * crossed, and answers the crossings as they then are.
 */
export async function settleBands(
  tx: Tx,
  workspaceId: number,
  { model_id, version, model }: LiveModel,
  personIds: number[],
  crossings: Crossing[],
  now: number,
): Promise<Crossing[]> {
  const margins = model.bands.filter((band) => band.margin);
  if (margins.length === 0 || personIds.length === 0) return crossings;
  const inside = margins.map(
    (band) => sql`s.total < ${entersAt(band)}::float8 and s.total >= ${leftBelow(band)}::float8`,
  );
  const { rows } = await sql<{ person_id: number; band: string; total: number }>`
    select s.person_id, s.band, s.total from standing s
    where s.workspace_id = ${workspaceId} and s.model_id = ${model_id} and s.person_id = any(${personIds}::bigint[])
      and (${sql.join(inside, sql` or `)})`.execute(tx);
  if (rows.length === 0) return crossings;
  const ids = rows.map((row) => row.person_id);
  const ready = await readReady(tx, workspaceId, model_id);
  const histories = await readHistories(tx, workspaceId, ids);
  const walked = new Map([...histories].map(([id, history]) => [id, bandAt(history, ready, now)]));
  const wrong = rows.filter((row) => walked.get(row.person_id) !== row.band);
  if (wrong.length === 0) return crossings;

  const told = new Map(crossings.map((crossing) => [crossing.person_id, crossing]));
  const right = wrong.map(({ person_id, band, total }) => {
    const said = told.get(person_id);
    return { person_id, total, from_band: said ? said.from_band : band, to_band: walked.get(person_id) as string };
  });
  const column = <K extends keyof (typeof right)[0]>(key: K) => right.map((each) => each[key]);
  await sql`
    update standing s set band = b.band
    from unnest(${column('person_id')}::bigint[], ${column('to_band')}::text[]) as b (person_id, band)
    where s.workspace_id = ${workspaceId} and s.model_id = ${model_id} and s.person_id = b.person_id`.execute(tx);
  const taken = wrong.flatMap(({ person_id }) => told.get(person_id)?.crossing_id ?? []);
  await sql`
    delete from crossing c
    where c.workspace_id = ${workspaceId} and c.person_id = any(${column('person_id')}::bigint[])
      and c.crossing_id = any(${taken}::bigint[])`.execute(tx);
  const { rows: mended } = await sql<Crossing>`
    insert into crossing (workspace_id, person_id, model_id, version, from_band, to_band, total, cause, crossed_at)
    select ${workspaceId}::int, c.person_id, ${model_id}::int, ${version}::int, c.from_band, c.to_band, c.total, 'touch',
      to_timestamp(${now}::float8 / 1000)
    from unnest(${column('person_id')}::bigint[], ${column('from_band')}::text[], ${column('to_band')}::text[], ${column('total')}::int[])
      as c (person_id, from_band, to_band, total)
    where c.to_band <> coalesce(c.from_band, ${model.bands[0]?.key ?? ''}::text)
    returning crossing_id, person_id, from_band, to_band, total`.execute(tx);
  const settled = new Set(wrong.map(({ person_id }) => person_id));
  return [...crossings.filter(({ person_id }) => !settled.has(person_id)), ...mended];
}
