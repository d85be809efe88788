import type { Tx } from '../../base/db.ts';
import type { Arrival, Foresight } from '../capture/index.ts';
import { identifierKey } from './assign-people.ts';
import { loadContext } from './context.ts';
import { makeFieldReaders } from './field-readers.ts';
import { touchKey } from './keep-arrivals.ts';
import { readIdentifiers, readTouchKeys } from './queries/read.ts';
import { readArrival } from './read-arrival.ts';

/** Says of each arrival, in order, whether it was kept before and whether somebody is known by its identifiers; writes nothing. */
export async function foresee(
  tx: Tx,
  workspaceId: number,
  arrivals: Arrival[],
  foresights: Foresight[],
): Promise<void> {
  const context = await loadContext(tx, workspaceId);
  const readers = makeFieldReaders(context);
  const keys = arrivals.map((arrival) => touchKey(arrival.idempotency_key));
  const taken = await readTouchKeys(tx, workspaceId, keys);
  const identified = arrivals.map((arrival) => {
    const { strong, weak } = readArrival(arrival, readers, context.country);
    return [...strong, ...weak];
  });
  const known = await readIdentifiers(tx, workspaceId, identified.flat());
  identified.forEach((ids, index) => {
    foresights[index] = {
      repeated: taken.has(keys[index] as string),
      known: ids.some((id) => known.has(identifierKey(id))),
    };
  });
}
