import { cleanText } from '../flat-properties.ts';
import { nameColumns, numberColumns } from './columns.ts';
import type { ImportLayout, RejectReason } from './contract.ts';
import { type FileRecord, readRecords } from './read-records.ts';
import { readText } from './read-text.ts';

/** A row of a file that fits its header, or one that does not and why. `row_no` counts from 1 under the header. */
export type FileRow =
  | { kind: 'row'; row_no: number; cells: string[]; raw: Buffer }
  | { kind: 'reject'; row_no: number; reason: RejectReason; detail: string; raw: Buffer };

/** An opened file: the names of its columns, and its rows in groups. Blank rows are neither counted nor yielded. */
export type FileRows = { columns: string[]; rows: AsyncGenerator<FileRow[]> };

/** Opens a file: reads up to its header, and the rest as it is asked for. A file without a row has no columns. */
export async function openRows(
  bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  layout: ImportLayout,
): Promise<FileRows> {
  const groups = readRecords(readText(bytes, layout.encoding), layout);
  for await (const group of keepOpen(groups)) {
    const records = group.filter((record) => !isBlank(record));
    const [first] = records;
    if (first === undefined) continue;
    const columns = layout.has_header ? nameColumns(trimEnd(first.cells)) : numberColumns(first.cells.length);
    return { columns, rows: readRows(layout.has_header ? records.slice(1) : records, groups, columns.length) };
  }
  return { columns: [], rows: readRows([], groups, 0) };
}

async function* readRows(
  begun: FileRecord[],
  groups: AsyncGenerator<FileRecord[]>,
  width: number,
): AsyncGenerator<FileRow[]> {
  let rowNo = 0;
  const toRow = (record: FileRecord): FileRow => fitRow(record, ++rowNo, width);
  yield begun.map(toRow);
  for await (const group of groups) yield group.filter((record) => !isBlank(record)).map(toRow);
}

function fitRow({ cells, raw, broken }: FileRecord, row_no: number, width: number): FileRow {
  const reject = (reason: RejectReason, detail: string): FileRow => ({ kind: 'reject', row_no, reason, detail, raw });
  if (broken) return reject('broken_quotes', 'a quote opens that does not close where it should');
  if (cells.length < width) return reject('too_few_cells', `${cells.length} cells: expected ${width}`);
  if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== '')) {
    return reject('too_many_cells', `${cells.length} cells: expected ${width}`);
  }
  return { kind: 'row', row_no, cells, raw };
}

/** A row's line as text, as it stands in the file, without its line end. */
export function readLine({ raw }: Pick<FileRow, 'raw'>): string {
  return cleanText(raw.toString('utf8')).replace(/^[\r\n]+|[\r\n]+$/g, '');
}

/** A line of blanks, or of nothing but delimiters; DOS ended files with Ctrl-Z. */
function isBlank({ cells, broken }: FileRecord): boolean {
  return !broken && cells.every((cell) => /^[\s\p{Cc}]*$/u.test(cell));
}

function trimEnd(header: string[]): string[] {
  return header.slice(0, header.findLastIndex((name) => name.trim() !== '') + 1);
}

/** Iterates without closing at the end of the loop, so that somebody else can go on. */
async function* keepOpen<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}
