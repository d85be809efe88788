import { EventEmitter } from 'node:events';
import { type CronItem, Logger, parseCronItems, run, runOnce, type TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import type { z } from 'zod';
import type { Database, Tx } from './db.ts';
import { AppError } from './errors.ts';
import type { Job, JobContext, Outward } from './job.ts';
import type { Log } from './log.ts';
import { jobSeconds } from './metrics.ts';
import { startTicks } from './ticks.ts';
import { createWorkerPool, keepAlive, type Takeover, usualTakeover } from './worker-life.ts';

const nothingLeaves: Outward = { mailer: undefined, publicUrl: '' };

/** Declares a job. Names are `step.verb`; workers of all versions know a job by its name, so it stays. */
export function defineJob<S extends z.ZodType>(
  name: string,
  schema: S,
  handle: (context: JobContext, payload: z.infer<S>) => Promise<void>,
  options: Pick<Job, 'cron' | 'every_ms' | 'max_attempts'> = {},
): Job<z.infer<S>> {
  return { name, schema: schema as z.ZodType<z.infer<S>>, handle, ...options };
}

export type EnqueueOptions = {
  /** Not before this instant. */
  run_at?: Date;
  /** A waiting job with the same key is replaced by this one. */
  key?: string;
  max_attempts?: number;
  /** Jobs of one queue run one after the other. Few distinct names, please. */
  queue?: string;
};

/** Asks for a job: it runs after the transaction has committed, and never if it does not. Returns its id. */
export async function enqueue<T>(tx: Tx, job: Job<T>, payload: T, options: EnqueueOptions = {}): Promise<number> {
  const body = JSON.stringify(job.schema.parse(payload));
  const attempts = options.max_attempts ?? job.max_attempts ?? null;
  const { rows } = await sql<{ id: number }>`
    select plumb_enqueue(
      ${job.name}, ${body}::json, ${options.run_at ?? null}::timestamptz, ${options.key ?? null}::text,
      ${attempts}::integer, ${options.queue ?? null}::text
    ) as id`.execute(tx);
  return rows[0]?.id ?? Number.NaN;
}

export type Worker = {
  /** Ends when the worker does, with the error that ended it. */
  done: Promise<void>;
  /** Takes no more jobs and waits for those at work; their signal aborts after five seconds. */
  stop(): Promise<void>;
};

export type WorkerOptions = { log: Log; concurrency?: number; takeover?: Takeover; outward?: Outward };

/** Starts working on jobs, up to `concurrency` at once. Any number of processes may do so. */
export async function startWorker(
  db: Database,
  jobs: Job[],
  { log, concurrency = 4, takeover = usualTakeover, outward = nothingLeaves }: WorkerOptions,
): Promise<Worker> {
  const pool = createWorkerPool(db.url, concurrency + 2);
  const events = new EventEmitter();
  const life = keepAlive(db, events, log, takeover);
  const runner = await run({
    pgPool: pool,
    taskList: buildTasks(db, jobs, log, outward),
    parsedCronItems: parseCronItems(buildCron(jobs)),
    concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    logger: buildLogger(log),
    events,
  });
  const ticking = startTicks(db, jobs, log, outward);
  const done = runner.promise.finally(async () => {
    await ticking.stop();
    await life.stop();
    await pool.end();
  });
  done.catch(() => undefined);
  const stop = async () => {
    await runner.stop().catch(() => undefined);
    await done.catch(() => undefined);
  };
  return { done, stop };
}

/** Runs every job that is due, one after the other, and those that they ask for; returns when none is left. */
export async function runDueJobs(
  db: Database,
  jobs: Job[],
  { log, outward = nothingLeaves }: Pick<WorkerOptions, 'log' | 'outward'>,
): Promise<void> {
  const pool = createWorkerPool(db.url, 2);
  try {
    await runOnce({
      pgPool: pool,
      taskList: buildTasks(db, jobs, log, outward),
      noHandleSignals: true,
      logger: buildLogger(log),
    });
  } finally {
    await pool.end();
  }
}

type Envelope = { workspace_id: string | number | null; payload: unknown };

function buildTasks(db: Database, jobs: Job[], log: Log, outward: Outward): TaskList {
  const tasks: TaskList = {};
  for (const job of jobs) {
    if (tasks[job.name]) throw new AppError('internal', `Two jobs are named ${job.name}: expected one of each name`);
    tasks[job.name] = async (envelope, helpers) => {
      const { workspace_id, payload } = envelope as Envelope;
      const context: JobContext = {
        db,
        now: Date.now(),
        log: log.child({ job: job.name, job_id: helpers.job.id }),
        signal: helpers.abortSignal,
        workspace_id: workspace_id ? Number(workspace_id) : null,
        attempt: helpers.job.attempts,
        outward,
      };
      const measure = jobSeconds.startTimer({ job: job.name });
      try {
        await job.handle(context, job.schema.parse(payload));
        measure({ outcome: 'done' });
      } catch (error) {
        measure({ outcome: 'failed' });
        throw error;
      }
    };
  }
  return tasks;
}

function buildCron(jobs: Job[]): CronItem[] {
  return jobs.flatMap(({ name, cron, max_attempts }) => {
    if (cron === undefined) return [];
    const options = { jobKey: `cron:${name}`, ...(max_attempts === undefined ? {} : { maxAttempts: max_attempts }) };
    return [{ task: name, match: cron, identifier: name, payload: { workspace_id: null, payload: {} }, options }];
  });
}

/** What the queue tells of its daily work is of no interest; a failed attempt is a warning, since it will be repeated. */
function buildLogger(log: Log): Logger {
  return new Logger((scope) => (level, message) => {
    const severity = level === 'error' || level === 'warning' ? 'warn' : 'trace';
    log[severity]({ task: scope.taskIdentifier, job_id: scope.jobId }, message);
  });
}
