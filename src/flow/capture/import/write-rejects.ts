import { stringify } from 'csv-stringify/sync';
import { type Db, inWorkspace } from '../../../base/db.ts';
import type { ImportLayout, ImportReject } from './contract.ts';
import { getImport, listRejects } from './queries.ts';
import { mostRecordBytes, readRecords } from './read-records.ts';

const pageSize = 500;

/**
 * The rejected rows of an import as CSV: the row's number, the reason, what was wrong, then the cells as they came, so that they
 * can be mended and brought in again. Cells that a spreadsheet would take for a formula are disarmed. Begins with a byte order
 * mark, by which spreadsheets know UTF-8.
 */
export async function* writeRejects(app: Db, workspaceId: number, importId: number): AsyncGenerator<string> {
  const { header, layout } = await inWorkspace(app, workspaceId, (tx) => getImport(tx, workspaceId, importId));
  yield `\ufeff${toCsv([['row', 'reason', 'detail', ...(header ?? [])]])}`;
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    const page = await inWorkspace(app, workspaceId, (tx) =>
      listRejects(tx, workspaceId, importId, { after: from, limit: pageSize, line_chars: mostRecordBytes }),
    );
    const lines: string[][] = [];
    for (const reject of page.rejects) lines.push(await writeReject(reject, layout));
    if (lines.length > 0) yield toCsv(lines);
    after = page.next;
  }
}

async function writeReject(
  { row_no, reason, detail, line }: ImportReject,
  layout: ImportLayout | null,
): Promise<string[]> {
  const cells: string[] = [];
  if (layout) {
    const own = { ...layout, skip_lines: 0 };
    for await (const records of readRecords(once(Buffer.from(line)), own)) {
      for (const record of records) cells.push(...(record.broken ? [record.raw.toString()] : record.cells));
    }
  }
  return [String(row_no), reason, detail, ...(cells.length > 0 ? cells : [line])];
}

function toCsv(lines: string[][]): string {
  return stringify(lines, { escape_formulas: true, record_delimiter: '\r\n' });
}

async function* once(buffer: Buffer): AsyncGenerator<Buffer> {
  yield buffer;
}
