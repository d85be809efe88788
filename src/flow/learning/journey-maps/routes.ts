import { inWorkspace } from '../../../base/db.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import { readInTime } from '../../work/index.ts';
import { saveMap } from './change.ts';
import {
  JourneyBody,
  JourneyMap,
  JourneyPeople,
  JourneyProposal,
  PersonJourney,
  PersonParams,
  ProfileParams,
} from './contract.ts';
import { proposeStages } from './propose-stages.ts';
import { getMap } from './queries.ts';
import { readJourneyPeople, readPersonJourney, readSignals } from './views.ts';

const tags = ['learning'];
const reading = { permission: 'scoring.read' } as const;

/** Adds the routes of journey maps: what they say, who is where on them, and on which somebody is. */
export function addJourneyRoutes(app: App, { db }: RouteContext): void {
  app.get(
    '/api/profiles/:profile_id/journey',
    {
      config: reading,
      schema: {
        summary: 'The journey of a profile',
        tags,
        params: ProfileParams,
        response: { 200: JourneyMap },
      },
    },
    ({ actor: { workspace_id }, params }) =>
      inWorkspace(db.app, workspace_id, (tx) => getMap(tx, workspace_id, params.profile_id)),
  );

  app.put(
    '/api/profiles/:profile_id/journey',
    {
      config: { permission: 'scoring.write' },
      schema: {
        summary: 'Keep the stages of a profile’s journey',
        tags,
        params: ProfileParams,
        body: JourneyBody,
        response: { 200: JourneyMap },
      },
    },
    ({ actor, params, body }) =>
      inWorkspace(db.app, actor.workspace_id, (tx) => saveMap(tx, actor, params.profile_id, body, Date.now())),
  );

  app.get(
    '/api/profiles/:profile_id/journey/people',
    {
      config: reading,
      schema: {
        summary: 'How many are at each stage of a journey, and how long they took',
        tags,
        params: ProfileParams,
        response: { 200: JourneyPeople },
      },
    },
    ({ actor, params }) =>
      readInTime(db.app, actor, Date.now(), (tx, context) => readJourneyPeople(tx, context, params.profile_id)),
  );

  app.get(
    '/api/profiles/:profile_id/journey/proposal',
    {
      config: reading,
      schema: {
        summary: 'Stages to begin with, made from the signals that are counted',
        tags,
        params: ProfileParams,
        response: { 200: JourneyProposal },
      },
    },
    ({ actor, params }) =>
      readInTime(db.app, actor, Date.now(), async (tx, context) =>
        proposeStages(await readSignals(tx, context, params.profile_id)),
      ),
  );

  app.get(
    '/api/people/:person_id/journey',
    {
      config: { permission: 'people.read' },
      schema: {
        summary: 'At which stage of which journeys somebody is',
        tags,
        params: PersonParams,
        response: { 200: PersonJourney },
      },
    },
    ({ actor, params }) =>
      readInTime(db.app, actor, Date.now(), (tx, context) => readPersonJourney(tx, context, params.person_id)),
  );
}
