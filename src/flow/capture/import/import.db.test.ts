import { Readable } from 'node:stream';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../../../test/harness/database.ts';
import { recordArrivals } from '../../../../test/harness/doors.ts';
import { byPlumb } from '../../../access/audit.ts';
import { inWorkspace } from '../../../base/db.ts';
import { changeImport } from './actions/change-import.ts';
import { checkImport } from './actions/check-import.ts';
import { runImport } from './actions/run-import.ts';
import { cancelImport, startCheck, startImport } from './actions/start-import.ts';
import { uploadImport } from './actions/upload-import.ts';
import { type ImportLayout, ImportMapping } from './contract.ts';
import { findChunk, getImport, listRejects } from './queries.ts';
import { batchRows } from './read-batches.ts';
import { writeRejects } from './write-rejects.ts';

const db = await withDatabase();
const recorder = await recordArrivals(db);
const workspace = await createTestWorkspace(db, { time_zone: 'Europe/Chisinau' });
beforeEach(() => recorder.clear());

const here = async () => undefined;
const upload = (text: string | Buffer, file_name = 'leads.csv') =>
  uploadImport(
    db.app,
    workspace,
    byPlumb,
    { file_name, most_bytes: 50_000_000 },
    Readable.from([Buffer.from(text)]),
    Date.now(),
  );
const start = (id: number) => startImport(db.app, workspace, byPlumb, id, here);
const run = (id: number, options = {}) => runImport(db.app, workspace, id, options);

/** A file of so many people; every row says who it is. */
const makeFile = (count: number, from = 0) =>
  ['Name,Email', ...Array.from({ length: count }, (_, n) => `Person ${n + from},p${n + from}@acme.com`)].join('\n');

test('an upload is guessed, run, and forgotten as a file once its rows are kept', async () => {
  const uploaded = await upload('\ufeffИмя;E-mail;Бюджет;Прим.\r\nАнна;anna@romashka.ru;1 200,50;N/A\r\n');
  expect(uploaded).toMatchObject({
    state: 'uploaded',
    layout: { encoding: 'utf-8', delimiter: ';', has_header: true },
    header: ['Имя', 'E-mail', 'Бюджет', 'Прим.'],
    mapping: { missing: ['N/A'], decimal: ',' },
  });
  await start(uploaded.import_id);
  const done = await run(uploaded.import_id);
  expect(done).toMatchObject({
    state: 'done',
    rows_read: 1,
    rows_total: 1,
    counts: { rows: 1, kept: 1, rows_with_contact: 1, rows_with_name: 1 },
  });
  const [arrival] = await recorder.list();
  expect(arrival).toMatchObject({
    type: 'row',
    channel: 'file',
    event: 'Imported',
    claims: { email: 'anna@romashka.ru' },
    fields: { full_name: 'Анна', budget: 1200.5 },
    raw: '{"Имя":"Анна","E-mail":"anna@romashka.ru","Бюджет":"1 200,50","Прим.":"N/A"}',
  });
  const chunk = await inWorkspace(db.app, workspace, (tx) => findChunk(tx, workspace, uploaded.import_id, 0));
  expect(chunk).toBeUndefined();
});

test('the same file again changes nothing, and says so', async () => {
  const text = `${makeFile(3)}\nPerson 0,p0@acme.com`;
  for (const counts of [
    { rows: 4, kept: 3, repeated: 1 },
    { rows: 4, kept: 0, repeated: 4, people_created: 0 },
  ]) {
    const { import_id } = await upload(text);
    await start(import_id);
    expect((await run(import_id)).counts).toMatchObject(counts);
  }
  expect(await recorder.list()).toHaveLength(3);
});

test('an import stopped anywhere, by a crash or on purpose, ends as if it had not been', async () => {
  const total = batchRows * 3 + 500;
  const bad = new Set([5, batchRows, batchRows * 2 + 7]);
  const rows = makeFile(total).split('\n');
  for (const n of bad) rows[n + 1] = `broken ${n}`;
  const text = rows.join('\n');
  const stops = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(stops, fc.boolean(), async (pauses, cancels) => {
      await recorder.clear();
      const { import_id } = await upload(text);
      for (const after of pauses) {
        await start(import_id);
        let batches = 0;
        const stop = new AbortController();
        const onProgress = () => {
          if (++batches === after) stop.abort(new Error('killed'));
        };
        if (cancels) {
          // It may be through before anybody can stop it.
          const cancel = () => cancelImport(db.app, workspace, byPlumb, import_id).catch(() => undefined);
          await run(import_id, { onProgress: () => void (++batches === after && cancel()) });
        } else {
          await run(import_id, { signal: stop.signal, onProgress }).catch((error) =>
            expect(error.message).toBe('killed'),
          );
        }
        const paused = await inWorkspace(db.app, workspace, (tx) => getImport(tx, workspace, import_id));
        if (paused.state === 'done') break;
        expect(await recorder.list()).toHaveLength(paused.counts.kept);
      }
      const before = await inWorkspace(db.app, workspace, (tx) => getImport(tx, workspace, import_id));
      if (before.state !== 'done') await start(import_id);
      const done = await run(import_id);
      expect(done).toMatchObject({
        state: 'done',
        rows_read: total,
        counts: {
          rows: total,
          kept: total - bad.size,
          repeated: 0,
          rejected: bad.size,
          people_created: total - bad.size,
        },
      });
      expect(await recorder.list()).toHaveLength(total - bad.size);
      const { rejects } = await inWorkspace(db.app, workspace, (tx) =>
        listRejects(tx, workspace, import_id, { after: 0, limit: 100, line_chars: 100 }),
      );
      expect(rejects.map(({ row_no, reason }) => [row_no, reason])).toEqual(
        [...bad].map((n) => [n + 1, 'too_few_cells']),
      );
    }),
    { seed: 1, numRuns: 8 },
  );
}, 120_000);

test('two that work on one import at once do it once', async () => {
  const total = batchRows * 4;
  const { import_id } = await upload(makeFile(total));
  await start(import_id);
  await Promise.all([run(import_id), run(import_id)]);
  const done = await run(import_id);
  expect(done.state === 'done' ? done : await run(import_id)).toMatchObject({ counts: { kept: total, repeated: 0 } });
  expect(await recorder.list()).toHaveLength(total);
});

test('a row that the database will not keep is rejected, and the others of its batch stay', async () => {
  const { import_id } = await upload('Email,What\na@b.co,Imported\nc@d.co,poison\ne@f.co,Imported');
  const mapping = ImportMapping.parse({
    event: 'poison',
    columns: [{ column: 'Email', target: { to: 'field', field: 'email' } }],
  });
  const ok = await upload(makeFile(2));
  await changeImport(db.app, workspace, import_id, { mapping });
  await start(import_id);
  expect(await run(import_id)).toMatchObject({
    state: 'done',
    counts: { kept: 0, rejected: 3, reasons: { refused: 3 } },
  });
  await start(ok.import_id);
  expect(await run(ok.import_id)).toMatchObject({ counts: { kept: 2 } });
});

test('a dry run says what would happen and writes nothing', async () => {
  const uploaded = await upload(
    'Name,Email,Employees\nA,a@b.co,10\nA,a@b.co,10\nB,b@b.co,many\nC,c@b.co,20\n,,7\n"open,x',
  );
  const mapping = ImportMapping.parse({
    columns: [
      { column: 'Name', target: { to: 'field', field: 'full_name' } },
      { column: 'Email', target: { to: 'field', field: 'email' } },
      { column: 'Employees', target: { to: 'field', field: 'employees' } },
    ],
  });
  await changeImport(db.app, workspace, uploaded.import_id, { mapping });
  await startCheck(db.app, workspace, uploaded.import_id, here);
  const checked = await checkImport(db.app, workspace, uploaded.import_id);
  expect(checked).toMatchObject({
    state: 'checked',
    rows_total: 6,
    check: {
      rows: 6,
      would_keep: 4,
      rejected: 2,
      // Nobody who knows was asked here.
      repeated: null,
      people_created: null,
      people_known: null,
      leads_opened: null,
      interests_created: null,
      companies_created: null,
      reasons: { not_a_number: 1, broken_quotes: 1 },
      filled: [
        { column: 'Name', rows: 4 },
        { column: 'Email', rows: 4 },
        { column: 'Employees', rows: 4 },
      ],
    },
  });
  expect(checked.check?.examples[0]).toMatchObject({
    row_no: 3,
    detail: 'Employees: "many", expected a number',
    line: 'B,b@b.co,many',
  });
  expect(await recorder.list()).toEqual([]);
});

test('rejected rows come back as a file, with the reason beside each and formulas disarmed', async () => {
  const { import_id } = await upload('Name,Email,Employees\n=HYPERLINK("x"),a@b.co,@many\n"open,x\n+1,c@d.co,2');
  const columns = ['Name', 'Email', 'Employees'].map((column, i) => ({
    column,
    target: { to: 'field' as const, field: ['full_name', 'email', 'employees'][i] ?? '' },
  }));
  await changeImport(db.app, workspace, import_id, { mapping: ImportMapping.parse({ columns }) });
  await start(import_id);
  await run(import_id);
  let csv = '';
  for await (const piece of writeRejects(db.app, workspace, import_id)) csv += piece;
  expect(csv.split('\r\n')).toEqual([
    '\ufeffrow,reason,detail,Name,Email,Employees',
    '1,not_a_number,"Employees: ""@many"", expected a number","\'=HYPERLINK(""x"")",a@b.co,\'@many',
    '2,broken_quotes,a quote opens that does not close where it should,"""open,x"',
    '',
  ]);
});

test('what cannot be read at all, or is too large, is refused and leaves nothing', async () => {
  await expect(upload(Buffer.from('PK\x03\x04x'), 'leads.xlsx')).rejects.toMatchObject({ code: 'file_unreadable' });
  await expect(upload('')).rejects.toMatchObject({ code: 'file_unreadable' });
  const small = { file_name: 'x.csv', most_bytes: 10 };
  await expect(
    uploadImport(db.app, workspace, byPlumb, small, Readable.from([Buffer.alloc(3_000_000, 'a,b\n')]), Date.now()),
  ).rejects.toMatchObject({ code: 'too_large' });
});

test('a file of several pieces is put together again, in its own encoding', async () => {
  const name = 'Ёжик'.repeat(2_000);
  const bytes = Buffer.from(
    `Имя;Почта\n${Array.from({ length: 400 }, (_, n) => `${name}${n};p${n}@b.co`).join('\n')}`,
    'utf16le',
  );
  const { import_id, layout } = await upload(bytes);
  expect(layout?.encoding).toBe('utf-16le');
  await start(import_id);
  expect((await run(import_id)).counts).toMatchObject({ kept: 400 });
  expect((await recorder.list()).at(-1)?.fields?.full_name).toBe(`${name}399`);
});

test('a mapping that does not fit is refused with the path to each problem', async () => {
  const { import_id } = await upload(makeFile(1));
  const mapping = ImportMapping.parse({
    time_zone: 'Mars/Olympus',
    columns: [
      { column: 'Nome', target: { to: 'field', field: 'email' } },
      { column: 'Email', target: { to: 'identifier', kind: 'foreign_id' } },
    ],
  });
  await changeImport(db.app, workspace, import_id, { mapping });
  await expect(start(import_id)).rejects.toMatchObject({
    code: 'mapping_invalid',
    errors: [
      { path: ['mapping', 'columns', 0, 'column'] },
      { path: ['mapping', 'columns', 1, 'target', 'system'] },
      { path: ['mapping', 'time_zone'] },
    ],
  });
});

test('a corrected layout is read anew', async () => {
  const { import_id, layout } = await upload('a|b;Email\nx|y;a@b.co');
  const changed = await changeImport(db.app, workspace, import_id, {
    layout: { ...(layout as ImportLayout), delimiter: '|' },
  });
  expect(changed.header).toEqual(['a', 'b;Email']);
});
