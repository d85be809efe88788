import { type Db, inWorkspace } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import type { DefaultSourceKey } from './default-sources.ts';
import { defaultSources } from './default-sources.ts';
import { type DoorSource, insertSource, listDoorSources } from './queries.ts';

/** How long the doors believe what they know of a workspace's sources. */
const believedMs = 5_000;

type Remembered = { sources: DoorSource[]; until: number };
const remembered = new WeakMap<Db, Map<number, Promise<Remembered>>>();

/**
 * The source that a door's touch belongs to: the one its write key is bound to, else the workspace's usual one of this
 * kind, which is made when it is missing. Asks the database at most every five seconds. `now` is epoch milliseconds.
 */
export async function findDoorSource(
  app: Db,
  workspaceId: number,
  wanted: { source_id: number | null; usual: DefaultSourceKey },
  now: number,
): Promise<DoorSource> {
  const isWanted = (source: DoorSource) =>
    wanted.source_id === null ? source.key === wanted.usual : source.source_id === wanted.source_id;
  const known = (await recall(app, workspaceId, now)).find(isWanted);
  if (known) return known;
  remembered.get(app)?.delete(workspaceId);
  await inWorkspace(app, workspaceId, (tx) => {
    const { names, ...usual } = defaultSources.find(
      (each) => each.key === wanted.usual,
    ) as (typeof defaultSources)[number];
    return insertSource(tx, workspaceId, { ...usual, name: names.en });
  });
  const sources = await recall(app, workspaceId, now);
  const source = sources.find(isWanted) ?? sources.find((each) => each.key === wanted.usual);
  if (!source) throw new AppError('not_found', `Source "${wanted.usual}": expected one of workspace ${workspaceId}`);
  return source;
}

async function recall(app: Db, workspaceId: number, now: number): Promise<DoorSource[]> {
  const known = remembered.get(app) ?? new Map<number, Promise<Remembered>>();
  remembered.set(app, known);
  const before = await known.get(workspaceId)?.catch(() => undefined);
  if (before && before.until > now) return before.sources;
  const fresh = inWorkspace(app, workspaceId, async (tx) => ({
    sources: await listDoorSources(tx, workspaceId),
    until: now + believedMs,
  }));
  known.set(workspaceId, fresh);
  return (await fresh).sources;
}
