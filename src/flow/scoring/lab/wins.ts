import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { compileCondition } from '../../../conditions/compile.ts';
import type { Condition } from '../../../conditions/format.ts';
import { touchBinding } from '../backfill.ts';
import { signalCatalogue } from '../catalogue.ts';
import type { Context } from './asked-model.ts';
import { WON_REASONS } from './contract.ts';

/**
 * When each of these people first won, up to `until` (epoch ms): by a touch that meets the condition, or by a lead closed as won.
 * Who never did is not in it.
 */
export async function readWins(
  tx: Tx,
  workspaceId: number,
  won: Condition,
  context: Context,
  whom: (personId: RawBuilder<unknown>) => RawBuilder<unknown>,
  until: number,
): Promise<Map<number, number>> {
  const holds = compileCondition(won, signalCatalogue, touchBinding, until, context.time_zone);
  const { rows } = await sql<{ person_id: number; won_at: number }>`
    select w.person_id, (extract(epoch from min(w.won_at)) * 1000)::float8 as won_at
    from (
      select t.person_id, t.occurred_at as won_at from touch t
      left join source src on src.workspace_id = t.workspace_id and src.source_id = t.source_id
      where t.workspace_id = ${workspaceId} and ${whom(sql.ref('t.person_id'))} and ${holds}
      union all
      select l.person_id, l.closed_at from lead l
      where l.workspace_id = ${workspaceId} and ${whom(sql.ref('l.person_id'))}
        and l.close_reason = any(${[...WON_REASONS]}::text[]) and l.closed_at is not null
    ) as w
    where w.won_at <= to_timestamp(${until}::float8 / 1000)
    group by w.person_id`.execute(tx);
  return new Map(rows.map((row) => [row.person_id, row.won_at]));
}
