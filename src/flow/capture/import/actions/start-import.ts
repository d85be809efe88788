import { type ChangedBy, recordChange } from '../../../../access/audit.ts';
import { type Db, inWorkspace, type Tx } from '../../../../base/db.ts';
import { announce } from '../../../../base/facts.ts';
import { notifyLive } from '../../../../base/live.ts';
import { fieldsWanted } from '../../facts.ts';
import { assertMappingFits } from '../check-mapping.ts';
import type { ImportMapping } from '../contract.ts';
import { getImport, type ImportRow, updateImport } from '../queries.ts';
import { assertState } from './change-import.ts';

/** Called within the transaction that starts: asks for the job that does the work, or does nothing where it is done here. */
export type Enqueue = (tx: Tx) => Promise<void>;

/** Begins a dry run of an import that is not under way. Throws `conflict`, or `mapping_invalid`. */
export function startCheck(app: Db, workspaceId: number, importId: number, enqueue: Enqueue): Promise<ImportRow> {
  return inWorkspace(app, workspaceId, async (tx) => {
    const present = await getImport(tx, workspaceId, importId, { forUpdate: true });
    assertState(present, ['uploaded', 'checked', 'checking'], 'checked');
    assertMappingFits(present.mapping as ImportMapping, present.header ?? []);
    await updateImport(tx, workspaceId, importId, { state: 'checking', findings: null, problem: null, bytes_read: 0 });
    return answer(tx, workspaceId, importId, enqueue);
  });
}

/**
 * Begins an import, or has one that stopped go on where it stopped; the custom fields its mapping names are made. Asked again
 * while it runs, it is only made sure that somebody works on it. Throws `conflict`, or `mapping_invalid`.
 */
export function startImport(
  app: Db,
  workspaceId: number,
  by: ChangedBy,
  importId: number,
  enqueue: Enqueue,
): Promise<ImportRow> {
  return inWorkspace(app, workspaceId, async (tx) => {
    const present = await getImport(tx, workspaceId, importId, { forUpdate: true });
    assertState(present, ['uploaded', 'checked', 'failed', 'cancelled', 'running'], 'started');
    const mapping = present.mapping as ImportMapping;
    assertMappingFits(mapping, present.header ?? []);
    await announce(tx, fieldsWanted, { workspace_id: workspaceId, fields: listWantedFields(mapping) });
    if (present.state !== 'running') {
      await updateImport(tx, workspaceId, importId, {
        state: 'running',
        problem: null,
        started_at: present.started_at === null ? new Date() : new Date(present.started_at),
        finished_at: null,
      });
      const { file_name, source_id } = present;
      await recordChange(tx, by, {
        action: present.rows_read === 0 ? 'import.started' : 'import.resumed',
        subject_kind: 'import',
        subject_id: importId,
        after: { file_name, source_id, mapping },
      });
    }
    return answer(tx, workspaceId, importId, enqueue);
  });
}

/** Stops a dry run or an import after the batch at hand; what is kept stays, and it can go on later. Throws `conflict`. */
export function cancelImport(app: Db, workspaceId: number, by: ChangedBy, importId: number): Promise<ImportRow> {
  return inWorkspace(app, workspaceId, async (tx) => {
    const present = await getImport(tx, workspaceId, importId, { forUpdate: true });
    assertState(present, ['checking', 'running'], 'cancelled');
    const running = present.state === 'running';
    await updateImport(
      tx,
      workspaceId,
      importId,
      running ? { state: 'cancelled', finished_at: new Date() } : { state: 'uploaded' },
    );
    if (running) {
      await recordChange(tx, by, {
        action: 'import.cancelled',
        subject_kind: 'import',
        subject_id: importId,
        after: { rows_read: present.rows_read },
      });
    }
    return answer(tx, workspaceId, importId, async () => undefined);
  });
}

function listWantedFields({ columns, constants }: ImportMapping) {
  return [...columns, ...constants].flatMap(({ target }) => {
    if (target.to !== 'new_field') return [];
    const { field: key, type, label } = target;
    return [{ scope: 'person' as const, key, type, label }];
  });
}

async function answer(tx: Tx, workspaceId: number, importId: number, enqueue: Enqueue): Promise<ImportRow> {
  await enqueue(tx);
  await notifyLive(tx, { topic: 'import', ids: [importId] });
  return getImport(tx, workspaceId, importId);
}
