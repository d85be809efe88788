import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { commandRunner } from '../../../test/harness/commands.ts';
import { writeModelFile } from '../../model/files/write-model-file.ts';
import { presetModel } from '../../model/presets/presets.ts';
import { command } from '../score.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumb-scores-'));
const told = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
afterAll(() => {
  told.mockRestore();
  rmSync(folder, { recursive: true });
});
const put = (name: string, text: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const plumb = commandRunner(command);
const basic = put('basic.yaml', writeModelFile(presetModel('b2b_basic', 'en'), 'yaml'));
const at = ['--at', '2026-03-05T00:00:00Z'];
const people = put(
  'people.csv',
  `Email,Full name,Job title,Department,Industry,Adoption time,Challenge
ana@acme.com,Ana Pop,Head of marketing,Marketing,Manufacturing,Within 1 month,No leads
bob@acme.com,"Bob, the clerk",Clerk,Sales,,,
`,
);
const touches = `email,event,url,occurred_at,properties
ANA@acme.com,Trial Started,,2026-03-01T10:00:00Z,"{""plan"":""pro""}"
ana@acme.com,,https://acme.com/pricing?utm_source=x,2026-03-02T10:00:00Z,
bob@acme.com,Webinar attended,,2026-02-01,
zed@acme.com,Webinar attended,,2026-02-01,
bob@acme.com,Webinar attended,,soon,
ana@acme.com,Webinar attended,,2026-03-06T10:00:00Z,
`;
const read = (text: string) => parse(text, { columns: true }) as Record<string, string>[];
const whatWasTold = () => told.mock.calls.map(([text]) => String(text)).join('');

describe('plumb score FILE', () => {
  it('gives every row its total, dimensions, band and cell, its own columns as they were', async () => {
    const { said, code } = await plumb('score', people, '--model', basic, ...at);
    const rows = read(said);
    expect(rows.map(({ total, fit, engagement, band, cell }) => [total, fit, engagement, band, cell])).toEqual([
      ['35', '35', '0', 'warm', 'A4'],
      ['0', '0', '0', 'cold', 'D4'],
    ]);
    expect(rows[1]?.['Full name']).toBe('Bob, the clerk');
    expect(code).toBe(0);
  });

  it('counts the touches of a second file, those that had occurred, by the e-mail that both have', async () => {
    told.mockClear();
    const file = put('touches.csv', touches);
    const rows = read((await plumb('score', people, '--model', basic, '--touches', file, ...at)).said);
    expect(rows.map(({ total, engagement }) => [total, engagement])).toEqual([
      ['50', '15'],
      ['10', '10'],
    ]);
    expect(whatWasTold()).toBe(
      [
        `${file}, row 5: left out: occurred_at "soon": expected an instant`,
        'touches of nobody in the file do not count (1 person)',
        '2 rows scored as of 2026-03-05T00:00:00.000Z, with 5 touches',
        '',
      ].join('\n'),
    );
    const packed = put('touches.csv.gz', gzipSync(touches));
    const later = ['--at', '2026-03-07T00:00:00Z'];
    expect(read((await plumb('score', people, '--model', basic, '--touches', packed, ...later)).said)[0]?.total).toBe(
      '60',
    );
  });

  it('joins by any column that is named', async () => {
    const cases = put('cases.csv', 'case,Job title\n1,Chief\n2,Clerk\n');
    const events = put('events.csv', 'activity,timestamp,case\nTrial asked for,2026-01-01 10:00,2\n');
    const rows = read(
      (await plumb('score', cases, '--model', basic, '--touches', events, '--key', 'CASE', ...at)).said,
    );
    expect(rows.map(({ total }) => total)).toEqual(['10', '10']);
    const strange = put('strange.csv', 'who,event,time\n1,Trial,2026-01-01\n');
    await expect(plumb('score', cases, '--model', basic, '--touches', strange, ...at)).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('a column that both files have'),
    });
  });

  it('writes receipts whose lines add up, one row a line', async () => {
    const file = put('touches.csv', touches);
    const { said } = await plumb('score', people, '--model', basic, '--touches', file, '--receipts', ...at);
    const receipts = said.split('\n').map((line) => JSON.parse(line));
    expect(receipts.map(({ row_no, person }) => [row_no, person])).toEqual([
      [1, { full_name: 'Ana Pop', email: 'ana@acme.com' }],
      [2, { full_name: 'Bob, the clerk', email: 'bob@acme.com' }],
    ]);
    const sum = (lines: { points: number }[]) =>
      lines.reduce((total, { points }) => total + Math.round(points * 10), 0);
    for (const { score } of receipts) {
      expect(sum(score.lines)).toBe(score.points * 10);
      for (const dimension of score.dimensions) expect(sum(dimension.lines)).toBe(dimension.points * 10);
    }
  });

  it('reads what the import reads: encodings, delimiters, names in other languages', async () => {
    const russian = Buffer.from('\ufeffИмя;Должность;Отдел\r\nАнна;Генеральный директор;Маркетинг\r\n', 'utf16le');
    const rows = read((await plumb('score', put('ru.csv', russian), '--model', basic, ...at)).said);
    expect(rows).toMatchObject([{ Имя: 'Анна', total: '15' }]);
  });

  it("gives a workspace's own fields from columns of their name, and says which no column gives", async () => {
    told.mockClear();
    const model = presetModel('b2b_basic', 'en');
    const when = (field: string, value: number) => ({
      combinator: 'and' as const,
      rules: [{ field, operator: '>=' as const, value }],
    });
    model.dimensions[0]?.groups.push({
      key: 'own',
      name: 'Own',
      take: 'sum',
      terms: [
        { kind: 'field', key: 'seats', points: 7, when: when('person.seats', 10) },
        { kind: 'field', key: 'sites', points: 7, when: when('person.number_of_sites', 10) },
        { kind: 'field', key: 'absent', points: 7, when: when('company.trucks', 1) },
      ],
    });
    const own = put('own.json', writeModelFile(model, 'json'));
    const file = put('own.csv', 'Seats,Number of sites,name\n12,"1,000",Ana\n9,11,Bob\n,,Eve\n');
    const rows = read((await plumb('score', file, '--model', own, ...at)).said);
    expect(rows.map(({ total }) => total)).toEqual(['14', '7', '0']);
    expect(whatWasTold()).toContain('company.trucks: no column says it, so it is missing for everybody');
  });

  it('takes a mapping, of a file or of those that are shipped', async () => {
    const mapping = put(
      'mapping.json',
      JSON.stringify({ columns: [{ column: 'x', target: { to: 'field', field: 'title' } }] }),
    );
    const odd = put('odd.csv', 'x,y\nChief,1\n');
    expect(read((await plumb('score', odd, '--model', basic, '--mapping', mapping, ...at)).said)[0]?.total).toBe('10');
    await expect(plumb('score', people, '--model', basic, '--mapping', mapping, ...at)).rejects.toMatchObject({
      code: 'mapping_invalid',
    });
    await expect(plumb('score', people, '--model', basic, '--mapping', 'nothing', ...at)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('leaves out rows that cannot be read, and says which; columns called like a score stay apart', async () => {
    told.mockClear();
    const file = put('torn.csv', 'name,title,total\nAna,Chief,1\nBob\nEve,Clerk,2\n');
    const rows = read((await plumb('score', file, '--model', basic, ...at)).said);
    expect(rows.map((row) => [row.name, row.total, row['total (2)']])).toEqual([
      ['Ana', '1', '10'],
      ['Eve', '2', '0'],
    ]);
    expect(whatWasTold()).toContain('torn.csv, row 2: left out: 1 cells: expected 3');
  });

  it('writes to a file', async () => {
    const output = join(folder, 'out.csv');
    expect((await plumb('score', people, '--model', basic, '--output', output, ...at)).said).toBe('');
    expect(read(readFileSync(output, 'utf8'))).toHaveLength(2);
  });

  it('refuses what it cannot do before it does anything', async () => {
    for (const args of [
      ['score', people],
      ['score', '--receipts'],
      ['score', people, '--model', basic, '--at', 'now'],
      ['score', people, '--model', basic, '--time-zone', 'Mars/Base'],
    ])
      await expect(plumb(...args)).rejects.toMatchObject({ code: 'invalid_input' });
    await expect(plumb('score', join(folder, 'none.csv'), '--model', basic)).rejects.toMatchObject({
      code: 'file_unreadable',
    });
    await expect(plumb('score', people, '--model', people)).rejects.toMatchObject({ code: 'model_invalid' });
  });
});
