import { sql } from 'kysely';
import { readDatabaseError } from '../../../../base/database-errors.ts';
import { type Db, inSavepoint, inWorkspace, type Tx } from '../../../../base/db.ts';
import { AppError } from '../../../../base/errors.ts';
import { announce } from '../../../../base/facts.ts';
import { notifyLive } from '../../../../base/live.ts';
import type { Arrival, Outcome } from '../../arrival.ts';
import { fieldTypesAsked } from '../../facts.ts';
import { isPoison, keepEach } from '../../keep-each.ts';
import { receiveWithin } from '../../receive.ts';
import { retryClash } from '../../retry-clash.ts';
import { listDoorSources } from '../../sources/queries.ts';
import type { FieldTyping } from '../../typed-values.ts';
import type { ImportCounts, ImportReject } from '../contract.ts';
import { getImport, type ImportRow, insertRejects, removeChunks, updateImport } from '../queries.ts';
import { openBatches, type RowBatch } from '../read-batches.ts';
import { readLine } from '../read-rows.ts';
import { readStored } from '../stored-file.ts';

export type RunOptions = {
  /** Stops between two batches; the import can go on later. */
  signal?: AbortSignal;
  /** Called after each batch is durable. */
  onProgress?: (progress: { rows_read: number; bytes_read: number; counts: ImportCounts }) => void;
};

/**
 * Brings in a started import from where it stands, batch by batch. Each batch's touches, rejected rows, counts and the
 * checkpoint are one transaction, so a crash loses and doubles nothing. Answers the import as it then is: done, cancelled by
 * somebody, or failed with the reason. Throws only what a repeat may mend: the database is gone, or this process stops.
 */
export async function runImport(
  app: Db,
  workspaceId: number,
  importId: number,
  options: RunOptions = {},
): Promise<ImportRow> {
  const start = await inWorkspace(app, workspaceId, (tx) => getImport(tx, workspaceId, importId));
  if (start.state !== 'running') return start;
  try {
    await runBatches(app, workspaceId, start, options);
  } catch (error) {
    if (options.signal?.aborted || isPassing(error)) throw error;
    await fail(app, workspaceId, importId, error);
  }
  return inWorkspace(app, workspaceId, (tx) => getImport(tx, workspaceId, importId));
}

async function runBatches(
  app: Db,
  workspaceId: number,
  start: ImportRow,
  { signal, onProgress }: RunOptions,
): Promise<void> {
  const { import_id: importId, layout, mapping, source_id } = start;
  if (!layout || !mapping) throw new AppError('conflict', `Import ${importId} has no layout or mapping: expected both`);
  const context = await inWorkspace(app, workspaceId, (tx) => readContext(tx, workspaceId));
  const source = context.sources.find((each) => each.source_id === source_id);
  if (!source) throw new AppError('not_found', `Source ${source_id}: expected one of this workspace`);
  const opened = await openBatches({
    bytes: readStored(app, workspaceId, importId),
    layout,
    mapping,
    context: { source, ...context },
    skip_rows: start.rows_read,
    received_at: Date.parse(String(start.started_at)) || Date.now(),
  });
  const interests = new Set<number>();
  let checkpoint = start.rows_read;
  for await (const batch of opened.batches) {
    const moved = await keepBatch(app, workspaceId, importId, checkpoint, batch, interests);
    if (!moved) return;
    checkpoint = batch.rows_read;
    onProgress?.({ rows_read: batch.rows_read, bytes_read: batch.bytes_read, counts: moved });
    if (signal?.aborted) throw signal.reason;
  }
  await finish(app, workspaceId, importId);
}

/** Writes one batch; undefined when the import is no longer ours to run: cancelled, or further than we know. */
async function keepBatch(
  app: Db,
  workspaceId: number,
  importId: number,
  checkpoint: number,
  batch: RowBatch,
  interests: Set<number>,
): Promise<ImportCounts | undefined> {
  type Keep = (tx: Tx) => Promise<(Outcome | { refused: string })[]>;
  const write = (keep: Keep) =>
    inWorkspace(app, workspaceId, async (tx) => {
      const present = await getImport(tx, workspaceId, importId, { forUpdate: true });
      if (present.state !== 'running' || present.rows_read !== checkpoint) return undefined;
      const kept = await keep(tx);
      const rejects = [...batch.rejects, ...listRefusedRows(batch, kept)];
      const counts = addCounts(present.counts, batch, kept, rejects, interests);
      await insertRejects(tx, workspaceId, importId, rejects);
      const { rows_read, bytes_read } = batch;
      await updateImport(tx, workspaceId, importId, { rows_read, bytes_read, counts });
      await notifyLive(tx, { topic: 'import', ids: [importId] });
      return counts;
    });
  try {
    return await retryClash(() => write((tx) => receiveWithin(tx, workspaceId, batch.arrivals)));
  } catch (error) {
    if (!isPoison(error)) throw error;
    const receiveSome = (tx: Tx) => (some: Arrival[]) =>
      inSavepoint(tx, (inner) => receiveWithin(inner, workspaceId, some));
    return await write((tx) => keepEach(receiveSome(tx), batch.arrivals, error));
  }
}

function listRefusedRows({ rows }: RowBatch, kept: (Outcome | { refused: string })[]): ImportReject[] {
  return kept.flatMap((each, index) => {
    const row = rows[index];
    return 'refused' in each && row
      ? [{ row_no: row.row_no, reason: 'refused' as const, detail: each.refused, line: readLine(row) }]
      : [];
  });
}

/** Counts with a batch added; `interests` are people whom earlier rows made interests, and is kept up to date. */
export function addCounts(
  before: ImportCounts,
  { arrivals }: RowBatch,
  kept: (Outcome | { refused: string })[],
  rejects: ImportReject[],
  interests: Set<number>,
): ImportCounts {
  const counts: ImportCounts = { ...before, reasons: { ...before.reasons } };
  counts.rejected += rejects.length;
  for (const { reason } of rejects) counts.reasons[reason] = (counts.reasons[reason] ?? 0) + 1;
  kept.forEach((outcome, index) => {
    if ('refused' in outcome) return;
    if (outcome.repeated) counts.repeated++;
    else counts.kept++;
    if (outcome.person_created) counts.people_created++;
    if (outcome.company_created) counts.companies_created++;
    if (outcome.lead_opened) counts.leads_opened++;
    // Somebody whom one row makes an interest, a later one may make a lead.
    if (outcome.person_created && !outcome.lead_opened) {
      counts.interests_created++;
      interests.add(outcome.person_id);
    } else if (outcome.lead_opened && interests.delete(outcome.person_id)) {
      counts.interests_created--;
    }
    const { claims, fields } = arrivals[index] as Arrival;
    if (!outcome.repeated && (claims.email !== undefined || claims.phone !== undefined)) counts.rows_with_contact++;
    if (!outcome.repeated && fields?.full_name !== undefined) counts.rows_with_name++;
  });
  counts.rows = counts.kept + counts.repeated + counts.rejected;
  return counts;
}

/** What the rows are read against. */
export async function readContext(tx: Tx, workspaceId: number) {
  const sources = await listDoorSources(tx, workspaceId);
  const { rows } = await sql<{ time_zone: string }>`
    select time_zone from workspace where workspace_id = ${workspaceId}`.execute(tx);
  const field_types = { person: new Map<string, FieldTyping>(), company: new Map<string, FieldTyping>() };
  await announce(tx, fieldTypesAsked, { workspace_id: workspaceId, ...field_types });
  return { sources, time_zone: rows[0]?.time_zone ?? 'UTC', field_types };
}

async function finish(app: Db, workspaceId: number, importId: number): Promise<void> {
  await inWorkspace(app, workspaceId, async (tx) => {
    const present = await getImport(tx, workspaceId, importId, { forUpdate: true });
    if (present.state !== 'running') return;
    const { rows_read, bytes } = present;
    await updateImport(tx, workspaceId, importId, {
      state: 'done',
      rows_total: rows_read,
      bytes_read: bytes,
      problem: null,
      finished_at: new Date(),
    });
    await removeChunks(tx, workspaceId, importId);
    await notifyLive(tx, { topic: 'import', ids: [importId] });
  });
}

async function fail(app: Db, workspaceId: number, importId: number, error: unknown): Promise<void> {
  const code = error instanceof AppError ? error.code : 'internal';
  const detail = error instanceof Error ? error.message : String(error);
  await inWorkspace(app, workspaceId, async (tx) => {
    await updateImport(tx, workspaceId, importId, { state: 'failed', problem: { code, detail } });
    await notifyLive(tx, { topic: 'import', ids: [importId] });
  });
}

/** What is no fault of the file: the database is away for now. */
function isPassing(error: unknown): boolean {
  return readDatabaseError(error)?.code === 'database_unreachable';
}
