import { type ChangedBy, recordChange } from '../../../../access/audit.ts';
import { type Db, inWorkspace, type Tx } from '../../../../base/db.ts';
import { AppError } from '../../../../base/errors.ts';
import { notifyLive } from '../../../../base/live.ts';
import { getSource, listSources } from '../../sources/queries.ts';
import type { ImportChange, ImportPreview, ImportState } from '../contract.ts';
import { previewImport, readFirstRows } from '../guess-import.ts';
import { getImport, type ImportPatch, type ImportRow, removeImport, updateImport } from '../queries.ts';
import { listSavedMappings } from '../saved-mappings.ts';
import { readHead } from '../stored-file.ts';

const changeable: ImportState[] = ['uploaded', 'checked', 'failed', 'cancelled'];

/**
 * Changes how an import that is not under way is read. A changed layout guesses the mapping anew unless one comes with it; once
 * rows were read, the layout stays. Throws `conflict`.
 */
export async function changeImport(
  app: Db,
  workspaceId: number,
  importId: number,
  change: ImportChange,
): Promise<ImportRow> {
  const before = await inWorkspace(app, workspaceId, (tx) => getImport(tx, workspaceId, importId));
  const first =
    change.layout &&
    (await readFirstRows((await readHead(app, workspaceId, importId, before.bytes)).head, change.layout));
  return inWorkspace(app, workspaceId, async (tx) => {
    const present = await getImport(tx, workspaceId, importId, { forUpdate: true });
    assertState(present, changeable, 'changed');
    if (change.layout && present.rows_read > 0) {
      throw new AppError(
        'conflict',
        `Import ${importId} has read ${present.rows_read} rows: expected its layout to stay`,
      );
    }
    if (change.source_id !== undefined) await getSource(tx, workspaceId, change.source_id);
    const patch: ImportPatch = { ...change, findings: null, problem: null };
    if (first) {
      patch.header = first.columns;
      patch.mapping ??= (await previewWithin(tx, workspaceId, first)).mapping;
    }
    if (present.rows_read === 0) patch.state = 'uploaded';
    await updateImport(tx, workspaceId, importId, patch);
    await notifyLive(tx, { topic: 'import', ids: [importId] });
    return getImport(tx, workspaceId, importId);
  });
}

/** The first rows of an import's file with what its columns seem to hold. */
export async function getPreview(app: Db, workspaceId: number, importId: number): Promise<ImportPreview> {
  const row = await inWorkspace(app, workspaceId, (tx) => getImport(tx, workspaceId, importId));
  if (!row.layout) throw new AppError('conflict', `Import ${importId} is ${row.state}: expected its file to be there`);
  const { head } = await readHead(app, workspaceId, importId, row.bytes);
  if (head.length === 0)
    throw new AppError('gone', `The file of import ${importId} is no longer kept: its rows are touches now`);
  const first = await readFirstRows(head, row.layout);
  return inWorkspace(app, workspaceId, (tx) => previewWithin(tx, workspaceId, first));
}

/**
 * Forgets an import with its file and rejected rows; its touches stay. One that is under way only where `evenUnderWay`.
 * Throws `conflict`.
 */
export function forgetImport(
  app: Db,
  workspaceId: number,
  by: ChangedBy,
  importId: number,
  { evenUnderWay = false } = {},
): Promise<void> {
  return inWorkspace(app, workspaceId, async (tx) => {
    const present = await getImport(tx, workspaceId, importId, { forUpdate: true });
    if (!evenUnderWay) assertState(present, [...changeable, 'done', 'uploading'], 'removed');
    await removeImport(tx, workspaceId, importId);
    const { file_name, state, counts } = present;
    const before = { file_name, state, counts };
    await recordChange(tx, by, { action: 'import.removed', subject_kind: 'import', subject_id: importId, before });
    await notifyLive(tx, { topic: 'import', ids: [importId] });
  });
}

/** Throws `conflict` unless the import is in one of the states. */
export function assertState({ import_id, state }: ImportRow, allowed: ImportState[], verb: string): void {
  if (allowed.includes(state)) return;
  throw new AppError('conflict', `Import ${import_id} is ${state}: it can be ${verb} while ${allowed.join(', ')}`);
}

async function previewWithin(
  tx: Tx,
  workspaceId: number,
  first: { columns: string[]; rows: string[][] },
): Promise<ImportPreview> {
  const saved = await listSavedMappings(tx, workspaceId);
  const sources = await listSources(tx, workspaceId);
  return previewImport(
    first,
    saved,
    sources.flatMap(({ key, name }) => [key, name]),
  );
}
