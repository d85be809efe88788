import { sql } from 'kysely';
import { type Actor, getVisibility } from '../../../../access/index.ts';
import type { Tx } from '../../../../base/db.ts';
import { AppError } from '../../../../base/errors.ts';
import { notifyLive } from '../../../../base/live.ts';
import { setOwner } from '../../../identity/index.ts';
import { getSeenPerson } from '../seen-person.ts';

/**
 * Gives a person's open lead to a member of the workspace, or to nobody; false when it was so already. Throws `not_found`,
 * `invalid_input` for an owner who does not work here, `conflict` for a person without an open lead.
 */
export async function changeOwner(tx: Tx, actor: Actor, personId: number, ownerId: string | null): Promise<boolean> {
  const workspaceId = actor.workspace_id;
  const person = await getSeenPerson(tx, workspaceId, await getVisibility(tx, actor), personId);
  if (person.lead_id === null) {
    throw new AppError('conflict', `Person ${personId} has no open lead: only a lead can have an owner`);
  }
  if (ownerId !== null) await assertMember(tx, workspaceId, ownerId);
  const changed = await setOwner(tx, workspaceId, actor, [person.person_id], ownerId);
  if (changed.length > 0) await notifyLive(tx, { topic: 'person', ids: [person.person_id] });
  return changed.length > 0;
}

/** Throws `invalid_input` unless this is somebody who works in the workspace now. */
export async function assertMember(
  tx: Tx,
  workspaceId: number,
  userId: string,
  path: readonly string[] = ['body', 'owner_id'],
): Promise<void> {
  const { rows } = await sql`
    select from member m
    where m.workspace_id = ${workspaceId} and m.user_id = ${userId} and m.left_at is null`.execute(tx);
  if (rows.length > 0) return;
  const message = `Expected the id of a member of this workspace, found "${userId}"`;
  throw new AppError('invalid_input', message, { errors: [{ path: [...path], message }] });
}
