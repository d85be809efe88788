import { z } from 'zod';
import { inWorkspace } from '../../../base/db.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import { Heard, NewSource, Source, SourceChange, SourceDays, SourceDaysQuery, SourceList } from '../contract.ts';
import { changeSource, createSource } from './actions.ts';
import { listSourceDays, listSources, readHeard } from './queries.ts';

const tags = ['sources'];
const Params = z.object({ source_id: z.coerce.number().int() });
const ListQuery = z.object({ archived: z.stringbool().default(false) });

/** Adds the routes of sources: the list, their numbers, and whether they are heard. */
export function addSourceRoutes(app: App, { db }: RouteContext): void {
  app.get(
    '/api/sources',
    {
      config: { permission: 'sources.read' },
      schema: { summary: 'List sources', tags, querystring: ListQuery, response: { 200: SourceList } },
    },
    ({ actor: { workspace_id }, query }) =>
      inWorkspace(db.app, workspace_id, async (tx) => ({ sources: await listSources(tx, workspace_id, query) })),
  );

  app.post(
    '/api/sources',
    {
      config: { permission: 'sources.write' },
      schema: { summary: 'Make a source', tags, body: NewSource, response: { 201: Source } },
    },
    async ({ actor, body }, reply) => reply.code(201).send(await createSource(db.app, actor.workspace_id, actor, body)),
  );

  app.patch(
    '/api/sources/:source_id',
    {
      config: { permission: 'sources.write' },
      schema: {
        summary: 'Change or archive a source',
        tags,
        params: Params,
        body: SourceChange,
        response: { 200: Source },
      },
    },
    ({ actor, params, body }) => changeSource(db.app, actor.workspace_id, actor, params.source_id, body),
  );

  app.get(
    '/api/sources/days',
    {
      config: { permission: 'sources.read' },
      schema: {
        summary: 'Touches, people and leads per source and day',
        tags,
        querystring: SourceDaysQuery,
        response: { 200: SourceDays },
      },
    },
    ({ actor: { workspace_id }, query }) =>
      inWorkspace(db.app, workspace_id, async (tx) => ({ days: await listSourceDays(tx, workspace_id, query) })),
  );

  app.get(
    '/api/sources/:source_id/heard',
    {
      config: { permission: 'sources.read' },
      schema: { summary: 'What was heard from a source last', tags, params: Params, response: { 200: Heard } },
    },
    ({ actor: { workspace_id }, params: { source_id } }) =>
      inWorkspace(db.app, workspace_id, (tx) => readHeard(tx, workspace_id, source_id, Date.now())),
  );
}
