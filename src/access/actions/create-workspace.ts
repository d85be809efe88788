import { type Db, inWorkspace, type Tx } from '../../base/db.ts';
import { announce } from '../../base/facts.ts';
import { byPlumb, type ChangedBy, recordChange } from '../audit.ts';
import { workspaceCreated } from '../facts.ts';
import { upsertMember } from '../queries/memberships.ts';
import { insertWorkspace, takeWorkspaceId, type WorkspaceRow } from '../queries/workspaces.ts';

export type NewWorkspace = WorkspaceRow & {
  /** The scoring preset to begin with, by its key. */
  preset: string;
};

/** Makes a workspace with an existing user as its administrator, and announces it. Returns its id. */
export async function createWorkspace(
  app: Db,
  workspace: NewWorkspace,
  administratorId: string,
  by: ChangedBy = byPlumb,
): Promise<number> {
  const workspaceId = await takeWorkspaceId(app);
  await inWorkspace(app, workspaceId, (tx) => createWorkspaceWithin(tx, workspaceId, workspace, administratorId, by));
  return workspaceId;
}

/** The same in a transaction that is in the new workspace already. */
export async function createWorkspaceWithin(
  tx: Tx,
  workspaceId: number,
  workspace: NewWorkspace,
  administratorId: string,
  by: ChangedBy,
): Promise<void> {
  await insertWorkspace(tx, workspaceId, workspace);
  await upsertMember(tx, { user_id: administratorId, role: 'administrator', team_id: null });
  await recordChange(tx, by, {
    action: 'workspace.created',
    subject_kind: 'workspace',
    subject_id: workspaceId,
    after: { ...workspace, administrator_id: administratorId },
  });
  const { kind, language, preset } = workspace;
  await announce(tx, workspaceCreated, {
    workspace_id: workspaceId,
    kind,
    language,
    preset,
    administrator_id: administratorId,
  });
}
