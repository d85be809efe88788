import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withDatabase } from '../../test/harness/database.ts';
import { assertMayTry, countTry, forgetTries, limits } from './rate-limit.ts';

const db = await withDatabase();
const start = Date.UTC(2026, 0, 1);
const limit = { max: 3, seconds: 60 };

test('the limit holds however many try at once, and ends with its window', async () => {
  const waits = await Promise.all(Array.from({ length: 12 }, () => countTry(db.app, 'door|1', limit, start)));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
  expect(new Set(waits)).toEqual(new Set([0, 60]));
  expect(await countTry(db.app, 'door|1', limit, start + 20_500)).toBe(40);
  expect(await countTry(db.app, 'door|1', limit, start + 60_000)).toBe(0);
});

test('keys do not count for each other', async () => {
  for (let i = 0; i < 3; i++) await countTry(db.app, 'door|2', limit, start);
  expect(await countTry(db.app, 'door|2', limit, start)).toBeGreaterThan(0);
  expect(await countTry(db.app, 'door|3', limit, start)).toBe(0);
});

test('a refusal says when to come back, and forgetting opens the door again', async () => {
  const tryIt = () => assertMayTry(db.app, 'sign_in_by_account', 'ann@example.com', start);
  for (let i = 0; i < limits.sign_in_by_account.max; i++) await tryIt();
  await expect(tryIt()).rejects.toMatchObject({
    code: 'too_many_requests',
    retryAfterSeconds: limits.sign_in_by_account.seconds,
  });
  await forgetTries(db.app, 'sign_in_by_account', 'ann@example.com');
  await tryIt();
});

test('windows that are over are forgotten, and no address is kept in clear', async () => {
  for (let i = 0; i < 5; i++) await countTry(db.app, `old@example.com${i}`, limit, start);
  const later = start + 3_600_000;
  for (let i = 0; i < 3; i++) await countTry(db.app, `new${i}`, limit, later);
  const { rows } = await sql<{ ends_at: Date; text: string }>`
    select ends_at, encode(key_hash, 'escape') as text from rate_limit`.execute(db.app);
  expect(rows.every((row) => row.ends_at.getTime() > later)).toBe(true);
  expect(rows.every((row) => !row.text.includes('example'))).toBe(true);
});
