import type { z } from 'zod';
import type { Database } from './db.ts';
import type { Log } from './log.ts';
import type { Mailer } from './mail.ts';

/** What a job's handler gets beside its payload. */
export type JobContext = {
  db: Database;
  /** Epoch milliseconds at which this attempt began. */
  now: number;
  log: Log;
  /** Aborts when the process is asked to stop: finish the piece at hand and throw or return. */
  signal: AbortSignal;
  /** The workspace whose transaction asked for the job; null for recurrent jobs and those asked for outside of one. */
  workspace_id: number | null;
  /** 1 on the first attempt. */
  attempt: number;
  outward: Outward;
};

/** What leaves this installation: letters (undefined: no mail server is set), and links to the address under which people reach us. */
export type Outward = { mailer: Mailer | undefined; publicUrl: string };

/** A kind of work done in the background, at least once. Its handler must bear being repeated. */
// biome-ignore lint/suspicious/noExplicitAny: lists of jobs hold payloads of many shapes
export type Job<T = any> = {
  name: string;
  schema: z.ZodType<T>;
  handle: (context: JobContext, payload: T) => Promise<void>;
  /** When it also runs by itself, in cron's five fields, UTC; its payload is then `{}`. */
  cron?: string;
  /**
   * When it also runs in every worker process this many milliseconds after its last end, past the queue: for work that must be
   * looked for every moment. It must bear being done by several processes at once. Its payload is `{}`.
   */
  every_ms?: number;
  /** How often it is tried before it is given up; the waits grow exponentially. */
  max_attempts?: number;
};
