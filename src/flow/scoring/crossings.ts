import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { announce } from '../../base/facts.ts';
import { bandsCrossed, type Cause, type Crossing } from './facts.ts';
import type { LiveModel } from './live-model.ts';

/** How many crossings one fact tells of: a published version may move everybody at once. */
const most = 1_000;

/**
 * The end of a statement that writes points: keeps who crossed from one band to another, and answers them as the one value
 * `crossings`. `written` is a `from` item with `person_id`, `band`, `previous_band` and `points`. Who is new and in the lowest band has crossed nothing.
 */
export function keepCrossings(
  workspaceId: number,
  { model_id, version, model }: LiveModel,
  written: RawBuilder<unknown>,
  cause: Cause,
  now: number,
): RawBuilder<unknown> {
  return sql`crossed as (
    insert into crossing (workspace_id, person_id, model_id, version, from_band, to_band, total, cause, crossed_at)
    select ${workspaceId}::int, w.person_id, ${model_id}::int, ${version}::int, w.previous_band, w.band, w.points, ${cause}::text,
      to_timestamp(${now}::float8 / 1000)
    from ${written} as w
    where w.band <> coalesce(w.previous_band, ${model.bands[0]?.key ?? ''}::text)
    returning crossing_id, person_id, from_band, to_band, total
  )`;
}

/** The value `crossings` of that statement. */
export const crossingsKept = sql`(select coalesce(json_agg(c), '[]') from crossed c)`;

/** Tells later steps who crossed. */
export async function announceCrossings(
  tx: Tx,
  workspaceId: number,
  { model_id, version, is_primary }: LiveModel,
  crossings: Crossing[],
  cause: Cause,
  at: number,
): Promise<void> {
  for (let from = 0; from < crossings.length; from += most) {
    const some = crossings.slice(from, from + most);
    await announce(tx, bandsCrossed, {
      workspace_id: workspaceId,
      model_id,
      version,
      is_primary,
      cause,
      at,
      crossings: some,
    });
  }
}
