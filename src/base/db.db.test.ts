import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../test/harness/database.ts';
import { connect, inSavepoint, inTransaction, inWorkspace } from './db.ts';

const db = await withDatabase();
const ours = await createTestWorkspace(db, { name: 'Ours' });
const theirs = await createTestWorkspace(db, { name: 'Theirs' });

async function readNames(from: Parameters<typeof inWorkspace>[0]): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from workspace order by name`.execute(from);
  return rows.map((row) => row.name);
}

test('outside a workspace the app sees no row of any workspace', async () => {
  expect(await readNames(db.app)).toEqual([]);
});

test('inside a workspace only its own rows are there', async () => {
  expect(await inWorkspace(db.app, ours, readNames)).toEqual(['Ours']);
  expect(await inWorkspace(db.app, theirs, readNames)).toEqual(['Theirs']);
});

test('the scope ends with the transaction, on every connection of the pool', async () => {
  await inWorkspace(db.app, ours, readNames);
  expect(await Promise.all(Array.from({ length: 8 }, () => readNames(db.app)))).toEqual(Array(8).fill([]));
});

test('the owner pool is bound too while it works in a workspace', async () => {
  expect(await inWorkspace(db.owner, ours, readNames)).toEqual(['Ours']);
  expect(await inTransaction(db.owner, readNames)).toEqual(['Ours', 'Theirs']);
});

test('what throws is rolled back', async () => {
  const failing = inWorkspace(db.app, ours, async (tx) => {
    await sql`update workspace set language = 'ro'`.execute(tx);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  const { rows } = await sql`select language from workspace where workspace_id = ${ours}`.execute(db.owner);
  expect(rows).toEqual([{ language: 'en' }]);
});

test('a swallowed SQL error is not acknowledged as a commit', async () => {
  const careless = inWorkspace(db.app, ours, async (tx) => {
    await sql`update workspace set language = 'zh'`.execute(tx);
    await sql`select 1 / 0`.execute(tx).catch(() => undefined);
  });
  await expect(careless).rejects.toThrow('current transaction is aborted');
});

test('a failed savepoint undoes only itself', async () => {
  await inWorkspace(db.app, ours, async (tx) => {
    await sql`update workspace set time_zone = 'Europe/Chisinau'`.execute(tx);
    await inSavepoint(tx, (inner) => sql`select 1 / 0`.execute(inner)).catch(() => undefined);
  });
  const { rows } = await sql`select time_zone from workspace where workspace_id = ${ours}`.execute(db.owner);
  expect(rows).toEqual([{ time_zone: 'Europe/Chisinau' }]);
});

test.each([0, -1, 1.5, Number.NaN, '1; drop table workspace' as unknown as number])(
  'a workspace id of %j is refused before any SQL',
  async (id) => {
    await expect(inWorkspace(db.app, id, readNames)).rejects.toThrow('expected a positive whole number');
  },
);

test('int8 is a number, a day is text, an instant is a Date', async () => {
  const { rows } = await sql`
    select 9007199254740991::int8 as large, '2024-02-29'::date as day, 'epoch'::timestamptz as instant`.execute(db.app);
  expect(rows).toEqual([{ large: Number.MAX_SAFE_INTEGER, day: '2024-02-29', instant: new Date(0) }]);
});

test('an int8 that a number cannot hold is an error, not a wrong number', async () => {
  await expect(sql`select 9007199254740993::int8`.execute(db.app)).rejects.toThrow('expected within ±2^53');
});

test('a server that is not there is named in words', async () => {
  await expect(connect('postgres://nobody@127.0.0.1:1/none')).rejects.toMatchObject({
    code: 'database_unreachable',
    message: 'PostgreSQL at 127.0.0.1:1 cannot be used: nothing listens there',
  });
});
