import { sql } from 'kysely';
import { inWorkspace } from '../src/base/db.ts';
import { rescoreAll } from '../src/flow/scoring/rescore-all.ts';
import type { BenchServer } from './bench-server.ts';
import { type Figure, whole } from './report.ts';

/**
 * Scoring everybody anew with the live model, beside a bare grouped count of the same hits. Twice: the first time every row is
 * written, the second time, an instant later, only what time has changed.
 */
export async function benchRescore(server: BenchServer, people: number): Promise<Figure[]> {
  const { app } = server.db;
  const seconds = async (work: () => Promise<unknown>) => {
    const start = performance.now();
    await work();
    return (performance.now() - start) / 1000;
  };
  const count = () =>
    inWorkspace(app, server.workspaceId, (tx) =>
      sql`select count(*) from (select h.person_id, count(*) from signal_hit h where h.workspace_id = ${server.workspaceId} group by h.person_id) c`.execute(
        tx,
      ),
    );
  await count();
  const limit = await seconds(count);
  const now = Date.now();
  const model = 1;
  let written = 0;
  const rescore = (at: number) => async () => {
    written = await rescoreAll(app, server.workspaceId, model, [], () => at);
  };
  const figure = (name: string, taken: number): Figure => ({
    name: `${name} (${whole(written)} rows written)`,
    measured: `${taken.toFixed(1)} s`,
    limit: `${limit.toFixed(2)} s (grouped count of the hits)`,
    ratio: (taken / limit).toFixed(1),
    aim: '≤ 5',
    met: taken / limit <= 5,
  });
  const all = await seconds(rescore(now));
  const first = figure(`re-scoring ${whole(people)} people, every row new`, all);
  await sql.raw('vacuum analyze standing').execute(server.db.owner);
  const again = await seconds(rescore(now + 3_600_000));
  return [first, figure(`re-scoring ${whole(people)} people an hour later`, again)];
}
