import { sql } from 'kysely';
import { type Db, inWorkspace, type Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';

/** How long one statement of the lab may take. */
const patience = 10_000;

/**
 * Reads for the lab, in a transaction of its own whose statements may take 10 s each and may not write. Throws `unavailable` for
 * one that takes longer. Plans without nested loops, as all scoring does (see `withoutNestedLoops`).
 */
export async function inLab<T>(app: Db, workspaceId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await inWorkspace(app, workspaceId, async (tx) => {
      await sql
        .raw(
          `set transaction read only; set local statement_timeout = ${patience}; set local jit = off; set local enable_nestloop = off`,
        )
        .execute(tx);
      return work(tx);
    });
  } catch (error) {
    if (!isTimeout(error)) throw error;
    throw new AppError(
      'unavailable',
      `Score lab: the question took longer than ${patience / 1000} s; ask about fewer people or a shorter time`,
      { cause: error },
    );
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '57014';
}
