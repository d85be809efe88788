import { hash } from 'node:crypto';
import { type Db, inWorkspace } from '../../../../base/db.ts';
import { AppError } from '../../../../base/errors.ts';
import { announce } from '../../../../base/facts.ts';
import { notifyLive } from '../../../../base/live.ts';
import type { Arrival } from '../../arrival.ts';
import type { ImportCheck, ImportReject } from '../contract.ts';
import { arrivalsForeseen, type Foresight } from '../facts.ts';
import { getImport, type ImportRow, updateImport } from '../queries.ts';
import { openBatches, type RowBatch } from '../read-batches.ts';
import { readStored } from '../stored-file.ts';
import { type RunOptions, readContext } from './run-import.ts';

/** How many rejected rows of a reason are shown. */
const shownOfReason = 5;
/** Up to so many rows the same row twice in one file is told; beyond, remembering them costs too much. */
const mostRemembered = 1_000_000;

/**
 * Reads an import from beginning to end without writing a touch, and says what it would come to. Answers the import, then
 * `checked`; or `uploaded` with the problem, when the file cannot be read to its end.
 */
export async function checkImport(
  app: Db,
  workspaceId: number,
  importId: number,
  options: RunOptions = {},
): Promise<ImportRow> {
  const row = await inWorkspace(app, workspaceId, (tx) => getImport(tx, workspaceId, importId));
  if (row.state !== 'checking') return row;
  const settle = (patch: Parameters<typeof updateImport>[3]) =>
    inWorkspace(app, workspaceId, async (tx) => {
      const present = await getImport(tx, workspaceId, importId, { forUpdate: true });
      if (present.state === 'checking') await updateImport(tx, workspaceId, importId, patch);
      await notifyLive(tx, { topic: 'import', ids: [importId] });
      return getImport(tx, workspaceId, importId);
    });
  try {
    const findings = await findOut(app, workspaceId, row, options);
    return await settle(
      findings ? { state: 'checked', findings, rows_total: findings.rows, bytes_read: row.bytes, problem: null } : {},
    );
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'database_unreachable') throw error;
    return settle({ state: 'uploaded', problem: { code: error.code, detail: error.message } });
  }
}

/** What the rows would come to; undefined when somebody cancelled meanwhile. */
async function findOut(
  app: Db,
  workspaceId: number,
  row: ImportRow,
  { signal, onProgress }: RunOptions,
): Promise<ImportCheck | undefined> {
  const { import_id: importId, layout, mapping, source_id } = row;
  if (!layout || !mapping) throw new AppError('conflict', `Import ${importId} has no layout or mapping: expected both`);
  const context = await inWorkspace(app, workspaceId, (tx) => readContext(tx, workspaceId));
  const source = context.sources.find((each) => each.source_id === source_id);
  if (!source) throw new AppError('not_found', `Source ${source_id}: expected one of this workspace`);
  const opened = await openBatches({
    bytes: readStored(app, workspaceId, importId),
    layout,
    mapping,
    context: { source, ...context },
    skip_rows: 0,
    received_at: Date.now(),
  });
  const findings: ImportCheck = {
    rows: 0,
    would_keep: 0,
    rejected: 0,
    repeated: 0,
    known: 0,
    unknown: 0,
    reasons: {},
    examples: [],
    filled: [],
  };
  const seen = new Set<string>();
  for await (const batch of opened.batches) {
    const foresights = await foresee(app, workspaceId, batch.arrivals);
    takeRejects(findings, batch.rejects);
    takeArrivals(findings, batch, foresights, seen);
    const going = await noteProgress(app, workspaceId, importId, batch);
    if (!going) return undefined;
    onProgress?.({ rows_read: batch.rows_read, bytes_read: batch.bytes_read, counts: row.counts });
    if (signal?.aborted) throw signal.reason;
  }
  findings.filled = opened.columns.flatMap((column) => {
    const rows = opened.filled.get(column);
    return rows === undefined ? [] : [{ column, rows }];
  });
  return findings;
}

async function foresee(app: Db, workspaceId: number, arrivals: Arrival[]): Promise<Foresight[]> {
  const foresights: Foresight[] = [];
  await inWorkspace(app, workspaceId, (tx) =>
    announce(tx, arrivalsForeseen, { workspace_id: workspaceId, arrivals, foresights }),
  );
  return foresights;
}

function takeRejects(findings: ImportCheck, rejects: ImportReject[]): void {
  for (const reject of rejects) {
    findings.rows++;
    findings.rejected++;
    const count = (findings.reasons[reject.reason] ?? 0) + 1;
    findings.reasons[reject.reason] = count;
    if (count <= shownOfReason) findings.examples.push({ ...reject, line: reject.line.slice(0, 2_000) });
  }
}

function takeArrivals(findings: ImportCheck, { arrivals }: RowBatch, foresights: Foresight[], seen: Set<string>): void {
  arrivals.forEach(({ idempotency_key }, index) => {
    findings.rows++;
    const key = hash('md5', idempotency_key, 'base64');
    const twice = seen.has(key);
    if (seen.size < mostRemembered) seen.add(key);
    const foresight = foresights[index];
    if (twice || foresight?.repeated) {
      if (findings.repeated !== null) findings.repeated++;
      return;
    }
    findings.would_keep++;
    if (!foresight) [findings.known, findings.unknown] = [null, null];
    else if (foresight.known) findings.known = (findings.known ?? 0) + 1;
    else findings.unknown = (findings.unknown ?? 0) + 1;
  });
  // Without an answer from those who know, or with too many rows to remember, a number would only seem exact.
  if (seen.size >= mostRemembered || (arrivals.length > 0 && foresights.length === 0)) findings.repeated = null;
}

async function noteProgress(
  app: Db,
  workspaceId: number,
  importId: number,
  { bytes_read }: RowBatch,
): Promise<boolean> {
  return inWorkspace(app, workspaceId, async (tx) => {
    const present = await getImport(tx, workspaceId, importId, { forUpdate: true });
    if (present.state !== 'checking') return false;
    await updateImport(tx, workspaceId, importId, { bytes_read });
    await notifyLive(tx, { topic: 'import', ids: [importId] });
    return true;
  });
}
