import { sql } from 'kysely';
import type { Tx } from './db.ts';
import { AppError } from './errors.ts';

/**
 * Lets each statement of the rest of the transaction take so many seconds, and compiles none of them: for what reads a lot at once. Throws
 * `unavailable` with `text` where one needed longer; the transaction has failed then.
 */
export async function withinSeconds<T>(tx: Tx, seconds: number, text: string, work: () => Promise<T>): Promise<T> {
  await sql`select set_config('statement_timeout', ${`${seconds}s`}, true), set_config('jit', 'off', true)`.execute(tx);
  try {
    return await work();
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new AppError('unavailable', text, { cause: error });
  }
}

/** Whether PostgreSQL ended a statement because its time was up. */
export function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}
