import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import type { SavedView, ViewDefinition } from '../contract.ts';

/** A saved view as stored; `owner_id` null means that everybody has it. */
export type SavedViewRow = Pick<SavedView, 'saved_view_id' | 'key' | 'name' | 'position' | 'definition'> & {
  owner_id: string | null;
};

const columns = sql.raw('v.saved_view_id, v.key, v.name, v.owner_id, v.position, v.definition');

/** The views that everybody has and the user's own, in the order of their tabs. */
export async function listViews(tx: Tx, workspaceId: number, userId: string | null): Promise<SavedViewRow[]> {
  const { rows } = await sql<SavedViewRow>`
    select ${columns} from saved_view v
    where v.workspace_id = ${workspaceId} and (v.owner_id is null or v.owner_id = ${userId})
    order by v.position, v.saved_view_id`.execute(tx);
  return rows;
}

/** One of the views that the user has; undefined when there is none, or it is somebody else's own. */
export async function findView(
  tx: Tx,
  workspaceId: number,
  userId: string | null,
  savedViewId: number,
): Promise<SavedViewRow | undefined> {
  const { rows } = await sql<SavedViewRow>`
    select ${columns} from saved_view v
    where v.workspace_id = ${workspaceId} and v.saved_view_id = ${savedViewId}
      and (v.owner_id is null or v.owner_id = ${userId})
    for update`.execute(tx);
  return rows[0];
}

type NewRow = { key: string | null; name: string; owner_id: string | null; definition: ViewDefinition };

/** Adds views behind those that are there. */
export async function insertViews(tx: Tx, workspaceId: number, views: NewRow[]): Promise<SavedViewRow[]> {
  const { rows } = await sql<SavedViewRow>`
    insert into saved_view as v (workspace_id, key, name, owner_id, definition, position)
    select ${workspaceId}::int, g.key, g.name, g.owner_id, g.definition,
      g.place + (select coalesce(max(o.position), 0) from saved_view o where o.workspace_id = ${workspaceId})
    from rows from (json_to_recordset(${JSON.stringify(views)}::json)
      as (key text, name text, owner_id text, definition jsonb)) with ordinality as g (key, name, owner_id, definition, place)
    returning ${columns}`.execute(tx);
  return rows;
}

/** Writes a view that is there. */
export async function updateView(tx: Tx, workspaceId: number, view: SavedViewRow): Promise<void> {
  await sql`
    update saved_view v
    set name = ${view.name}, owner_id = ${view.owner_id}, position = ${view.position}, key = ${view.key},
        definition = ${JSON.stringify(view.definition)}::jsonb
    where v.workspace_id = ${workspaceId} and v.saved_view_id = ${view.saved_view_id}`.execute(tx);
}

/** Removes a view. */
export async function deleteView(tx: Tx, workspaceId: number, savedViewId: number): Promise<void> {
  await sql`
    delete from saved_view v where v.workspace_id = ${workspaceId} and v.saved_view_id = ${savedViewId}`.execute(tx);
}
