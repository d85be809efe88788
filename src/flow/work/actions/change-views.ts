import type { z } from 'zod';
import { type Actor, assertMay, recordChange } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import type { NewSavedView, SavedView, SavedViewChange } from '../contract.ts';
import { defaultViews } from '../default-views.ts';
import { deleteView, findView, insertViews, listViews, type SavedViewRow, updateView } from '../queries/saved-views.ts';

/** The views that somebody has, as they see them. */
export async function readViews(tx: Tx, actor: Actor): Promise<SavedView[]> {
  return (await listViews(tx, actor.workspace_id, actor.user_id)).map((row) => showView(row, actor));
}

/** Makes a view: one's own, or one for everybody, which takes `views.share`. */
export async function createView(tx: Tx, actor: Actor, wanted: z.infer<typeof NewSavedView>): Promise<SavedView> {
  const row = { key: null, name: wanted.name, owner_id: ownerOf(actor, wanted.shared), definition: wanted.definition };
  const [made] = await insertViews(tx, actor.workspace_id, [row]);
  if (!made) throw new AppError('internal', 'A saved view was not kept');
  if (wanted.shared) await recordView(tx, actor, 'view.created', undefined, made);
  await notifyLive(tx, { topic: 'saved_view' });
  return showView(made, actor);
}

/**
 * Changes a view; what is left out stays. A shipped one that gets another name is the workspace's own from then on. Throws
 * `not_found`, or `forbidden` for one that everybody has without `views.share`.
 */
export async function changeView(
  tx: Tx,
  actor: Actor,
  savedViewId: number,
  change: z.infer<typeof SavedViewChange>,
): Promise<SavedView> {
  const before = await getEditable(tx, actor, savedViewId);
  const after: SavedViewRow = {
    ...before,
    name: change.name ?? before.name,
    key: change.name === undefined || change.name === before.name ? before.key : null,
    owner_id: change.shared === undefined ? before.owner_id : ownerOf(actor, change.shared),
    position: change.position ?? before.position,
    definition: change.definition ?? before.definition,
  };
  if (after.owner_id !== null) after.key = null;
  await updateView(tx, actor.workspace_id, after);
  if (before.owner_id === null || after.owner_id === null) await recordView(tx, actor, 'view.changed', before, after);
  await notifyLive(tx, { topic: 'saved_view' });
  return showView(after, actor);
}

/** Removes a view. Throws `not_found` or `forbidden` as `changeView` does. */
export async function removeView(tx: Tx, actor: Actor, savedViewId: number): Promise<void> {
  const before = await getEditable(tx, actor, savedViewId);
  await deleteView(tx, actor.workspace_id, savedViewId);
  if (before.owner_id === null) await recordView(tx, actor, 'view.removed', before, undefined);
  await notifyLive(tx, { topic: 'saved_view' });
}

/** Gives a new workspace the views that it begins with. */
export async function installViews(tx: Tx, workspaceId: number): Promise<void> {
  await insertViews(
    tx,
    workspaceId,
    defaultViews.map((view) => ({ ...view, owner_id: null })),
  );
}

async function getEditable(tx: Tx, actor: Actor, savedViewId: number): Promise<SavedViewRow> {
  const row = await findView(tx, actor.workspace_id, actor.user_id, savedViewId);
  if (!row) throw new AppError('not_found', `Saved view ${savedViewId}: not found among your views`);
  if (row.owner_id === null) assertMay(actor, 'views.share');
  return row;
}

/** Whose a view becomes. A key has no views of its own. */
function ownerOf(actor: Actor, shared: boolean): string | null {
  if (!shared && actor.user_id !== null) return actor.user_id;
  assertMay(actor, 'views.share');
  return null;
}

function showView({ owner_id, ...row }: SavedViewRow, actor: Actor): SavedView {
  return { ...row, shared: owner_id === null, editable: owner_id !== null || actor.permissions.has('views.share') };
}

function recordView(tx: Tx, actor: Actor, action: string, before?: SavedViewRow, after?: SavedViewRow): Promise<void> {
  return recordChange(tx, actor, {
    action,
    subject_kind: 'saved_view',
    subject_id: (after ?? before)?.saved_view_id,
    before,
    after,
  });
}
