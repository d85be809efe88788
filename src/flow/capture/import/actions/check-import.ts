import { type Db, inWorkspace } from '../../../../base/db.ts';
import { AppError } from '../../../../base/errors.ts';
import { announce } from '../../../../base/facts.ts';
import { notifyLive } from '../../../../base/live.ts';
import type { Arrival, Outcome } from '../../arrival.ts';
import type { ImportCheck, ImportReject } from '../contract.ts';
import { arrivalsForeseen, type DryRun } from '../facts.ts';
import { getImport, type ImportRow, noCounts, updateImport } from '../queries.ts';
import { openBatches, type RowBatch } from '../read-batches.ts';
import { readStored } from '../stored-file.ts';
import { addCounts, type RunOptions, readContext } from './run-import.ts';

/** How many rejected rows of a reason are shown. */
const shownOfReason = 5;

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
  const dryRun: DryRun = { remembered: undefined, people_known: 0 };
  const interests = new Set<number>();
  const examples: ImportReject[] = [];
  let counts = noCounts;
  let isKnown = true;
  for await (const batch of opened.batches) {
    const outcomes: Outcome[] = isKnown ? await foresee(app, workspaceId, batch.arrivals, dryRun) : [];
    isKnown &&= outcomes.length === batch.arrivals.length;
    examples.push(...pickExamples(counts.reasons, batch.rejects));
    counts = addCounts(counts, batch, isKnown ? outcomes : batch.arrivals.map(toUnknown), batch.rejects, interests);
    const going = await noteProgress(app, workspaceId, importId, batch);
    if (!going) return undefined;
    onProgress?.({ rows_read: batch.rows_read, bytes_read: batch.bytes_read, counts: row.counts });
    if (signal?.aborted) throw signal.reason;
  }
  // Of what was counted before it became too much, a number would only seem exact.
  const told = (count: number) => (isKnown ? count : null);
  return {
    rows: counts.rows,
    would_keep: counts.kept,
    rejected: counts.rejected,
    repeated: told(counts.repeated),
    people_created: told(counts.people_created),
    people_known: told(dryRun.people_known),
    leads_opened: told(counts.leads_opened),
    interests_created: told(counts.interests_created),
    companies_created: told(counts.companies_created),
    reasons: counts.reasons,
    examples,
    filled: opened.columns.flatMap((column) => {
      const rows = opened.filled.get(column);
      return rows === undefined ? [] : [{ column, rows }];
    }),
  };
}

async function foresee(app: Db, workspaceId: number, arrivals: Arrival[], dryRun: DryRun): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  await inWorkspace(app, workspaceId, (tx) =>
    announce(tx, arrivalsForeseen, { workspace_id: workspaceId, arrivals, dry_run: dryRun, outcomes }),
  );
  return outcomes;
}

/** What a row comes to of which only is known that it could be read. */
function toUnknown(): Outcome {
  const nothing = { repeated: false, person_created: false, company_created: false, lead_opened: false };
  return { person_id: 0, touch_id: 0, ...nothing };
}

/** The first rejected rows of each reason; `before` counts those of earlier batches. */
function pickExamples(before: Record<string, number>, rejects: ImportReject[]): ImportReject[] {
  const counts = { ...before };
  return rejects.flatMap((reject) => {
    const count = (counts[reject.reason] ?? 0) + 1;
    counts[reject.reason] = count;
    return count <= shownOfReason ? [{ ...reject, line: reject.line.slice(0, 2_000) }] : [];
  });
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
