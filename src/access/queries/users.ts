import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { sql } from 'kysely';
import type { Db, Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import type { MyChange, User } from '../contract.ts';

/** A user to be made, with the password already hashed, which takes too long to be done inside a transaction. */
export type NewUser = {
  name: string;
  email: string;
  password_hash: string;
  language: string;
  time_zone: string | null;
};

export { hashPassword };

/** Whether nobody can sign in yet. */
export async function isWithoutUsers(db: Db): Promise<boolean> {
  const { rows } = await sql`select from auth_user limit 1`.execute(db);
  return rows.length === 0;
}

/** Makes a user who signs in with a password; returns the id. Throws `already_exists` if the address is taken. */
export async function insertUser(tx: Tx, user: NewUser): Promise<string> {
  const id = randomUUID();
  const { rows } = await sql`
    insert into auth_user (id, name, email, email_verified, language, time_zone)
    values (${id}, ${user.name}, ${user.email}, false, ${user.language}, ${user.time_zone})
    on conflict (email) do nothing
    returning id`.execute(tx);
  if (rows.length === 0) throw new AppError('already_exists', `A user with the address ${user.email} exists already`);
  await sql`
    insert into auth_account (id, user_id, provider_id, account_id, password, updated_at)
    values (${randomUUID()}, ${id}, 'credential', ${id}, ${user.password_hash}, now())`.execute(tx);
  return id;
}

/** The user with an address, compared in lower case. */
export async function findUserByEmail(
  db: Db,
  email: string,
): Promise<{ user_id: string; email_verified: boolean } | undefined> {
  const { rows } = await sql<{ user_id: string; email_verified: boolean }>`
    select id as user_id, email_verified from auth_user where email = ${email.toLowerCase()}`.execute(db);
  return rows[0];
}

/** A user with preferences. Throws `not_found`. */
export async function getUser(db: Db, userId: string): Promise<User & { last_workspace_id: number | null }> {
  const { rows } = await sql<User & { last_workspace_id: number | null }>`
    select id as user_id, name, email, image, language, theme, time_zone, last_workspace_id
    from auth_user where id = ${userId}`.execute(db);
  if (rows[0] === undefined) throw new AppError('not_found', `There is no user ${userId}`);
  return rows[0];
}

/** Changes one's own name and preferences; what is left out stays. */
export async function updateUser(db: Db, userId: string, change: MyChange): Promise<void> {
  const { name, language, theme, time_zone, last_workspace_id } = change;
  await sql`
    update auth_user set
      name = coalesce(${name ?? null}, name),
      language = coalesce(${language ?? null}, language),
      theme = coalesce(${theme ?? null}, theme),
      time_zone = case when ${time_zone !== undefined}::boolean then ${time_zone ?? null} else time_zone end,
      last_workspace_id = coalesce(${last_workspace_id ?? null}, last_workspace_id),
      updated_at = now()
    where id = ${userId}`.execute(db);
}
