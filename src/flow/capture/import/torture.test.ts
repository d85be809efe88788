import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ImportLayout } from './contract.ts';
import { guessFileLayout } from './guess-import.ts';
import { openRows } from './read-rows.ts';

type Vector = {
  description: string;
  input?: string;
  config?: Record<string, unknown>;
  expected: { data: unknown[] };
};

/** Awkward CSV files kept beside the checkout, not in it; without them there is nothing to try. */
const folder = join(import.meta.dirname, '../../../../../shared/data/csv-torture');

async function readWhole(bytes: Buffer) {
  const evidence = { head: bytes, foreign: bytes, isUtf8: isUtf8(bytes) };
  const layout = await guessFileLayout(evidence, { whole: true });
  return { layout, ...(await readRows(bytes, layout)) };
}

async function readRows(bytes: Buffer, layout: ImportLayout) {
  const { columns, rows } = await openRows([bytes], layout);
  const cells: string[][] = [];
  const rejects: string[] = [];
  for await (const group of rows) {
    for (const row of group) {
      if (row.kind === 'row') cells.push(row.cells);
      else rejects.push(row.reason);
    }
  }
  return { columns, cells, rejects };
}

const list = (name: string, ending: string) => readdirSync(join(folder, name)).filter((file) => file.endsWith(ending));

describe.skipIf(!existsSync(folder))('awkward files (only where the folder csv-torture is beside the checkout)', () => {
  const generated = existsSync(folder) ? list('generated', '.csv') : [];

  test.each(generated)('generated/%s is read as expected, or refused with a message', async (file) => {
    const bytes = readFileSync(join(folder, 'generated', file));
    const expected = JSON.parse(
      readFileSync(join(folder, 'generated', file.replace('.csv', '.expected.json')), 'utf8'),
    );
    if (expected.rows === null || expected.header === null) {
      await expect(readWhole(bytes)).rejects.toMatchObject({
        code: 'file_unreadable',
        message: expect.stringMatching(/Excel|empty/),
      });
      return;
    }
    const got = await readWhole(bytes);
    expect(got.layout.delimiter).toBe(expected.delimiter);
    type Expected = string | { repeat: string; times: number };
    const rows = expected.rows.map((row: Expected[]) =>
      row.map((cell) => (typeof cell === 'string' ? cell : cell.repeat.repeat(cell.times))),
    );
    const width = expected.header.length;
    expect(got.cells).toEqual(rows.filter((row: string[]) => row.length === width));
    expect(got.rejects).toHaveLength(rows.filter((row: string[]) => row.length !== width).length);
  });

  const spectrum = existsSync(folder) ? list('spectrum', '.csv') : [];
  test.each(spectrum)('spectrum/%s is read as its twin in JSON says', async (file) => {
    const { columns, cells } = await readWhole(readFileSync(join(folder, 'spectrum', file)));
    const expected = JSON.parse(readFileSync(join(folder, 'spectrum', file.replace('.csv', '.json')), 'utf8'));
    expect(cells.map((row) => Object.fromEntries(columns.map((name, index) => [name, row[index]])))).toEqual(expected);
  });

  const messy = existsSync(folder) ? readdirSync(join(folder, 'messytables')) : [];
  test.each(messy)('messytables/%s is read, or refused for what it is', async (file) => {
    const bytes = readFileSync(join(folder, 'messytables', file));
    if (/\.xlsx?$/.test(file)) {
      await expect(readWhole(bytes)).rejects.toMatchObject({ code: 'file_unreadable' });
      return;
    }
    const { columns, cells, rejects } = await readWhole(bytes);
    expect(columns.length).toBeGreaterThan(0);
    expect(rejects).toEqual([]);
    expect(cells.length).toBeGreaterThanOrEqual(/small|utf8bom/.test(file) ? 0 : 2);
  });

  type Vector = {
    description: string;
    input?: string;
    config?: Record<string, unknown>;
    expected: { data: unknown[] };
  };
  const vectors: Vector[] = existsSync(folder)
    ? JSON.parse(readFileSync(join(folder, 'papaparse_vectors_dev.json'), 'utf8'))
    : [];
  const plain = vectors.filter(isPlain);

  test.each(plain.map((vector) => [vector.description, vector] as const))(
    'PapaParse: %s',
    async (_name, { input = '', config = {}, expected }) => {
      const layout: ImportLayout = {
        encoding: 'utf-8',
        delimiter: (config.delimiter as ImportLayout['delimiter']) ?? ',',
        quote: (config.quoteChar as ImportLayout['quote']) ?? '"',
        skip_lines: 0,
        has_header: false,
      };
      const { cells } = await readRows(Buffer.from(input), layout);
      const rows = (expected.data as string[][]).filter((row) => row.some((cell) => cell.trim() !== ''));
      expect(cells).toEqual(rows);
    },
  );
});

/**
 * A case about plain rows of one width: not about PapaParse's own options, nor about choosing a delimiter.
 */
function isPlain({ input, config = {}, expected, description }: Vector): boolean {
  const known = ['delimiter', 'newline', 'quoteChar', 'skipEmptyLines', 'fastMode'];
  if (input === undefined || !Object.keys(config).every((name) => known.includes(name))) return false;
  if (![',', ';', '\t', '|'].includes(String(config.delimiter ?? ','))) return false;
  if (config.delimiter === undefined && /guess|delimiter|Mixed slash|greedy/i.test(description)) return false;
  const rows = (expected.data as string[][]).filter((row) => row.some((cell) => cell.trim() !== ''));
  return rows.length > 0 && rows.every((row) => row.length === rows[0]?.length);
}
