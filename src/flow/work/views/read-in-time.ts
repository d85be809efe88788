import { type Db, inWorkspace, type Tx } from '../../../base/db.ts';
import { withinSeconds } from '../../../base/time-limit.ts';
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
  const text = `The list could not be read within ${mostSeconds} seconds: narrow the filter, or sort by the score`;
  return inWorkspace(app, viewer.workspace_id, (tx) =>
    withinSeconds(tx, mostSeconds, text, async () => work(tx, await loadListContext(tx, viewer, now))),
  );
}
