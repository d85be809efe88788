import type { EventEmitter } from 'node:events';
import pg from 'pg';
import type { Database } from './db.ts';
import type { Log } from './log.ts';

/** First key of the advisory lock that says that the worker of the second key lives. */
export const lifeLock = 0x706c776b;

/** How often jobs of killed workers are looked for, and how young a job is left alone: its worker may have just begun. */
export type Takeover = { everyMs: number; graceMs: number };

export const usualTakeover: Takeover = { everyMs: 10_000, graceMs: 5_000 };

/** A pool for the job queue, which reads its own rows and so wants the usual parsers. */
export function createWorkerPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, application_name: 'plumb jobs', max });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/**
 * Gives jobs of killed workers back at once; the queue itself would wait four hours. Each worker holds an advisory lock
 * that vanishes with its process; a job whose worker has no lock is nobody's. `events` are those of the worker's queue.
 */
export function keepAlive(db: Database, events: EventEmitter, log: Log, takeover: Takeover): { stop(): Promise<void> } {
  let workerId: string | undefined;
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let working: Promise<void> = Promise.resolve();

  events.on('pool:create', ({ workerPool }: { workerPool: { id: string } }) => {
    workerId = workerPool.id;
    tick();
  });

  function tick(): void {
    working = beat()
      .catch((error) => log.warn({ err: error }, 'Jobs of killed workers could not be looked for'))
      .finally(() => {
        if (!stopped) timer = setTimeout(tick, takeover.everyMs);
      });
  }

  async function beat(): Promise<void> {
    if (!client)
      client = await openLifeline(db.url, workerId ?? '', () => {
        client = undefined;
      });
    const { rows } = await client.query<{ worker_id: string }>(findDead, [lifeLock, takeover.graceMs]);
    const dead = rows.map((row) => row.worker_id);
    if (dead.length === 0) return;
    await client.query('select graphile_worker.force_unlock_workers($1)', [dead]);
    log.warn({ workers: dead }, 'Jobs of killed workers are given to others');
  }

  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await working;
      await client?.end().catch(() => undefined);
    },
  };
}

const findDead = `
  select distinct held.locked_by as worker_id
  from (
    select locked_by, locked_at from graphile_worker._private_jobs where locked_by is not null
    union all
    select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null
  ) held
  where held.locked_at < now() - $2 * interval '1 millisecond'
    and not exists (
      select from pg_locks
      where locktype = 'advisory'
        and database = (select oid from pg_database where datname = current_database())
        and classid = $1
        and objid = (hashtext(held.locked_by)::bigint & 4294967295)::oid
    )`;

async function openLifeline(url: string, workerId: string, onEnd: () => void): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'plumb worker', keepAlive: true });
  client.on('error', () => undefined);
  client.once('end', onEnd);
  await client.connect();
  await client.query('select pg_advisory_lock_shared($1, hashtext($2))', [lifeLock, workerId]);
  return client;
}
