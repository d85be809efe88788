import { sql } from 'kysely';
import { type ChangedBy, recordChange } from '../../../access/audit.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import { fold } from '../../../conditions/fold.ts';
import { validKey } from '../../../conditions/profiles.ts';
import type { NewProfile, ProfileChange } from './contract.ts';
import { readWhen } from './read-when.ts';

/** Makes a profile; answers its id and key. Throws `condition_invalid` with every problem, `conflict` for a key that is taken. */
export async function makeProfile(tx: Tx, workspaceId: number, by: ChangedBy, wish: NewProfile) {
  const when = await readWhen(tx, workspaceId, wish.when);
  const wanted = wish.key ?? keyOf(wish.name);
  const { rows: taken } = await sql<{ key: string }>`
    select p.key from profile p where p.workspace_id = ${workspaceId} and p.key like ${`${wanted}%`}`.execute(tx);
  const keys = new Set([validKey, ...taken.map((row) => row.key)]);
  if (wish.key !== undefined && keys.has(wish.key)) {
    throw new AppError('conflict', `Profile ${wish.key}: the key is taken`);
  }
  let key = wanted;
  for (let n = 2; keys.has(key); n++) key = `${wanted}_${n}`;
  const { rows } = await sql<{ profile_id: number }>`
    insert into profile (workspace_id, key, kind, name, condition, signs)
    values (${workspaceId}, ${key}, ${wish.kind}, ${wish.name}, ${JSON.stringify(when)}::jsonb, ${JSON.stringify(wish.signs)}::jsonb)
    returning profile_id`.execute(tx);
  const profile_id = rows[0]?.profile_id as number;
  await recordChange(tx, by, {
    action: 'profile.made',
    subject_kind: 'profile',
    subject_id: profile_id,
    after: { key, name: wish.name, kind: wish.kind, when },
  });
  await tellChanged(tx);
  return { profile_id, key };
}

/** Changes what is named; models that are published keep the condition they have. Throws `not_found`, `condition_invalid`. */
export async function changeProfile(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  profileId: number,
  { archived, ...change }: ProfileChange,
) {
  const { rows } = await sql<{
    key: string;
    name: string;
    kind: string;
    when: unknown;
    signs: unknown;
    archived: boolean;
  }>`
    select p.key, p.name, p.kind, p.condition as when, p.signs, p.archived_at is not null as archived
    from profile p where p.workspace_id = ${workspaceId} and p.profile_id = ${profileId} for update`.execute(tx);
  const found = rows[0];
  if (!found) throw new AppError('not_found', `Profile ${profileId}: not found in this workspace`);
  const { key, ...before } = found;
  const when = change.when === undefined ? before.when : await readWhen(tx, workspaceId, change.when);
  const after = { ...before, ...change, when, archived: archived ?? before.archived };
  await sql`
    update profile p set name = ${after.name}, kind = ${after.kind}, condition = ${JSON.stringify(after.when)}::jsonb,
      signs = ${JSON.stringify(after.signs)}::jsonb, changed_at = now(),
      archived_at = ${after.archived ? sql`coalesce(p.archived_at, now())` : sql`null`}
    where p.workspace_id = ${workspaceId} and p.profile_id = ${profileId}`.execute(tx);
  await recordChange(tx, by, {
    action: 'profile.changed',
    subject_kind: 'profile',
    subject_id: profileId,
    before,
    after,
  });
  await tellChanged(tx);
  return { profile_id: profileId, key };
}

/** A profile is also a field that lists are filtered by. */
async function tellChanged(tx: Tx): Promise<void> {
  await notifyLive(tx, { topic: 'profile' });
  await notifyLive(tx, { topic: 'field' });
}

/** A key out of a name: small letters, digits and _; of a name in another script than Latin `profile`. */
function keyOf(name: string): string {
  const plain = fold(name).replaceAll(/[^a-z0-9]+/g, '_');
  const key = plain.replaceAll(/^[^a-z]+|_+$/g, '').slice(0, 55);
  return key === '' ? 'profile' : key;
}
