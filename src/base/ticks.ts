import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './db.ts';
import type { Job, Outward } from './job.ts';
import type { Log } from './log.ts';

/**
 * Runs the jobs that have `every_ms` in this process, each again so long after it ended, until stopped. One that fails is
 * logged and tried again at its next turn.
 */
export function startTicks(db: Database, jobs: readonly Job[], log: Log, outward: Outward): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const loops = jobs.flatMap((job) => (job.every_ms === undefined ? [] : [loop(job, job.every_ms)]));

  async function loop(job: Job, everyMs: number): Promise<void> {
    for (let attempt = 1; !signal.aborted; attempt++) {
      const own = { now: Date.now(), log: log.child({ job: job.name }), attempt };
      const context = { db, signal, workspace_id: null, outward, ...own };
      try {
        await job.handle(context, job.schema.parse({}));
        attempt = 0;
      } catch (error) {
        if (!signal.aborted)
          log.warn({ err: error, job: job.name }, 'A recurrent job failed; it runs again at its next turn');
      }
      await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    }
  }

  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
