import { type ChangedBy, recordChange } from '../../../../access/audit.ts';
import { type Db, inWorkspace } from '../../../../base/db.ts';
import { AppError } from '../../../../base/errors.ts';
import { notifyLive } from '../../../../base/live.ts';
import { findDoorSource } from '../../sources/door-sources.ts';
import { listSources } from '../../sources/queries.ts';
import { guessFileLayout, previewImport, readFirstRows } from '../guess-import.ts';
import { getImport, type ImportRow, insertImport, removeImport, updateImport } from '../queries.ts';
import { listSavedMappings } from '../saved-mappings.ts';
import { type StoredFile, storeFile } from '../stored-file.ts';

export type Upload = { file_name: string; source_id?: number | undefined; most_bytes: number };

/**
 * Takes in a file as it comes and guesses its layout and mapping; nothing of it becomes a touch yet. Throws `too_large`, or
 * `file_unreadable` for what is no text; then nothing stays.
 */
export async function uploadImport(
  app: Db,
  workspaceId: number,
  by: ChangedBy,
  { file_name, source_id, most_bytes }: Upload,
  stream: AsyncIterable<Uint8Array>,
  now: number,
): Promise<ImportRow> {
  const source = await findDoorSource(app, workspaceId, { source_id: source_id ?? null, usual: 'import' }, now);
  if (source_id !== undefined && source.source_id !== source_id) {
    throw new AppError('not_found', `Source ${source_id}: expected one of this workspace`);
  }
  const importId = await inWorkspace(app, workspaceId, (tx) =>
    insertImport(tx, workspaceId, { file_name, source_id: source.source_id, created_by: by.user_id }),
  );
  try {
    const file = await storeFile(app, workspaceId, importId, stream, most_bytes);
    return await guessAndKeep(app, workspaceId, by, importId, file);
  } catch (error) {
    await inWorkspace(app, workspaceId, (tx) => removeImport(tx, workspaceId, importId)).catch(() => undefined);
    throw error;
  }
}

async function guessAndKeep(
  app: Db,
  workspaceId: number,
  by: ChangedBy,
  importId: number,
  { bytes, file_hash, evidence }: StoredFile,
) {
  const layout = await guessFileLayout(evidence, { whole: bytes <= evidence.head.length });
  const first = await readFirstRows(evidence.head, layout);
  return inWorkspace(app, workspaceId, async (tx) => {
    const saved = await listSavedMappings(tx, workspaceId);
    const sources = await listSources(tx, workspaceId);
    const { mapping } = previewImport(
      first,
      saved,
      sources.flatMap(({ key, name }) => [key, name]),
    );
    await updateImport(tx, workspaceId, importId, {
      state: 'uploaded',
      bytes,
      file_hash,
      layout,
      header: first.columns,
      mapping,
    });
    const uploaded = await getImport(tx, workspaceId, importId);
    const { file_name } = uploaded;
    await recordChange(tx, by, {
      action: 'import.uploaded',
      subject_kind: 'import',
      subject_id: importId,
      after: { file_name, bytes },
    });
    await notifyLive(tx, { topic: 'import', ids: [importId] });
    return uploaded;
  });
}
