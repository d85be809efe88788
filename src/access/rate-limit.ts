import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../base/db.ts';
import { AppError } from '../base/errors.ts';

/** At most `max` tries in `seconds`, counted from the first. */
export type Limit = { max: number; seconds: number };

/** How often the doors that anybody can knock at may be tried. Signing in well forgets the tries on that account. */
export const limits = {
  sign_in_by_address: { max: 30, seconds: 60 },
  sign_in_by_account: { max: 10, seconds: 300 },
  password_change: { max: 10, seconds: 300 },
  set_up: { max: 20, seconds: 60 },
  invitation: { max: 30, seconds: 60 },
} as const satisfies Record<string, Limit>;

/**
 * Counts one try under `key` and answers the seconds to wait, 0 where it is allowed. One statement, shared by every process
 * that uses the database, so that many at once cannot slip through. Only the hash of the key is kept.
 */
export async function countTry(db: Db, key: string, limit: Limit, now: number): Promise<number> {
  const [at, end] = [new Date(now), new Date(now + limit.seconds * 1000)];
  const { rows } = await sql<{ hits: number; ends_at: Date }>`
    insert into rate_limit as l (key_hash, hits, ends_at) values (${hashKey(key)}, 1, ${end})
    on conflict (key_hash) do update set
      hits = case when l.ends_at <= ${at} then 1 else l.hits + 1 end,
      ends_at = case when l.ends_at <= ${at} then ${end} else l.ends_at end
    returning l.hits, l.ends_at`.execute(db);
  const [row] = rows;
  if (row === undefined || row.hits === 1) await forgetEnded(db, at);
  if (row === undefined || row.hits <= limit.max) return 0;
  return Math.max(1, Math.ceil((row.ends_at.getTime() - now) / 1000));
}

/** Counts a try of a door by a key (an address, an account). Throws `too_many_requests` past the door's limit. */
export async function assertMayTry(db: Db, door: keyof typeof limits, key: string, now: number): Promise<void> {
  const wait = await countTry(db, `${door}|${key}`, limits[door], now);
  if (wait === 0) return;
  throw new AppError(
    'too_many_requests',
    `Too many tries: expected at most ${limits[door].max} in ${limits[door].seconds} s`,
    {
      retryAfterSeconds: wait,
    },
  );
}

/** Forgets the tries of a door by a key. */
export async function forgetTries(db: Db, door: keyof typeof limits, key: string): Promise<void> {
  await sql`delete from rate_limit where key_hash = ${hashKey(`${door}|${key}`)}`.execute(db);
}

/** A few windows that are over go each time a new one opens, so that the table stays as small as the present traffic. */
async function forgetEnded(db: Db, at: Date): Promise<void> {
  await sql`
    delete from rate_limit where key_hash in (
      select key_hash from rate_limit where ends_at <= ${at} limit 10 for update skip locked)`.execute(db);
}

function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
