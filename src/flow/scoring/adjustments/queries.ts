import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import type { Adjustment } from '../../../model/evaluate.ts';

/** Points given by hand, with whose decision they were. Instants are epoch milliseconds. */
export type GivenAdjustment = Adjustment & {
  person_id: number;
  model_id: number;
  reason: string;
  made_by: string;
  ended_by: string | null;
};

/** Every adjustment of these people under any model, also those that ended, in the order in which they were made. */
export async function readAdjustments(
  tx: Tx,
  workspaceId: number,
  personIds: readonly number[],
): Promise<GivenAdjustment[]> {
  const { rows } = await sql<GivenAdjustment>`
    select a.adjustment_id as id, a.person_id, a.model_id, a.dimension, a.points, a.reason, a.made_by, a.ended_by,
      (extract(epoch from a.starts_at) * 1000)::float8 as starts_at, (extract(epoch from a.ends_at) * 1000)::float8 as ends_at
    from adjustment a
    where a.workspace_id = ${workspaceId} and a.person_id = any(${personIds}::bigint[])
    order by a.adjustment_id`.execute(tx);
  return rows;
}
