import { sql } from 'kysely';
import { type Db, inWorkspace, type Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { type ListContext, loadListContext, type Viewer } from './list-context.ts';

/** Nobody waits longer for a list, and the database is not kept busy for somebody who has gone. */
const mostSeconds = 15;

/**
 * Reads lists for somebody in one transaction. Throws `unavailable` when the database needed too long for it: a filter that
 * no index serves, over very many people.
 */
export async function readInTime<T>(
  app: Db,
  viewer: Viewer,
  now: number,
  work: (tx: Tx, context: ListContext) => Promise<T>,
): Promise<T> {
  try {
    return await inWorkspace(app, viewer.workspace_id, async (tx) => {
      await sql`select set_config('statement_timeout', ${`${mostSeconds}s`}, true), set_config('jit', 'off', true)`.execute(
        tx,
      );
      return work(tx, await loadListContext(tx, viewer, now));
    });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    const text = `The list could not be read within ${mostSeconds} seconds: narrow the filter, or sort by the score`;
    throw new AppError('unavailable', text, { cause: error });
  }
}

/** Whether PostgreSQL ended a statement because its time was up. */
export function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}
