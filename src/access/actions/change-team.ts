import { type Db, inWorkspace } from '../../base/db.ts';
import type { Actor } from '../actor.ts';
import { recordChange } from '../audit.ts';
import { assertTeam, deleteTeam, insertTeam, updateTeamName } from '../queries/teams.ts';

/** Makes a team and returns its id. Throws `already_exists` for a name that is taken. */
export function createTeam(app: Db, actor: Actor, name: string): Promise<number> {
  return inWorkspace(app, actor.workspace_id, async (tx) => {
    const teamId = await insertTeam(tx, name);
    await recordChange(tx, actor, {
      action: 'team.created',
      subject_kind: 'team',
      subject_id: teamId,
      after: { name },
    });
    return teamId;
  });
}

/** Renames a team. Throws `not_found` or `already_exists`. */
export function renameTeam(app: Db, actor: Actor, teamId: number, name: string): Promise<void> {
  return inWorkspace(app, actor.workspace_id, async (tx) => {
    const before = { name: await assertTeam(tx, teamId) };
    await updateTeamName(tx, teamId, name);
    const change = { action: 'team.changed', subject_kind: 'team', subject_id: teamId, before, after: { name } };
    await recordChange(tx, actor, change);
  });
}

/** Removes a team; its members stay, without one. Throws `not_found`. */
export function removeTeam(app: Db, actor: Actor, teamId: number): Promise<void> {
  return inWorkspace(app, actor.workspace_id, async (tx) => {
    const before = { name: await assertTeam(tx, teamId) };
    await deleteTeam(tx, teamId);
    await recordChange(tx, actor, { action: 'team.removed', subject_kind: 'team', subject_id: teamId, before });
  });
}
