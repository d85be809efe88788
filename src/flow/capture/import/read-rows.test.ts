import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ImportLayout } from './contract.ts';
import { mostRecordBytes } from './read-records.ts';
import { openRows, readLine } from './read-rows.ts';

const layout: ImportLayout = { encoding: 'utf-8', delimiter: ',', quote: '"', skip_lines: 0, has_header: true };

async function read(pieces: Iterable<Uint8Array>, changed: Partial<ImportLayout> = {}) {
  const opened = await openRows(pieces, { ...layout, ...changed });
  const rows = [];
  for await (const group of opened.rows) rows.push(...group);
  return { columns: opened.columns, rows };
}

/** Text as the pieces of a stream whose cuts are nobody's choice. */
function* cut(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

const lines = async (text: string, changed: Partial<ImportLayout> = {}) => {
  const { rows } = await read(cut(text, 7), changed);
  return rows.map((row) => (row.kind === 'row' ? row.cells.join('·') : `${row.reason}: ${readLine(row)}`));
};

test('whatever is written is read, however the bytes are cut', async () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom('"', 'a"b', 'a\nb', '\r\n', ',', 'é', '中文', '😀', "'", ''),
  );
  const table = fc
    .nat(4)
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width + 1, maxLength: width + 1 }), { minLength: 1, maxLength: 12 }),
    );
  await fc.assert(
    fc.asyncProperty(
      table,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.boolean(),
      fc.integer({ min: 1, max: 40 }),
      async (rows, delimiter, record_delimiter, quoted, size) => {
        const clean = rows.map((row) => row.map((each) => each.replaceAll('\0', '')));
        const header = clean[0]?.map((_, index) => `c${index}`) ?? [];
        const text = stringify([header, ...clean], {
          delimiter,
          record_delimiter,
          quoted,
          quoted_match: /[\r\n"]|^\s|\s$/,
        });
        const { columns, rows: got } = await read(cut(text, size), {
          delimiter: delimiter as ImportLayout['delimiter'],
        });
        expect(columns).toEqual(header);
        const notBlank = clean.filter((row) => row.some((each) => !/^[\s\p{Cc}]*$/u.test(each)));
        expect(got.map((row) => (row.kind === 'row' ? row.cells : row.reason))).toEqual(notBlank);
        expect(got.map(({ row_no }) => row_no)).toEqual(notBlank.map((_, index) => index + 1));
      },
    ),
    { seed: 3, numRuns: 300 },
  );
});

test('a quote that does not close costs one line, and none of the others', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), fc.nat(59), fc.boolean(), async (count, place, someQuoted) => {
      const at = place % count;
      const rows = Array.from({ length: count }, (_, n) =>
        n === at ? `${n},"stray,x` : someQuoted && n % 3 === 0 ? `${n},"b ${n}",c` : `${n},b ${n},c`,
      );
      const { rows: got } = await read(cut(['a,b,c', ...rows].join('\n'), 11));
      expect(got).toHaveLength(count);
      got.forEach((row, n) => {
        if (n === at) expect(row).toMatchObject({ kind: 'reject', reason: 'broken_quotes' });
        else expect(row).toMatchObject({ kind: 'row', cells: [String(n), `b ${n}`, 'c'] });
        expect(readLine(row)).toBe(rows[n]);
      });
    }),
    { seed: 9, numRuns: 200 },
  );
});

test('a file that is one open quote after another is read to its end in bounded steps', async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) => (n === 10 ? `${n},"open,x` : `${n},${'y'.repeat(60)},x`));
  const { rows: got } = await read(cut(['a,b,c', ...rows].join('\n'), 65_536));
  expect(rows.join('\n').length).toBeGreaterThan(mostRecordBytes);
  expect(got).toHaveLength(rows.length);
  expect(got.filter(({ kind }) => kind === 'reject').map(({ row_no }) => row_no)).toEqual([11]);
});

test('quotes inside a cell, line ends inside quotes, and quoted quotes at the edge of a cell are text', async () => {
  expect(await lines('a,b\nx "y" z,5" disk\n"one\ntwo",3\n"""Best"" Ltd\nLondon",4')).toEqual([
    'x "y" z·5" disk',
    'one\ntwo·3',
    '"Best" Ltd\nLondon·4',
  ]);
});

test('a row with too few or too many cells is rejected with the line as it came; empty cells at the end do no harm', async () => {
  expect(await lines('a,b,c,,\n1,2\n1,2,3,,,\n1,2,3,4\n\n , \n5,6,7')).toEqual([
    'too_few_cells: 1,2',
    '1·2·3···',
    'too_many_cells: 1,2,3,4',
    '5·6·7',
  ]);
});

test('columns have clean, different names', async () => {
  const { columns } = await read([Buffer.from('\ufeff Name ,NAME,,na\u200bme, First\u00a0 name \n1,2,3,4,5')]);
  expect(columns).toEqual(['Name', 'NAME', 'Column 3', 'name', 'First name']);
  expect((await read([Buffer.from('a,a,a\n1,2,3')])).columns).toEqual(['a', 'a (2)', 'a (3)']);
  expect((await read([Buffer.from('1,2\n3,4')], { has_header: false })).columns).toEqual(['Column 1', 'Column 2']);
});
