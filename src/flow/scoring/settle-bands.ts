import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { givenRows } from '../../base/rows.ts';
import { entersAt, leftBelow } from '../../model/band.ts';
import { bandAt } from './band-at.ts';
import { crossingsKept, keepCrossings } from './crossings.ts';
import type { Cause, Crossing } from './facts.ts';
import { readHistories } from './history.ts';
import type { LiveModel } from './live-model.ts';
import { readReadyModel } from './ready.ts';
import type { Whom } from './whom.ts';

type Context = Parameters<typeof readReadyModel>[3];

/**
 * Whose shown points time alone had changed by `by` (epoch ms) without anybody looking, as after a server stood still: they may have left their
 * band in between. Asked before they are scored anew, and only where a band has a margin.
 */
export async function findUnseen(
  tx: Tx,
  workspaceId: number,
  published: LiveModel,
  whom: Whom,
  by: number,
): Promise<number[]> {
  if (marginsOf(published).length === 0) return [];
  const { rows } = await sql<{ person_id: number }>`
    select s.person_id from standing s
    where s.workspace_id = ${workspaceId} and s.model_id = ${published.model_id} and ${whom(sql.ref('s.person_id'))}
      and s.next_change_at <= to_timestamp(${by}::float8 / 1000)`.execute(tx);
  return rows.map((row) => row.person_id);
}

function marginsOf({ model }: LiveModel) {
  return model.bands.filter((band) => band.margin);
}

/**
 * Settles the bands of people whose past has changed, or went by unseen: inside a band's margin it depends on what came before, so theirs is walked
 * anew from everything that happened. Few are: outside the margins the total alone says it. Mends what they are said to have
 * crossed, and answers the crossings as they then are.
 */
export async function settleBands(
  tx: Tx,
  workspaceId: number,
  published: LiveModel,
  context: Context,
  personIds: number[],
  crossings: Crossing[],
  cause: Cause,
  now: number,
): Promise<Crossing[]> {
  const { model_id } = published;
  const margins = marginsOf(published);
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
  const ready = await readReadyModel(tx, workspaceId, model_id, context);
  if (!ready) return crossings;
  const histories = await readHistories(tx, workspaceId, ids);
  const walked = new Map([...histories].map(([id, history]) => [id, bandAt(history, ready, now)]));
  const wrong = rows.filter((row) => walked.get(row.person_id) !== row.band);
  if (wrong.length === 0) return crossings;

  const told = new Map(crossings.map((crossing) => [crossing.person_id, crossing]));
  const right = wrong.map(({ person_id, band: written, total }) => {
    const said = told.get(person_id);
    return {
      person_id,
      points: total,
      previous_band: said ? said.from_band : written,
      band: walked.get(person_id) as string,
      taken: said?.crossing_id ?? null,
    };
  });
  const given = givenRows(right, {
    person_id: 'bigint',
    points: 'int',
    previous_band: 'text',
    band: 'text',
    taken: 'bigint',
  });
  await sql`
    update standing s set band = b.band from ${given} as b
    where s.workspace_id = ${workspaceId} and s.model_id = ${model_id} and s.person_id = b.person_id`.execute(tx);
  await sql`
    delete from crossing c using ${given} as b
    where c.workspace_id = ${workspaceId} and c.person_id = b.person_id and c.crossing_id = b.taken`.execute(tx);
  const { rows: mended } = await sql<{ crossings: Crossing[] }>`
    with ${keepCrossings(workspaceId, published, given, cause, now)}
    select ${crossingsKept} as crossings`.execute(tx);
  const settled = new Set(wrong.map(({ person_id }) => person_id));
  return [...crossings.filter(({ person_id }) => !settled.has(person_id)), ...(mended[0]?.crossings ?? [])];
}
