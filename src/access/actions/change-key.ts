import { type Db, inWorkspace, type Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { type Actor, assertMay } from '../actor.ts';
import { type ChangedBy, recordChange } from '../audit.ts';
import type { NewKey } from '../contract.ts';
import { forgetFoundKeys } from '../find-key.ts';
import { findKeyKind, insertKey, type KeyRow, revokeKeyById } from '../queries/keys.ts';
import { makeToken } from '../token.ts';

/** Making and revoking needs this, by the kind of key. */
const needed = { secret: 'keys.write', write: 'write_keys.write' } as const;

/** Makes a key. The token of a secret one is in the answer and nowhere else. Throws `forbidden` by the kind of key. */
export async function makeKey(app: Db, actor: Actor, input: NewKey): Promise<{ key: KeyRow; token: string }> {
  assertMay(actor, needed[input.kind]);
  return inWorkspace(app, actor.workspace_id, (tx) => makeKeyWithin(tx, input, actor));
}

/** The same inside a transaction, where nobody's permission is asked: a new workspace or source can bring its key. */
export async function makeKeyWithin(tx: Tx, input: NewKey, by: ChangedBy): Promise<{ key: KeyRow; token: string }> {
  const fresh = makeToken(input.kind);
  const key = await insertKey(tx, input, fresh, by.user_id);
  await recordChange(tx, by, { action: 'key.created', subject_kind: 'key', subject_id: key.key_id, after: input });
  return { key, token: fresh.token };
}

/**
 * Revokes a key: this process refuses it at once, others within ten seconds. Throws `not_found` for one that is not in
 * force, `forbidden` by the kind of key.
 */
export async function revokeKey(app: Db, actor: Actor, keyId: number, now: number): Promise<void> {
  await inWorkspace(app, actor.workspace_id, async (tx) => {
    const kind = await findKeyKind(tx, keyId);
    if (kind) assertMay(actor, needed[kind]);
    const key = await revokeKeyById(tx, keyId, now);
    if (!key) throw new AppError('not_found', `There is no key ${keyId} in force`);
    const before = { kind: key.kind, name: key.name, role: key.role, source_id: key.source_id };
    await recordChange(tx, actor, { action: 'key.revoked', subject_kind: 'key', subject_id: keyId, before });
  });
  forgetFoundKeys(app);
}
