import { type ChangedBy, recordChange } from '../../../access/audit.ts';
import { type Db, inWorkspace, type Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import type { NewSource, Source, SourceChange } from '../contract.ts';
import { findSourceByKey, getSource, insertSource, updateSource } from './queries.ts';

/** Makes a source. Throws `already_exists` when the key is taken; without a key one is made from the name. */
export function createSource(app: Db, workspaceId: number, by: ChangedBy, wanted: NewSource): Promise<Source> {
  return inWorkspace(app, workspaceId, async (tx) => {
    const key = wanted.key ?? (await makeFreeKey(tx, workspaceId, wanted));
    const sourceId = await insertSource(tx, workspaceId, { ...wanted, key });
    if (sourceId === undefined) {
      throw new AppError('already_exists', `Source "${key}" exists already: expected another key`, {
        errors: [{ path: ['key'], message: `"${key}": expected a key that no source has` }],
      });
    }
    const source = await getSource(tx, workspaceId, sourceId);
    await recordChange(tx, by, {
      action: 'source.created',
      subject_kind: 'source',
      subject_id: sourceId,
      after: source,
    });
    await notifyLive(tx, { topic: 'source', ids: [sourceId] });
    return source;
  });
}

/** Changes a source; archiving it takes it out of choices, what still comes from it is kept. Throws `not_found`. */
export function changeSource(
  app: Db,
  workspaceId: number,
  by: ChangedBy,
  sourceId: number,
  change: SourceChange,
): Promise<Source> {
  return inWorkspace(app, workspaceId, async (tx) => {
    const before = await getSource(tx, workspaceId, sourceId);
    await updateSource(tx, workspaceId, sourceId, change);
    const after = await getSource(tx, workspaceId, sourceId);
    await recordChange(tx, by, {
      action: 'source.changed',
      subject_kind: 'source',
      subject_id: sourceId,
      before,
      after,
    });
    await notifyLive(tx, { topic: 'source', ids: [sourceId] });
    return after;
  });
}

async function makeFreeKey(tx: Tx, workspaceId: number, { name, channel }: NewSource): Promise<string> {
  const base =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || channel;
  for (let n = 1; ; n++) {
    const key = n === 1 ? base : `${base}-${n}`;
    if (!(await findSourceByKey(tx, workspaceId, key))) return key;
  }
}
