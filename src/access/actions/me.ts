import { type Db, inWorkspace } from '../../base/db.ts';
import { chooseWorkspace } from '../choose-workspace.ts';
import type { Me, MyChange } from '../contract.ts';
import { rolePermissions } from '../permissions.ts';
import { listMemberships } from '../queries/memberships.ts';
import { getUser, updateUser } from '../queries/users.ts';
import { getWorkspace } from '../queries/workspaces.ts';

/** Who one is, where, and what one may do there. Throws `forbidden` for a workspace that is not the user's. */
export async function readMe(app: Db, userId: string, requestedWorkspace: string | undefined): Promise<Me> {
  const { last_workspace_id, ...user } = await getUser(app, userId);
  const memberships = await listMemberships(app, userId);
  const member = chooseWorkspace(memberships, requestedWorkspace, last_workspace_id);
  const workspaces = memberships.map(({ workspace_id, name, kind, role }) => ({ workspace_id, name, kind, role }));
  if (!member) return { user, workspace: null, role: null, permissions: [], workspaces };
  const workspace = await inWorkspace(app, member.workspace_id, getWorkspace);
  return { user, workspace, role: member.role, permissions: [...rolePermissions[member.role]], workspaces };
}

/** Changes one's name and preferences. Throws `forbidden` for a workspace to begin with that is not the user's. */
export async function changeMe(app: Db, userId: string, change: MyChange): Promise<void> {
  const { last_workspace_id: chosen } = change;
  if (chosen !== undefined) chooseWorkspace(await listMemberships(app, userId), String(chosen), null);
  await updateUser(app, userId, change);
}
