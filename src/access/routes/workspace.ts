import { inWorkspace } from '../../base/db.ts';
import type { App } from '../../base/step.ts';
import { changeWorkspace } from '../actions/change-workspace.ts';
import { AuditList, AuditQuery, Workspace, WorkspaceChange } from '../contract.ts';
import { getWorkspace } from '../queries/workspaces.ts';
import { listAuditEntries } from '../views.ts';
import type { AccessContext } from './context.ts';

const tags = ['workspace'];

/** The workspace's settings, and who changed what in it. */
export function addWorkspaceRoutes(server: App, { app }: AccessContext): void {
  server.get(
    '/api/workspace',
    { config: { permission: 'signed_in' }, schema: { summary: 'The workspace', tags, response: { 200: Workspace } } },
    ({ actor }) => inWorkspace(app, actor.workspace_id, getWorkspace),
  );

  server.patch(
    '/api/workspace',
    {
      config: { permission: 'settings.write' },
      schema: { summary: 'Change the workspace’s settings', tags, body: WorkspaceChange, response: { 200: Workspace } },
    },
    ({ actor, body }) => changeWorkspace(app, actor, body),
  );

  server.get(
    '/api/audit',
    {
      config: { permission: 'audit.read' },
      schema: { summary: 'Who changed what', tags, querystring: AuditQuery, response: { 200: AuditList } },
    },
    ({ actor, query }) => inWorkspace(app, actor.workspace_id, (tx) => listAuditEntries(tx, query)),
  );
}
