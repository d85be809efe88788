import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { givenRows } from '../../../base/rows.ts';
import type {
  Import,
  ImportCheck,
  ImportCounts,
  ImportLayout,
  ImportMapping,
  ImportReject,
  ImportState,
} from './contract.ts';

export type ImportRow = Import & { header: string[] | null; file_hash: string | null };

const columns =
  sql.raw(`import_id, file_name, bytes, source_id, state, layout, header, mapping, rows_read, bytes_read, rows_total,
  counts, findings as "check", problem, created_by, created_at, started_at, finished_at, file_hash`);

/** Counts of an import that has not begun. */
export const noCounts: ImportCounts = {
  rows: 0,
  kept: 0,
  repeated: 0,
  rejected: 0,
  people_created: 0,
  companies_created: 0,
  leads_opened: 0,
  interests_created: 0,
  rows_with_contact: 0,
  rows_with_name: 0,
  reasons: {},
};

/** A page of imports, newest first. */
export async function listImports(
  tx: Tx,
  workspaceId: number,
  { before = null, limit }: { before?: number | null | undefined; limit: number },
): Promise<{ imports: ImportRow[]; next: number | null }> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from import
    where workspace_id = ${workspaceId} and (${before}::integer is null or import_id < ${before})
    order by import_id desc limit ${limit + 1}`.execute(tx);
  const imports = rows.slice(0, limit);
  return { imports, next: rows.length > limit ? (imports.at(-1)?.import_id ?? null) : null };
}

/** One import. `forUpdate` waits until nobody else changes it, and lets nobody until the transaction ends. Throws `not_found`. */
export async function getImport(
  tx: Tx,
  workspaceId: number,
  importId: number,
  { forUpdate = false } = {},
): Promise<ImportRow> {
  const lock = forUpdate ? sql`for update` : sql``;
  const { rows } = await sql<ImportRow>`
    select ${columns} from import where workspace_id = ${workspaceId} and import_id = ${importId} ${lock}`.execute(tx);
  if (!rows[0]) throw new AppError('not_found', `Import ${importId}: expected one of this workspace`);
  return rows[0];
}

/** An import of the same bytes that was begun and not finished; the latest of several. */
export async function findUnfinished(tx: Tx, workspaceId: number, fileHash: string): Promise<ImportRow | undefined> {
  const { rows } = await sql<ImportRow>`
    select ${columns} from import
    where workspace_id = ${workspaceId} and file_hash = ${fileHash} and state in ('running', 'failed', 'cancelled')
    order by import_id desc limit 1`.execute(tx);
  return rows[0];
}

/** Begins an import whose file is on its way; its id. */
export async function insertImport(
  tx: Tx,
  workspaceId: number,
  { file_name, source_id, created_by }: { file_name: string; source_id: number; created_by: string | null },
): Promise<number> {
  const { rows } = await sql<{ import_id: number }>`
    insert into import (workspace_id, file_name, source_id, created_by, counts)
    values (${workspaceId}, ${file_name}, ${source_id}, ${created_by}, ${JSON.stringify(noCounts)}::jsonb)
    returning import_id`.execute(tx);
  return rows[0]?.import_id ?? Number.NaN;
}

export type ImportPatch = Partial<{
  state: ImportState;
  bytes: number;
  file_hash: string;
  source_id: number;
  layout: ImportLayout;
  header: string[];
  mapping: ImportMapping;
  rows_read: number;
  bytes_read: number;
  rows_total: number | null;
  counts: ImportCounts;
  findings: ImportCheck | null;
  problem: { code: string; detail: string } | null;
  started_at: Date | null;
  finished_at: Date | null;
}>;

const jsonColumns = new Set(['layout', 'header', 'mapping', 'counts', 'findings', 'problem']);

/** Changes what is named in `patch`. */
export async function updateImport(tx: Tx, workspaceId: number, importId: number, patch: ImportPatch): Promise<void> {
  const set = Object.entries(patch).map(([name, value]) => {
    if (jsonColumns.has(name)) return sql`${sql.ref(name)} = ${value === null ? null : JSON.stringify(value)}::jsonb`;
    return sql`${sql.ref(name)} = ${value}`;
  });
  if (set.length === 0) return;
  await sql`
    update import set ${sql.join(set)} where workspace_id = ${workspaceId} and import_id = ${importId}`.execute(tx);
}

/** Forgets an import with its file and its rejected rows. */
export async function removeImport(tx: Tx, workspaceId: number, importId: number): Promise<void> {
  await sql`delete from import where workspace_id = ${workspaceId} and import_id = ${importId}`.execute(tx);
}

/** Keeps a piece of the file. */
export async function insertChunk(
  tx: Tx,
  workspaceId: number,
  importId: number,
  no: number,
  bytes: Buffer,
): Promise<void> {
  await sql`
    insert into import_chunk (workspace_id, import_id, chunk_no, bytes)
    values (${workspaceId}, ${importId}, ${no}, ${bytes})`.execute(tx);
}

/** A piece of the file; undefined past its end. */
export async function findChunk(
  tx: Tx,
  workspaceId: number,
  importId: number,
  no: number,
): Promise<Buffer | undefined> {
  const { rows } = await sql<{ bytes: Buffer }>`
    select bytes from import_chunk
    where workspace_id = ${workspaceId} and import_id = ${importId} and chunk_no = ${no}`.execute(tx);
  return rows[0]?.bytes;
}

/** Forgets the file, once its rows are touches. */
export async function removeChunks(tx: Tx, workspaceId: number, importId: number): Promise<void> {
  await sql`delete from import_chunk where workspace_id = ${workspaceId} and import_id = ${importId}`.execute(tx);
}

/** Keeps rejected rows. */
export async function insertRejects(
  tx: Tx,
  workspaceId: number,
  importId: number,
  rejects: ImportReject[],
): Promise<void> {
  if (rejects.length === 0) return;
  await sql`
    insert into import_reject (workspace_id, import_id, row_no, reason, detail, line)
    select ${workspaceId}, ${importId}, g.row_no, g.reason, g.detail, g.line
    from ${givenRows(rejects, { row_no: 'bigint', reason: 'text', detail: 'long_text', line: 'long_text' })} as g`.execute(
    tx,
  );
}

/** Rejected rows after a row number, in the file's order; lines cut at `line_chars`. */
export async function listRejects(
  tx: Tx,
  workspaceId: number,
  importId: number,
  { after, limit, line_chars }: { after: number; limit: number; line_chars: number },
): Promise<{ rejects: ImportReject[]; next: number | null }> {
  const { rows } = await sql<ImportReject>`
    select row_no, reason, detail, left(line, ${line_chars}) as line from import_reject
    where workspace_id = ${workspaceId} and import_id = ${importId} and row_no > ${after}
    order by row_no limit ${limit + 1}`.execute(tx);
  const rejects = rows.slice(0, limit);
  return { rejects, next: rows.length > limit ? (rejects.at(-1)?.row_no ?? null) : null };
}

/** Uploads that ended half-way, begun before an instant. */
export async function removeAbandonedUploads(tx: Tx, workspaceId: number, before: Date): Promise<number> {
  const result = await sql`
    delete from import where workspace_id = ${workspaceId} and state = 'uploading' and created_at < ${before}`.execute(
    tx,
  );
  return Number(result.numAffectedRows ?? 0);
}
