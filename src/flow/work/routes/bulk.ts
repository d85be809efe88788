import { inWorkspace } from '../../../base/db.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import { changeMany } from '../actions/change-many.ts';
import { undoMany } from '../actions/undo-many.ts';
import { BulkAnswer, BulkParams, BulkRequest, BulkUndoAnswer } from '../contract.ts';

const tags = ['leads'];
/** What the action itself takes is asked for where it is known. */
const writing = { permission: 'people.write' } as const;

/** Adds the routes of changes over many people. */
export function addBulkRoutes(app: App, { db }: RouteContext): void {
  app.post(
    '/api/leads/bulk',
    {
      config: writing,
      schema: {
        summary: 'Change many leads at once; can be undone',
        tags,
        body: BulkRequest,
        response: { 200: BulkAnswer },
      },
    },
    ({ actor, body }) => inWorkspace(db.app, actor.workspace_id, (tx) => changeMany(tx, actor, body, Date.now())),
  );

  app.post(
    '/api/leads/bulk/:bulk_change_id/undo',
    {
      config: writing,
      schema: {
        summary: 'Undo a change over many leads, except where somebody changed one since',
        tags,
        params: BulkParams,
        response: { 200: BulkUndoAnswer },
      },
    },
    ({ actor, params }) =>
      inWorkspace(db.app, actor.workspace_id, (tx) => undoMany(tx, actor, params.bulk_change_id, Date.now())),
  );
}
