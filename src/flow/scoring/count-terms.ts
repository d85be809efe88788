import { sql } from 'kysely';
import { type Db, inWorkspace } from '../../base/db.ts';
import { notifyLive } from '../../base/live.ts';
import { compileTermCounts } from '../../model/compile-term-counts.ts';
import { loadContext } from '../identity/index.ts';
import { readLiveModels } from './live-model.ts';
import { scoreSources, withoutNestedLoops } from './standing.ts';

/** A count older than this (milliseconds) is made again when somebody looks at it. */
export const countsLast = 60_000;

/** Counts, for every live model, for how many people each term holds now, and keeps the numbers for the screen. One statement per model. */
export async function countTerms(app: Db, workspaceId: number, now: number): Promise<void> {
  await inWorkspace(app, workspaceId, async (tx) => {
    const context = await loadContext(tx, workspaceId);
    for (const published of await readLiveModels(tx, workspaceId)) {
      const sources = scoreSources(workspaceId, published, context, () => sql`true`, now);
      const { rows } = await withoutNestedLoops(tx, () => compileTermCounts(published.model, sources).execute(tx));
      const counts = Object.fromEntries(rows.map((row) => [row.term, row.holds]));
      await sql`
        insert into term_count (workspace_id, model_id, version, counts, people, counted_at)
        select ${workspaceId}::int, ${published.model_id}::int, ${published.version}::int, ${JSON.stringify(counts)}::jsonb, count(*), to_timestamp(${now}::float8 / 1000)
        from person p where p.workspace_id = ${workspaceId} and p.merged_into is null
        on conflict (workspace_id, model_id, version) do update
          set counts = excluded.counts, people = excluded.people, counted_at = excluded.counted_at`.execute(tx);
    }
    await notifyLive(tx, { topic: 'model' });
  });
}
