import { inWorkspace } from '../../../base/db.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import { VersionParams } from '../contract.ts';
import { addModel, archiveModel, changeModel, listArchived, restoreModel } from './change-model.ts';
import { ArchivedModels, ModelChange, ModelState, NewModel, NewModelAnswer } from './contract.ts';

const ModelParams = VersionParams.pick({ model_id: true });
const tags = ['models'];

/** Adds the routes by which models are made, named, made primary, archived and restored. */
export function addModelRoutes(app: App, { db }: RouteContext): void {
  const config = { permission: 'scoring.write' } as const;

  app.post(
    '/api/models',
    {
      config,
      schema: { summary: 'Make a model beside the others', tags, body: NewModel, response: { 201: NewModelAnswer } },
    },
    async ({ actor, body }, reply) => {
      const made = await inWorkspace(db.app, actor.workspace_id, (tx) => addModel(tx, actor.workspace_id, actor, body));
      return reply.code(201).send(made);
    },
  );

  app.get(
    '/api/models/archived',
    {
      config: { permission: 'scoring.read' },
      schema: { summary: 'Models out of sight', tags, response: { 200: ArchivedModels } },
    },
    ({ actor: { workspace_id } }) =>
      inWorkspace(db.app, workspace_id, async (tx) => ({ models: await listArchived(tx, workspace_id) })),
  );

  app.patch(
    '/api/models/:model_id',
    {
      config,
      schema: {
        summary: 'Rename a model, or make it the primary one',
        tags,
        params: ModelParams,
        body: ModelChange,
        response: { 200: ModelState },
      },
    },
    ({ actor, params, body }) =>
      inWorkspace(db.app, actor.workspace_id, (tx) =>
        changeModel(tx, actor.workspace_id, actor, params.model_id, body),
      ),
  );

  for (const [name, summary, change] of [
    ['archive', 'Take a model out of sight: it scores nobody any more', archiveModel],
    ['restore', 'Bring an archived model back', restoreModel],
  ] as const) {
    app.post(
      `/api/models/:model_id/${name}`,
      { config, schema: { summary, tags, params: ModelParams, response: { 200: ModelState } } },
      ({ actor, params }) =>
        inWorkspace(db.app, actor.workspace_id, (tx) => change(tx, actor.workspace_id, actor, params.model_id)),
    );
  }
}
