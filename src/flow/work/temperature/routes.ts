import { inWorkspace } from '../../../base/db.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import {
  Cooling,
  CoolingChange,
  EndedTemperatures,
  PersonParams,
  TemperatureAnswer,
  TemperatureBody,
  TemperatureParams,
} from '../contract.ts';
import { loadListContext } from '../views/list-context.ts';
import { changeCooling, endTemperature, restoreTemperature, setTemperature } from './actions.ts';

const tags = ['people'];
const writing = { permission: 'people.write' } as const;

/** Adds the routes of how warm leads are: said by hand, and cooled by silence. */
export function addTemperatureRoutes(app: App, { db }: RouteContext): void {
  app.post(
    '/api/people/:person_id/temperature',
    {
      config: writing,
      schema: {
        summary: 'Say by hand how warm a lead is',
        tags,
        params: PersonParams,
        body: TemperatureBody,
        response: { 201: TemperatureAnswer },
      },
    },
    async ({ actor, params, body }, reply) => {
      const temperature_id = await inWorkspace(db.app, actor.workspace_id, (tx) =>
        setTemperature(tx, actor, params.person_id, body, Date.now()),
      );
      return reply.code(201).send({ temperature_id });
    },
  );

  app.delete(
    '/api/people/:person_id/temperature',
    {
      config: writing,
      schema: {
        summary: 'Let the points say how warm a lead is',
        tags,
        params: PersonParams,
        response: { 200: EndedTemperatures },
      },
    },
    async ({ actor, params }) => ({
      temperature_ids: await inWorkspace(db.app, actor.workspace_id, (tx) =>
        endTemperature(tx, actor, params.person_id, undefined, Date.now()),
      ),
    }),
  );

  app.post(
    '/api/people/:person_id/temperature/restore',
    {
      config: writing,
      schema: {
        summary: 'Take back that things said by hand were ended: they hold again as if nobody had',
        tags,
        params: PersonParams,
        body: EndedTemperatures,
      },
    },
    async ({ actor, params, body }, reply) => {
      await inWorkspace(db.app, actor.workspace_id, (tx) =>
        restoreTemperature(tx, actor, params.person_id, body.temperature_ids, Date.now()),
      );
      return reply.code(204).send();
    },
  );

  app.delete(
    '/api/people/:person_id/temperature/:temperature_id',
    {
      config: writing,
      schema: {
        summary: 'End one thing said by hand; what was said before it holds again',
        tags,
        params: TemperatureParams,
      },
    },
    async ({ actor, params }, reply) => {
      await inWorkspace(db.app, actor.workspace_id, (tx) =>
        endTemperature(tx, actor, params.person_id, params.temperature_id, Date.now()),
      );
      return reply.code(204).send();
    },
  );

  app.get(
    '/api/cooling',
    {
      config: { permission: 'people.read' },
      schema: { summary: 'After how many days of silence leads cool', tags: ['leads'], response: { 200: Cooling } },
    },
    ({ actor }) =>
      inWorkspace(db.app, actor.workspace_id, async (tx) => {
        const { vocabulary, cooling } = await loadListContext(tx, actor, Date.now());
        return {
          bands: vocabulary.bands.map(({ value, label }) => ({
            band: value,
            name: label ?? null,
            days: cooling.days.get(value) ?? null,
          })),
        };
      }),
  );

  app.put(
    '/api/cooling',
    {
      config: { permission: 'settings.write' },
      schema: { summary: 'Say after how many days of silence leads cool', tags: ['leads'], body: CoolingChange },
    },
    async ({ actor, body }, reply) => {
      await inWorkspace(db.app, actor.workspace_id, (tx) => changeCooling(tx, actor, body.bands, Date.now()));
      return reply.code(204).send();
    },
  );
}
