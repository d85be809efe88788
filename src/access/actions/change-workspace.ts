import { type Db, inWorkspace } from '../../base/db.ts';
import type { Actor } from '../actor.ts';
import { recordChange } from '../audit.ts';
import type { Workspace, WorkspaceChange } from '../contract.ts';
import { getWorkspace, updateWorkspace } from '../queries/workspaces.ts';

/** Changes name, time zone, language or what salespeople see; returns the workspace as it is then. */
export function changeWorkspace(app: Db, actor: Actor, change: WorkspaceChange): Promise<Workspace> {
  return inWorkspace(app, actor.workspace_id, async (tx) => {
    const before = await getWorkspace(tx);
    const after = { ...before, ...change };
    await updateWorkspace(tx, after);
    const subject = { subject_kind: 'workspace', subject_id: actor.workspace_id };
    await recordChange(tx, actor, { action: 'workspace.changed', ...subject, before, after });
    return after;
  });
}
