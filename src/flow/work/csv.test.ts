import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellText, csvHead, csvLines } from './csv.ts';

test('what a spreadsheet would run as a formula is marked as text', () => {
  for (const text of ['=1+1', '+cmd|calc', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', ' =HYPERLINK("x")']) {
    expect(cellText(text)).toBe(`'${text}`);
  }
});

test('numbers, phone numbers and ordinary text stay as they are', () => {
  expect(['+37369123456', '-12.5', 'a=b', 'Ana-Maria', ''].map(cellText)).toEqual([
    '+37369123456',
    '-12.5',
    'a=b',
    'Ana-Maria',
    '',
  ]);
  expect([-3, true, null, undefined, ['b', '=c'], ['=c']].map(cellText)).toEqual([
    '-3',
    'true',
    '',
    '',
    'b; =c',
    "'=c",
  ]);
});

test('any text comes back from the file, and no cell of it is a formula', () => {
  const row = fc.array(fc.string({ unit: fc.constantFrom(...'=+-@"\',;\r\n\t aЯ王1') }), {
    minLength: 2,
    maxLength: 4,
  });
  fc.assert(
    fc.property(row, (cells) => {
      const [read] = parse(csvLines([cells]), { relax_column_count: true }) as [string[]];
      expect(read).toEqual(cells.map(cellText));
      for (const cell of read) expect(cell).not.toMatch(/^\s*[=@]/);
    }),
    { seed: 3 },
  );
});

test('a file begins with the mark of UTF-8', () => {
  expect(csvHead(['Имя', 'a,b'])).toBe('\ufeffИмя,"a,b"\r\n');
});
