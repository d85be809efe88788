import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { compileCondition } from '../../../conditions/compile.ts';
import type { ScoreSources } from '../../../model/compile.ts';
import { touchBinding } from '../backfill.ts';
import { signalCatalogue } from '../catalogue.ts';
import { scoreSources } from '../standing.ts';
import type { Whom } from '../whom.ts';
import type { AskedModel, Context, UncountedSignal } from './asked-model.ts';

/**
 * What scores of these people under a model that is asked about are computed from, as if it were live; touches of signals that
 * nobody counts yet are looked for among theirs. `now` is epoch milliseconds.
 */
export function labSources(
  workspaceId: number,
  asked: AskedModel,
  context: Context,
  whom: Whom,
  now: number,
): ScoreSources {
  const sources = scoreSources(workspaceId, asked, context, whom, now);
  if (asked.uncounted.length === 0) return sources;
  const found = findHits(workspaceId, asked.uncounted, context, whom, now);
  return {
    ...sources,
    hits: sql`(select * from ${sources.hits} as counted union all select * from ${found} as uncounted)`,
  };
}

/** Hits of signals that nobody counts yet, for those who are read person by person. `occurred_at` in epoch milliseconds. */
export async function readUncounted(
  tx: Tx,
  workspaceId: number,
  uncounted: readonly UncountedSignal[],
  context: Context,
  whom: Whom,
  now: number,
): Promise<{ person_id: number; signal_id: number; occurred_at: number; id: number }[]> {
  if (uncounted.length === 0) return [];
  const found = findHits(workspaceId, uncounted, context, whom, now);
  const { rows } = await sql<{ person_id: number; signal_id: number; occurred_at: number; id: number }>`
    select h.person_id, h.signal_id, (extract(epoch from h.occurred_at) * 1000)::float8 as occurred_at, h.key as id
    from ${found} as h`.execute(tx);
  return rows;
}

function findHits(
  workspaceId: number,
  uncounted: readonly UncountedSignal[],
  context: Context,
  whom: Whom,
  now: number,
): RawBuilder<unknown> {
  const tests = uncounted.map(({ signal_id, when }) => {
    const holds = compileCondition(when, signalCatalogue, touchBinding, now, context.time_zone);
    return sql`(${signal_id}::int, ${holds})`;
  });
  return sql`(
    select t.person_id, test.signal_id, t.occurred_at, t.touch_id as key
    from touch t
    left join source src on src.workspace_id = t.workspace_id and src.source_id = t.source_id
    cross join lateral (values ${sql.join(tests)}) as test (signal_id, holds)
    where t.workspace_id = ${workspaceId} and ${whom(sql.ref('t.person_id'))} and test.holds)`;
}
