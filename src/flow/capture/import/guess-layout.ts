import { parse } from 'csv-parse/sync';
import { AppError } from '../../../base/errors.ts';
import { findNameMeaning } from '../field-names.ts';
import { type ImportEncoding, type ImportLayout, importDelimiters } from './contract.ts';

type Delimiter = ImportLayout['delimiter'];
type Quote = ImportLayout['quote'];

/** How far into a file its table is looked for. */
const mostPreamble = 20;
const mostLines = 200;

/**
 * How a file's rows are cut, guessed from its first text. `whole` when that is all of it. Throws `file_unreadable` when there
 * is nothing in it.
 */
export function guessLayout(head: string, encoding: ImportEncoding, { whole }: { whole: boolean }): ImportLayout {
  const sample = takeLines(head, whole);
  if (/^[\s\p{Cc}]*$/u.test(sample))
    throw new AppError('file_unreadable', 'The file is empty: expected a header and rows');
  const quote = guessQuote(sample);
  const delimiter = guessDelimiter(sample, quote);
  const rows = readCells(sample, delimiter, quote);
  const header = findHeader(rows.map(({ cells }) => cells));
  const start = rows[header]?.line ?? 0;
  return {
    encoding,
    delimiter,
    quote,
    skip_lines: header === 0 ? 0 : start,
    has_header: isHeader(
      rows.map((row) => row.cells),
      header,
    ),
  };
}

/** Whole lines only, as many as a guess needs. */
function takeLines(head: string, whole: boolean): string {
  const lines = head.split(/\r\n|\n|\r/);
  if (!whole && lines.length > 1) lines.pop();
  return lines.slice(0, mostLines).join('\n');
}

function guessQuote(sample: string): Quote {
  if (/(?:^|[,;\t|\n])"/.test(sample)) return '"';
  const single = sample.match(/(?:^|[,;\t|\n])'[^'\n]*'(?=[,;\t|\n]|$)/g)?.length ?? 0;
  const lines = sample.split('\n').filter((line) => line.trim() !== '').length;
  return single >= lines ? "'" : '"';
}

type CutRow = { cells: string[]; line: number };

/** Rows with the number of lines before each. */
function readCells(sample: string, delimiter: Delimiter, quote: Quote): CutRow[] {
  const parsed = parse(sample, {
    delimiter,
    quote: quote === '' ? null : quote,
    escape: quote === '' ? null : quote,
    record_delimiter: '\n',
    relax_column_count: true,
    relax_quotes: true,
    skip_records_with_error: true,
    info: true,
  }) as unknown as { record: string[]; info: { bytes: number } }[];
  const bytes = Buffer.from(sample);
  let from = 0;
  let line = 0;
  const rows: CutRow[] = [];
  for (const { record, info } of parsed) {
    if (record.some((cell) => cell.trim() !== '')) rows.push({ cells: record, line });
    for (let i = from; i < Math.min(info.bytes, bytes.length); i++) if (bytes[i] === 10) line++;
    from = info.bytes;
  }
  return rows;
}

/** The delimiter by which most rows have the same number of cells, and more cells rather than fewer. */
function guessDelimiter(sample: string, quote: Quote): Delimiter {
  let best: Delimiter = ',';
  let most = 0;
  for (const delimiter of importDelimiters) {
    const widths = readCells(sample, delimiter, quote).map(({ cells }) => cells.length);
    const width = findMode(widths);
    if (width < 2) continue;
    const share = widths.filter((each) => each === width).length / widths.length;
    const score = share ** 2 * Math.sqrt(Math.min(width, 25) - 1);
    if (score > most) [best, most] = [delimiter, score];
  }
  return best;
}

function findMode(numbers: number[]): number {
  const counts = new Map<number, number>();
  for (const each of numbers) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), [0, 0])[0];
}

/** Which of the first rows begins the table: one whose words the dictionary knows, else the first that is as full as the rest. */
function findHeader(rows: string[][]): number {
  const first = rows.slice(0, mostPreamble);
  const width = findMode(rows.map((cells) => cells.length));
  const known = first.map(countKnown);
  const best = known.indexOf(Math.max(...known));
  const hits = known[best] ?? 0;
  if (hits >= 2 && hits * 2 >= countFilled(first[best] ?? []) && hits > (known[0] ?? 0) * 2) return best;
  const full = first.findIndex((cells) => cells.length >= width && countFilled(cells) * 2 > width);
  return Math.max(0, full);
}

/** A row of names, not of values: nobody is called by a number, a date or an address, and names differ. */
function isHeader(rows: string[][], at: number): boolean {
  const cells = (rows[at] ?? []).map((cell) => cell.trim()).filter((cell) => cell !== '');
  if (countKnown(cells) * 2 >= cells.length) return true;
  if (new Set(cells).size < cells.length) return false;
  return !cells.some((cell) => looksLikeValue.test(cell));
}

const looksLikeValue =
  /^[-+]?[\d\s.,]+%?$|^\S+@\S+\.\S+$|^https?:\/\/|^\+?[\d\s()-]{7,}$|^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}/;

function countKnown(cells: string[]): number {
  return cells.filter((cell) => cell.length < 60 && findNameMeaning(cell) !== undefined).length;
}

function countFilled(cells: string[]): number {
  return cells.filter((cell) => cell.trim() !== '').length;
}
