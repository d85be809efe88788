import type { App, RouteContext } from '../../../base/step.ts';
import { loadContext } from '../../identity/index.ts';
import { inLab } from '../lab/in-lab.ts';
import { MatchesAnswer, MatchesBody, TouchPropertiesAnswer, TouchValuesAnswer, TouchValuesQuery } from './contract.ts';
import { listTouchProperties, listTouchValues, matchSignal } from './queries.ts';

const tags = ['scoring'];
const reading = { permission: 'scoring.read' } as const;

/** Adds the routes of defining a signal: which touches it would count, and what touches carry. */
export function addSignalRoutes(app: App, { db }: RouteContext): void {
  app.post(
    '/api/signals/matches',
    {
      config: reading,
      schema: {
        summary: 'The touches of the last 30 days that a signal would count',
        tags,
        body: MatchesBody,
        response: { 200: MatchesAnswer },
      },
    },
    ({ actor: { workspace_id }, body }) =>
      inLab(db.app, workspace_id, async (tx) => {
        const { time_zone } = await loadContext(tx, workspace_id);
        return matchSignal(tx, workspace_id, body.when, time_zone, Date.now());
      }),
  );

  app.get(
    '/api/signals/values',
    {
      config: reading,
      schema: {
        summary: 'Values that a field of touches had lately',
        tags,
        querystring: TouchValuesQuery,
        response: { 200: TouchValuesAnswer },
      },
    },
    ({ actor: { workspace_id }, query }) =>
      inLab(db.app, workspace_id, async (tx) => ({
        values: await listTouchValues(tx, workspace_id, query, Date.now()),
      })),
  );

  app.get(
    '/api/signals/properties',
    {
      config: reading,
      schema: { summary: 'Properties that touches carried lately', tags, response: { 200: TouchPropertiesAnswer } },
    },
    ({ actor: { workspace_id } }) =>
      inLab(db.app, workspace_id, async (tx) => ({
        properties: await listTouchProperties(tx, workspace_id, Date.now()),
      })),
  );
}
