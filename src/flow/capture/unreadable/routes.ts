import { z } from 'zod';
import { recordChange } from '../../../access/audit.ts';
import { inWorkspace } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { notifyLive } from '../../../base/live.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import {
  DismissAnswer,
  ReplayAnswer,
  Unreadable,
  UnreadableChoice,
  UnreadableList,
  UnreadableQuery,
} from '../contract.ts';
import type { Intake } from '../intake.ts';
import { dismissWaiting, findUnreadable, listUnreadable } from './queries.ts';
import { replayUnreadable } from './replay.ts';

const tags = ['unreadable'];
const Params = z.object({ unreadable_id: z.coerce.number().int() });

/** Adds the routes for what could not be understood: to see it, read it again, or put it aside. */
export function addUnreadableRoutes(app: App, { db }: RouteContext, intake: Intake): void {
  app.get(
    '/api/unreadable',
    {
      config: { permission: 'sources.read' },
      schema: {
        summary: 'List what could not be understood',
        tags,
        querystring: UnreadableQuery,
        response: { 200: UnreadableList },
      },
    },
    ({ actor: { workspace_id }, query }) =>
      inWorkspace(db.app, workspace_id, (tx) => listUnreadable(tx, workspace_id, query)),
  );

  app.get(
    '/api/unreadable/:unreadable_id',
    {
      config: { permission: 'sources.read' },
      schema: { summary: 'See one of them whole', tags, params: Params, response: { 200: Unreadable } },
    },
    async ({ actor: { workspace_id }, params: { unreadable_id } }) => {
      const found = await inWorkspace(db.app, workspace_id, (tx) => findUnreadable(tx, workspace_id, unreadable_id));
      if (!found) throw new AppError('not_found', `Unreadable ${unreadable_id}: expected one of this workspace`);
      return found;
    },
  );

  app.post(
    '/api/unreadable/replay',
    {
      config: { permission: 'sources.write' },
      schema: { summary: 'Read them again', tags, body: UnreadableChoice, response: { 200: ReplayAnswer } },
    },
    async ({ actor, body }) => {
      const answer = await replayUnreadable(db.app, intake, actor.workspace_id, body, Date.now());
      await inWorkspace(db.app, actor.workspace_id, (tx) =>
        recordChange(tx, actor, {
          action: 'unreadable.replayed',
          subject_kind: 'unreadable',
          after: { ...body, ...answer },
        }),
      );
      return answer;
    },
  );

  app.post(
    '/api/unreadable/dismiss',
    {
      config: { permission: 'sources.write' },
      schema: { summary: 'Put them aside', tags, body: UnreadableChoice, response: { 200: DismissAnswer } },
    },
    ({ actor, body }) =>
      inWorkspace(db.app, actor.workspace_id, async (tx) => {
        const dismissed = await dismissWaiting(tx, actor.workspace_id, body, Date.now());
        await recordChange(tx, actor, {
          action: 'unreadable.dismissed',
          subject_kind: 'unreadable',
          after: { ...body, dismissed },
        });
        await notifyLive(tx, { topic: 'unreadable' });
        return { dismissed };
      }),
  );
}
