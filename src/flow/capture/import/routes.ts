import { Readable } from 'node:stream';
import { z } from 'zod';
import { inWorkspace } from '../../../base/db.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import { changeImport, forgetImport, getPreview } from './actions/change-import.ts';
import { cancelImport, startCheck, startImport } from './actions/start-import.ts';
import { uploadImport } from './actions/upload-import.ts';
import {
  Import,
  ImportChange,
  ImportList,
  ImportPreview,
  ImportQuery,
  RejectList,
  RejectQuery,
  UploadQuery,
} from './contract.ts';
import { enqueueCheck, enqueueRun } from './jobs.ts';
import { addMappingRoutes } from './mapping-routes.ts';
import { getImport, listImports, listRejects } from './queries.ts';
import { writeRejects } from './write-rejects.ts';

const tags = ['imports'];
const config = { permission: 'imports.run' } as const;
const Params = z.object({ import_id: z.coerce.number().int() });

/** Adds the routes of imports: upload, look, correct, dry run, run, and the rows that were rejected. */
export async function addImportRoutes(app: App, { db, maxUploadBytes }: RouteContext): Promise<void> {
  await app.register(async (plain) => addUploadRoute(plain as App));
  addMappingRoutes(app, db.app);

  app.get(
    '/api/imports',
    { config, schema: { summary: 'List imports', tags, querystring: ImportQuery, response: { 200: ImportList } } },
    ({ actor: { workspace_id }, query }) =>
      inWorkspace(db.app, workspace_id, (tx) => listImports(tx, workspace_id, query)),
  );

  app.get(
    '/api/imports/:import_id',
    { config, schema: { summary: 'See an import', tags, params: Params, response: { 200: Import } } },
    ({ actor: { workspace_id }, params: { import_id } }) =>
      inWorkspace(db.app, workspace_id, (tx) => getImport(tx, workspace_id, import_id)),
  );

  app.get(
    '/api/imports/:import_id/preview',
    {
      config,
      schema: {
        summary: 'See the first rows and what they seem to hold',
        tags,
        params: Params,
        response: { 200: ImportPreview },
      },
    },
    ({ actor, params }) => getPreview(db.app, actor.workspace_id, params.import_id),
  );

  app.patch(
    '/api/imports/:import_id',
    {
      config,
      schema: {
        summary: 'Correct layout, mapping or source',
        tags,
        params: Params,
        body: ImportChange,
        response: { 200: Import },
      },
    },
    ({ actor, params, body }) => changeImport(db.app, actor.workspace_id, params.import_id, body),
  );

  app.post(
    '/api/imports/:import_id/check',
    { config, schema: { summary: 'Begin a dry run', tags, params: Params, response: { 202: Import } } },
    async ({ actor: { workspace_id }, params: { import_id } }, reply) => {
      const started = await startCheck(db.app, workspace_id, import_id, (tx) =>
        enqueueCheck(tx, { workspace_id, import_id }),
      );
      return reply.code(202).send(started);
    },
  );

  app.post(
    '/api/imports/:import_id/start',
    { config, schema: { summary: 'Begin the import, or go on', tags, params: Params, response: { 202: Import } } },
    async ({ actor, params: { import_id } }, reply) => {
      const { workspace_id } = actor;
      const enqueue = (tx: Parameters<typeof enqueueRun>[0]) => enqueueRun(tx, { workspace_id, import_id });
      return reply.code(202).send(await startImport(db.app, workspace_id, actor, import_id, enqueue));
    },
  );

  app.post(
    '/api/imports/:import_id/cancel',
    { config, schema: { summary: 'Stop a dry run or an import', tags, params: Params, response: { 200: Import } } },
    ({ actor, params }) => cancelImport(db.app, actor.workspace_id, actor, params.import_id),
  );

  app.delete(
    '/api/imports/:import_id',
    { config, schema: { summary: 'Forget an import; its touches stay', tags, params: Params } },
    async ({ actor, params }, reply) => {
      await forgetImport(db.app, actor.workspace_id, actor, params.import_id);
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/imports/:import_id/rejects',
    {
      config,
      schema: {
        summary: 'List rejected rows',
        tags,
        params: Params,
        querystring: RejectQuery,
        response: { 200: RejectList },
      },
    },
    ({ actor: { workspace_id }, params: { import_id }, query }) =>
      inWorkspace(db.app, workspace_id, async (tx) => {
        await getImport(tx, workspace_id, import_id);
        return listRejects(tx, workspace_id, import_id, { ...query, line_chars: 2_000 });
      }),
  );

  app.get(
    '/api/imports/:import_id/rejects.csv',
    { config, schema: { summary: 'Download rejected rows with the reason beside each', tags, params: Params } },
    async ({ actor: { workspace_id }, params: { import_id } }, reply) => {
      const { file_name } = await inWorkspace(db.app, workspace_id, (tx) => getImport(tx, workspace_id, import_id));
      const name = encodeURIComponent(`rejected ${file_name.replace(/\.[a-z]+$/i, '')}.csv`);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="rejected.csv"; filename*=UTF-8''${name}`)
        .send(Readable.from(writeRejects(db.app, workspace_id, import_id)));
    },
  );

  function addUploadRoute(scope: App): void {
    // The file is the body, whatever it says it is, and is stored as it comes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    scope.post(
      '/api/imports',
      {
        config,
        bodyLimit: maxUploadBytes,
        schema: { summary: 'Upload a file', tags, querystring: UploadQuery, response: { 201: Import } },
      },
      async (request, reply) => {
        const { actor, query, body } = request;
        const stream = body instanceof Readable ? body : Readable.from([]);
        const upload = { ...query, most_bytes: maxUploadBytes };
        return reply.code(201).send(await uploadImport(db.app, actor.workspace_id, actor, upload, stream, Date.now()));
      },
    );
  }
}
