import { z } from 'zod';
import { inWorkspace, type Tx } from '../../base/db.ts';
import { enqueue } from '../../base/jobs.ts';
import type { RegisterRoutes } from '../../base/step.ts';
import { Distribution, DraftBody, ModelList, ModelVersion, Rescoring, VersionList, VersionParams } from './contract.ts';
import { countsLast } from './count-terms.ts';
import { countTermsJob, rescoreJob } from './jobs.ts';
import { addLabRoutes } from './lab/routes.ts';
import { addModelRoutes } from './models/routes.ts';
import { addProfileRoutes } from './profiles/routes.ts';
import { makeLive, saveDraft } from './publish.ts';
import { addSignalRoutes } from './signal-matches/routes.ts';
import { addValidityRoutes } from './validity/routes.ts';
import { getVersion, listModels, listVersions, readDistribution, readRescoring } from './views.ts';
import { addWonRoutes } from './won/routes.ts';

const ModelParams = VersionParams.pick({ model_id: true });
const Publication = VersionParams.extend({ version: z.coerce.number().int().positive() });

/** Models: what is live, what it does to whom, drafts and publishing. */
export const routes: RegisterRoutes = (app, context) => {
  const { db } = context;
  addProfileRoutes(app, context);
  addValidityRoutes(app, context);
  addWonRoutes(app, context);
  addSignalRoutes(app, context);
  addLabRoutes(app, context);
  addModelRoutes(app, context);
  const reading = { config: { permission: 'scoring.read' } } as const;
  const writing = { config: { permission: 'scoring.write' } } as const;
  const within = <T>(workspaceId: number, work: (tx: Tx) => Promise<T>) => inWorkspace(db.app, workspaceId, work);

  app.get('/api/models', { ...reading, schema: { response: { 200: ModelList } } }, ({ actor }) =>
    within(actor.workspace_id, async (tx) => ({ models: await listModels(tx, actor.workspace_id) })),
  );

  app.get(
    '/api/models/:model_id/versions',
    { ...reading, schema: { params: ModelParams, response: { 200: VersionList } } },
    ({ actor, params }) =>
      within(actor.workspace_id, async (tx) => ({
        versions: await listVersions(tx, actor.workspace_id, params.model_id),
      })),
  );

  app.get(
    '/api/models/:model_id/versions/:version',
    { ...reading, schema: { params: VersionParams, response: { 200: ModelVersion } } },
    ({ actor: { workspace_id }, params }) =>
      within(workspace_id, async (tx) => {
        const found = await getVersion(tx, workspace_id, params.model_id, params.version);
        const countedAt = found.counts ? Date.parse(found.counts.counted_at) : 0;
        if (found.is_live && countedAt < Date.now() - countsLast) {
          await enqueue(tx, countTermsJob, { workspace_id }, { key: `count-terms:${workspace_id}` });
        }
        return found;
      }),
  );

  app.get(
    '/api/models/:model_id/distribution',
    { ...reading, schema: { params: ModelParams, response: { 200: Distribution } } },
    ({ actor, params }) =>
      within(actor.workspace_id, (tx) => readDistribution(tx, actor.workspace_id, params.model_id)),
  );

  app.get(
    '/api/models/:model_id/rescoring',
    { ...reading, schema: { params: ModelParams, response: { 200: Rescoring } } },
    ({ actor, params }) => within(actor.workspace_id, (tx) => readRescoring(tx, actor.workspace_id, params.model_id)),
  );

  app.put(
    '/api/models/:model_id/draft',
    { ...writing, schema: { params: ModelParams, body: DraftBody, response: { 200: ModelVersion } } },
    ({ actor, params, body }) =>
      within(actor.workspace_id, async (tx) => {
        const { version } = await saveDraft(
          tx,
          actor.workspace_id,
          actor,
          params.model_id,
          body.document,
          body.note ?? null,
          { over: typeof body.over === 'string' ? Date.parse(body.over) : body.over },
        );
        return getVersion(tx, actor.workspace_id, params.model_id, version);
      }),
  );

  app.post(
    '/api/models/:model_id/versions/:version/publish',
    { ...writing, schema: { params: Publication, response: { 200: ModelVersion } } },
    ({ actor, params: { model_id, version } }) =>
      within(actor.workspace_id, async (tx) => {
        const { workspace_id } = actor;
        const { new_signal_ids } = await makeLive(tx, workspace_id, actor, model_id, version, Date.now());
        await enqueue(tx, rescoreJob, { workspace_id, model_id, new_signal_ids }, { queue: `rescore-${workspace_id}` });
        return getVersion(tx, workspace_id, model_id, version);
      }),
  );
};
