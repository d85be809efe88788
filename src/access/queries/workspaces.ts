import { sql } from 'kysely';
import type { Db, Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import type { Workspace } from '../contract.ts';
import { SalespeopleSee } from '../contract.ts';

export type WorkspaceRow = Pick<Workspace, 'name' | 'kind' | 'time_zone' | 'language'>;

/** The number of a workspace that is about to be made. It is made inside itself, as row-level security asks. */
export async function takeWorkspaceId(app: Db): Promise<number> {
  const { rows } = await sql<{ id: number }>`select nextval('workspace_workspace_id_seq') as id`.execute(app);
  return (rows as [{ id: number }])[0].id;
}

/** Makes the workspace that the transaction is in already. */
export async function insertWorkspace(tx: Tx, workspaceId: number, row: WorkspaceRow): Promise<void> {
  await sql`
    insert into workspace (workspace_id, name, kind, time_zone, language) overriding system value
    values (${workspaceId}, ${row.name}, ${row.kind}, ${row.time_zone}, ${row.language})`.execute(tx);
}

/** The transaction's workspace with its settings of access; others' settings beside them are not shown. */
export async function getWorkspace(tx: Tx): Promise<Workspace> {
  const { rows } = await sql<Workspace & { salespeople_see: unknown }>`
    select workspace_id, name, kind, time_zone, language, settings -> 'salespeople_see' as salespeople_see
    from workspace where workspace_id = plumb_workspace()`.execute(tx);
  if (rows[0] === undefined) throw new AppError('not_found', 'There is no such workspace');
  return { ...rows[0], salespeople_see: SalespeopleSee.catch('all').parse(rows[0].salespeople_see) };
}

/** Writes the whole of what `getWorkspace` shows and leaves other settings as they are. */
export async function updateWorkspace(tx: Tx, workspace: Workspace): Promise<void> {
  const settings = JSON.stringify({ salespeople_see: workspace.salespeople_see });
  await sql`
    update workspace set name = ${workspace.name}, time_zone = ${workspace.time_zone}, language = ${workspace.language},
      settings = settings || ${settings}::jsonb
    where workspace_id = plumb_workspace()`.execute(tx);
}
