import { inWorkspace } from '../../../base/db.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import { changeView, createView, readViews, removeView } from '../actions/change-views.ts';
import { NewSavedView, SavedView, SavedViewChange, SavedViewList, SavedViewParams } from '../contract.ts';

const tags = ['views'];
/** Own views are everybody's right; those that all have take `views.share`, which is asked for where it is known. */
const reading = { permission: 'people.read' } as const;

/** Adds the routes of saved views. */
export function addViewRoutes(app: App, { db }: RouteContext): void {
  app.get(
    '/api/views',
    {
      config: reading,
      schema: { summary: 'The saved views that everybody has, and your own', tags, response: { 200: SavedViewList } },
    },
    ({ actor }) => inWorkspace(db.app, actor.workspace_id, async (tx) => ({ views: await readViews(tx, actor) })),
  );

  app.post(
    '/api/views',
    {
      config: reading,
      schema: { summary: 'Save a view', tags, body: NewSavedView, response: { 201: SavedView } },
    },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return inWorkspace(db.app, actor.workspace_id, (tx) => createView(tx, actor, body));
    },
  );

  app.patch(
    '/api/views/:saved_view_id',
    {
      config: reading,
      schema: {
        summary: 'Change a saved view',
        tags,
        params: SavedViewParams,
        body: SavedViewChange,
        response: { 200: SavedView },
      },
    },
    ({ actor, params, body }) =>
      inWorkspace(db.app, actor.workspace_id, (tx) => changeView(tx, actor, params.saved_view_id, body)),
  );

  app.delete(
    '/api/views/:saved_view_id',
    { config: reading, schema: { summary: 'Remove a saved view', tags, params: SavedViewParams } },
    async ({ actor, params }, reply) => {
      await inWorkspace(db.app, actor.workspace_id, (tx) => removeView(tx, actor, params.saved_view_id));
      return reply.code(204).send();
    },
  );
}
