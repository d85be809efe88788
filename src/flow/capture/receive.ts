import { sql } from 'kysely';
import { type Db, inWorkspace, type Tx } from '../../base/db.ts';
import { announce } from '../../base/facts.ts';
import type { Arrival, Outcome } from './arrival.ts';
import { arrivalsReceived } from './facts.ts';
import { countDays } from './sources/count-days.ts';

/** First half of the advisory lock key under which a workspace's batches are written one at a time. */
const batchLock = 7_066_201;

/**
 * Keeps a batch in the caller's transaction and says what became of each arrival, in order.
 * Waits until no other batch of this workspace is being written, so that deciding who is who never races.
 */
export async function receiveWithin(tx: Tx, workspaceId: number, arrivals: Arrival[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  if (arrivals.length === 0) return outcomes;
  await waitForBatches(tx, workspaceId);
  await announce(tx, arrivalsReceived, { workspace_id: workspaceId, arrivals, outcomes });
  await countDays(tx, workspaceId, arrivals, outcomes);
  return outcomes;
}

/** Waits until no batch of this workspace is being written, and lets none begin before this transaction ends. */
export async function waitForBatches(tx: Tx, workspaceId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${batchLock}::int, ${workspaceId}::int)`.execute(tx);
}

/** Lets no batch of this workspace begin before this transaction ends, as `waitForBatches`; several who ask for this go on together. */
export async function holdBatches(tx: Tx, workspaceId: number): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${batchLock}::int, ${workspaceId}::int)`.execute(tx);
}

/** Keeps a batch in a transaction of its own; when it returns, everything in it is durable and scored. */
export function receive(app: Db, workspaceId: number, arrivals: Arrival[]): Promise<Outcome[]> {
  return inWorkspace(app, workspaceId, (tx) => receiveWithin(tx, workspaceId, arrivals));
}
