import { type Db, inWorkspace } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import type { Actor } from '../actor.ts';
import { recordChange } from '../audit.ts';
import type { MemberChange } from '../contract.ts';
import { lockMember, markLeft, updateMember } from '../queries/members.ts';
import { assertTeam } from '../queries/teams.ts';

/**
 * Changes a member's role or team. Throws `not_found`, or `conflict` where nobody would administer the workspace any more.
 */
export function changeMember(app: Db, actor: Actor, userId: string, change: MemberChange): Promise<void> {
  return inWorkspace(app, actor.workspace_id, async (tx) => {
    const { is_last_administrator, ...before } = await lockMember(tx, userId);
    if (change.team_id) await assertTeam(tx, change.team_id);
    const after = { ...before, ...change };
    if (is_last_administrator && after.role !== 'administrator') throw lastAdministrator(userId);
    await updateMember(tx, userId, after);
    await recordChange(tx, actor, {
      action: 'member.changed',
      subject_kind: 'member',
      subject_id: userId,
      before,
      after,
    });
  });
}

/** Removes somebody from the workspace; they may still belong to others. Throws as `changeMember` does. */
export function removeMember(app: Db, actor: Actor, userId: string, now: number): Promise<void> {
  return inWorkspace(app, actor.workspace_id, async (tx) => {
    const { is_last_administrator, ...before } = await lockMember(tx, userId);
    if (is_last_administrator) throw lastAdministrator(userId);
    await markLeft(tx, userId, now);
    await recordChange(tx, actor, { action: 'member.removed', subject_kind: 'member', subject_id: userId, before });
  });
}

function lastAdministrator(userId: string): AppError {
  return new AppError('conflict', `${userId} is the last administrator: make somebody else one first`, {
    detail: { reason: 'last_administrator' },
  });
}
