import { type Db, inWorkspace } from '../base/db.ts';
import { type FoundKey, findKeyByToken, noteKeyUse } from './queries/keys.ts';
import { readTokenKind } from './token.ts';

/** How long an answer is believed: a key revoked by another process works for at most this long. */
const believedMs = 10_000;
/** Whoever tries tokens at random must not fill the memory. */
const mostRemembered = 10_000;

type Remembered = { key: FoundKey | undefined; until: number };

/** What this process has looked up lately, by database. */
const remembered = new WeakMap<Db, Map<string, Remembered>>();

/**
 * The key in force with this token, or undefined. Asks the database at most every ten seconds for each token, and notes
 * the use of the key then. `now` is epoch milliseconds.
 */
export async function findKey(app: Db, token: string, now = Date.now()): Promise<FoundKey | undefined> {
  const kind = readTokenKind(token);
  if (kind !== 'secret' && kind !== 'write') return undefined;
  const known = remembered.get(app) ?? new Map<string, Remembered>();
  remembered.set(app, known);
  const before = known.get(token);
  if (before && before.until > now) return before.key;
  const key = await findKeyByToken(app, token);
  if (key) await inWorkspace(app, key.workspace_id, (tx) => noteKeyUse(tx, key.key_id, now));
  if (known.size >= mostRemembered) known.clear();
  known.set(token, { key, until: now + believedMs });
  return key;
}

/** The public write key in force with this token, or undefined: for the doors that take it in the body or address. */
export async function findWriteKey(app: Db, token: string, now = Date.now()): Promise<FoundKey | undefined> {
  const key = await findKey(app, token, now);
  return key?.kind === 'write' ? key : undefined;
}

/** Looks everything up anew from now on, in this process. */
export function forgetFoundKeys(app: Db): void {
  remembered.delete(app);
}
