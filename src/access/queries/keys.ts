import { sql } from 'kysely';
import type { Db, Tx } from '../../base/db.ts';
import type { Key, NewKey } from '../contract.ts';
import type { KeyRole } from '../permissions.ts';
import type { RowOf } from '../row.ts';
import { hashToken, type NewToken } from '../token.ts';

/** A key that is in force, as a request is judged by it. */
export type FoundKey = {
  workspace_id: number;
  key_id: number;
  kind: 'secret' | 'write';
  role: KeyRole | null;
  source_id: number | null;
};

/** A row of a key, without its hash. */
export type KeyRow = RowOf<Key>;

const shownColumns = sql`key_id, kind, name, shown, public_token, role, source_id, created_by, created_at, last_used_at, revoked_at`;

/** The key with this token, found before its workspace is known; undefined if there is none or it was revoked. */
export async function findKeyByToken(db: Db, token: string): Promise<FoundKey | undefined> {
  const { rows } = await sql<FoundKey>`
    select workspace_id, key_id, kind, role, source_id from plumb_find_key(${hashToken(token)})`.execute(db);
  return rows[0];
}

/** Notes that a key was used, to the minute, so that a busy key does not write all the time. */
export async function noteKeyUse(tx: Tx, keyId: number, now: number): Promise<void> {
  await sql`
    update api_key set last_used_at = ${new Date(now)}
    where key_id = ${keyId} and (last_used_at is null or last_used_at <= ${new Date(now - 60_000)})`.execute(tx);
}

/** Keeps a new key by the hash of its token, and the token itself only if it is public. */
export async function insertKey(tx: Tx, input: NewKey, { token, hash, shown }: NewToken, createdBy: string | null) {
  const isWrite = input.kind === 'write';
  const { rows } = await sql<KeyRow>`
    insert into api_key (workspace_id, kind, name, token_hash, shown, public_token, role, source_id, created_by)
    values (plumb_workspace(), ${input.kind}, ${input.name}, ${hash}, ${shown}, ${isWrite ? token : null},
      ${isWrite ? null : input.role}, ${isWrite ? (input.source_id ?? null) : null}, ${createdBy})
    returning ${shownColumns}`.execute(tx);
  return (rows as [KeyRow])[0];
}

/** Revokes a key that is in force; undefined if there is none. */
export async function revokeKeyById(tx: Tx, keyId: number, now: number): Promise<KeyRow | undefined> {
  const { rows } = await sql<KeyRow>`
    update api_key set revoked_at = ${new Date(now)} where key_id = ${keyId} and revoked_at is null
    returning ${shownColumns}`.execute(tx);
  return rows[0];
}

/** What kind a key is of; undefined if there is none. */
export async function findKeyKind(tx: Tx, keyId: number): Promise<'secret' | 'write' | undefined> {
  const { rows } = await sql<{ kind: 'secret' | 'write' }>`select kind from api_key where key_id = ${keyId}`.execute(
    tx,
  );
  return rows[0]?.kind;
}

/** All keys, newest first, revoked ones too. */
export async function listKeys(tx: Tx): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`select ${shownColumns} from api_key order by key_id desc`.execute(tx);
  return rows;
}
