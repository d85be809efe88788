import { z } from 'zod';
import { getWorkspace, removeWorkspace } from '../src/access/index.ts';
import { listMemberships } from '../src/access/queries/memberships.ts';
import { inWorkspace } from '../src/base/db.ts';
import { AppError } from '../src/base/errors.ts';
import { defineJob, enqueue } from '../src/base/jobs.ts';
import type { RegisterRoutes, Step } from '../src/base/step.ts';
import { createDemoWorkspace, loadDemo, readProgress } from './load.ts';

/** As many people as somebody who explores wants to see, and a browser request may ask for. */
const NewDemo = z.object({ people: z.int().min(500).max(100_000).default(5_000) });
const Demo = z.object({ workspace_id: z.int(), people: z.int(), people_done: z.int() });
const DemoParams = z.object({ workspace_id: z.coerce.number().int().positive() });

const loadDemoJob = defineJob(
  'demo.load',
  z.object({ workspace_id: z.int() }),
  async ({ db, signal, log }, { workspace_id }) => {
    await loadDemo(db.app, workspace_id, signal, ({ people_done, people }) =>
      log.debug({ people_done, people }, 'Filling the demo company'),
    );
    if (signal.aborted)
      throw new AppError('unavailable', 'Plumb is stopping: the demo company is filled further at the next start');
  },
);

/** The demo company: a workspace of its own, made and removed with one click, never mixed with real data. */
const routes: RegisterRoutes = (app, { db }) => {
  app.post(
    '/api/demo',
    { config: { permission: 'workspaces.write' }, schema: { body: NewDemo, response: { 201: Demo } } },
    async ({ actor, body }, reply) => {
      if (actor.user_id === null)
        throw new AppError('forbidden', 'A key cannot make a demo company: expected a signed-in user');
      const { language, time_zone } = await inWorkspace(db.app, actor.workspace_id, getWorkspace);
      const plan = { people: body.people, until: Date.now() };
      const workspaceId = await createDemoWorkspace(db.app, plan, actor.user_id, language, time_zone);
      await inWorkspace(db.app, workspaceId, (tx) => enqueue(tx, loadDemoJob, { workspace_id: workspaceId }));
      reply.code(201);
      return { workspace_id: workspaceId, people: plan.people, people_done: 0 };
    },
  );

  app.get(
    '/api/demo',
    { config: { permission: 'people.read' }, schema: { response: { 200: z.object({ demo: Demo.nullable() }) } } },
    async ({ actor: { workspace_id } }) => {
      const progress = await readProgress(db.app, workspace_id);
      return { demo: progress ? { workspace_id, ...progress } : null };
    },
  );

  app.delete(
    '/api/demo/:workspace_id',
    { config: { permission: 'workspaces.write' }, schema: { params: DemoParams, response: { 204: z.null() } } },
    async ({ actor, params }, reply) => {
      const mine = actor.user_id === null ? [] : await listMemberships(db.app, actor.user_id);
      if (!mine.some((each) => each.workspace_id === params.workspace_id)) {
        throw new AppError('not_found', `Workspace ${params.workspace_id}: none of yours`);
      }
      await removeWorkspace(db, params.workspace_id, 'demo');
      reply.code(204);
      return null;
    },
  );
};

/** The last step, which is none of the data's way: it plays the world outside. */
export const demo: Step = { name: 'demo', routes, jobs: [loadDemoJob] };
