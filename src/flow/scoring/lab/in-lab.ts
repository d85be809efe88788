import { sql } from 'kysely';
import { type Db, inWorkspace, type Tx } from '../../../base/db.ts';
import { withinSeconds } from '../../../base/time-limit.ts';

/** How many seconds one statement of the lab may take. */
const patience = 10;

/** Reads for the lab in a transaction of its own, which may not write; see `withPatience`. */
export async function inLab<T>(app: Db, workspaceId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inWorkspace(app, workspaceId, async (tx) => {
    await sql`set transaction read only`.execute(tx);
    return withPatience(tx, () => work(tx));
  });
}

/**
 * Lets each statement of the rest of the transaction take 10 s. Throws `unavailable` for one that takes longer. Plans without nested loops, as
 * all scoring does (see `withoutNestedLoops`).
 */
export async function withPatience<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql.raw('set local enable_nestloop = off').execute(tx);
  const text = `Score lab: the question took longer than ${patience} s; ask about fewer people or a shorter time`;
  return withinSeconds(tx, patience, text, work);
}
