import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { hashToken } from '../token.ts';

const identifierOf = (token: string) => `password-link:${hashToken(token).toString('hex')}`;

/** Keeps a link by the hash of its token; an earlier one of the user no longer works. Epoch milliseconds. */
export async function insertPasswordLink(tx: Tx, userId: string, token: string, expiresAt: number): Promise<void> {
  await sql`
    delete from auth_verification where value = ${userId} and identifier like 'password-link:%'`.execute(tx);
  await sql`
    insert into auth_verification (id, identifier, value, expires_at)
    values (${randomUUID()}, ${identifierOf(token)}, ${userId}, ${new Date(expiresAt)})`.execute(tx);
}

/** Uses a link up and returns its user, with the address to sign in with; undefined for one that does not work. */
export async function takePasswordLink(
  tx: Tx,
  token: string,
  now: number,
): Promise<{ user_id: string; email: string } | undefined> {
  const { rows } = await sql<{ user_id: string; email: string }>`
    delete from auth_verification v using auth_user u
    where v.identifier = ${identifierOf(token)} and v.expires_at > ${new Date(now)} and u.id = v.value
    returning u.id as user_id, u.email`.execute(tx);
  return rows[0];
}

/** Gives a user a new password (hashed already), also one who had none, and ends all their sessions. */
export async function setPassword(tx: Tx, userId: string, passwordHash: string): Promise<void> {
  await sql`
    insert into auth_account (id, user_id, provider_id, account_id, password, updated_at)
    values (${randomUUID()}, ${userId}, 'credential', ${userId}, ${passwordHash}, now())
    on conflict on constraint auth_account_unique do update
      set password = excluded.password, updated_at = excluded.updated_at`.execute(tx);
  await sql`delete from auth_session where user_id = ${userId}`.execute(tx);
}
