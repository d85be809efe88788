import { type Info, parse } from 'csv-parse/sync';
import type { ImportLayout } from './contract.ts';

/**
 * One record of a file: its cells, and its bytes (UTF-8) as they stand there. `broken`: a quote opens in it that does not
 * close where it should; it is then one line without cells, and reading goes on with the next line.
 */
export type FileRecord = { cells: string[]; raw: Buffer; broken: boolean };

export type RecordLayout = Pick<ImportLayout, 'delimiter' | 'quote' | 'skip_lines'>;

/** How much is parsed at once, so that other work gets its turn. */
const blockBytes = 128 * 1024;
/** How long one record may be: a quote that does not close would else swallow the rest of the file. */
export const mostRecordBytes = 1024 * 1024;

/**
 * Reads a file's records from its text. Yields them in groups, in order, empty lines left out. Quotes inside an unquoted
 * cell are text; a quoted cell may hold line ends. What cannot be a record comes as a broken one, line by line, so that
 * nothing is lost.
 */
export async function* readRecords(text: AsyncIterable<Buffer>, layout: RecordLayout): AsyncGenerator<FileRecord[]> {
  let pending: Buffer = Buffer.alloc(0);
  let toSkip = layout.skip_lines;
  for await (const piece of text) {
    pending = pending.length === 0 ? piece : Buffer.concat([pending, piece]);
    while (toSkip > 0) {
      const end = findLineEnd(pending);
      // A carriage return at the very end may be half of a line end.
      if (end >= pending.length) break;
      pending = pending.subarray(end);
      toSkip--;
    }
    if (toSkip === 0) pending = yield* readBlocks(pending, layout, false);
  }
  for (; toSkip > 0; toSkip--) pending = pending.subarray(findLineEnd(pending));
  yield* readBlocks(pending, layout, true);
}

/** Reads block by block as long as more than one is there, or to the end; returns what is left. */
function* readBlocks(text: Buffer, layout: RecordLayout, isEnd: boolean): Generator<FileRecord[], Buffer> {
  let rest = skipLineEnds(text);
  let size = blockBytes;
  while (rest.length > size || (isEnd && rest.length > 0)) {
    const whole = isEnd && rest.length <= size;
    const records = readBlock(rest.subarray(0, size), layout, whole);
    const used = records.reduce((sum, { raw }) => sum + raw.length, 0);
    if (used > 0) {
      yield records;
      size = blockBytes;
      rest = skipLineEnds(rest.subarray(used));
    } else if (whole || size >= mostRecordBytes) {
      const broken = takeLine(rest);
      yield [broken];
      rest = skipLineEnds(rest.subarray(broken.raw.length));
    } else {
      size *= 2;
    }
  }
  return rest;
}

/** The records of a block, up to a broken one. Unless it is the whole rest, the last one may go on and is left out. */
function readBlock(block: Buffer, layout: RecordLayout, whole: boolean): FileRecord[] {
  const parsed = parseCsv(block, layout, true);
  const records: FileRecord[] = [];
  let from = 0;
  for (const { record, info } of parsed) {
    const to = Math.min(info.bytes, block.length);
    if (!whole && to === block.length) break;
    const raw = block.subarray(from, to);
    if (hasSwallowed(record, raw, layout)) return [...records, takeLine(raw)];
    records.push({ cells: dropLooseQuotes(record, layout.quote), raw, broken: false });
    from = to;
  }
  return records;
}

/**
 * Whether a record of several lines came about by a stray quote: a cell kept its opening quote and holds a line end, which no
 * well-formed cell does unless its quotes are doubled.
 */
function hasSwallowed(cells: string[], raw: Buffer, layout: RecordLayout): boolean {
  if (layout.quote === '') return false;
  const isOdd = (cell: string) => cell.startsWith(layout.quote) && /[\r\n]/.test(cell) && !isLoose(cell, layout.quote);
  if (!cells.some(isOdd)) return false;
  try {
    return parseCsv(raw, layout, false).length !== 1;
  } catch {
    return true;
  }
}

/** Blanks between a closing quote and the delimiter make the quotes look like text; they are none. */
function dropLooseQuotes(cells: string[], quote: string): string[] {
  for (const [index, cell] of cells.entries()) {
    if (isLoose(cell, quote)) cells[index] = cell.trimEnd().slice(1, -1);
  }
  return cells;
}

function isLoose(cell: string, quote: string): boolean {
  if (quote === '' || !cell.startsWith(quote) || !/\s$/.test(cell)) return false;
  const text = cell.trimEnd();
  return text.length > 1 && text.indexOf(quote, 1) === text.length - 1;
}

type ParsedRecord = { record: string[]; info: Info };

function parseCsv(text: Buffer, { delimiter, quote }: RecordLayout, relaxed: boolean): ParsedRecord[] {
  return parse(text, {
    delimiter,
    quote: quote === '' ? null : quote,
    escape: quote === '' ? null : quote,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: relaxed,
    skip_empty_lines: true,
    // What does not close within the block is left for the next one.
    skip_records_with_error: relaxed,
    info: true,
  }) as unknown as ParsedRecord[];
}

function takeLine(text: Buffer): FileRecord {
  const start = text.length - skipLineEnds(text).length;
  return { cells: [], raw: text.subarray(0, start + findLineEnd(text.subarray(start))), broken: true };
}

const [lineFeed, carriageReturn] = [10, 13];

function skipLineEnds(text: Buffer): Buffer {
  let start = 0;
  while (text[start] === lineFeed || text[start] === carriageReturn) start++;
  return text.subarray(start);
}

/** Where the first line ends, its line end included. */
function findLineEnd(text: Buffer): number {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === lineFeed) return i + 1;
    if (text[i] === carriageReturn) return text[i + 1] === lineFeed ? i + 2 : i + 1;
  }
  return text.length;
}
