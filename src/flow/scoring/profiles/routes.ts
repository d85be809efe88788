import { inWorkspace } from '../../../base/db.ts';
import type { RegisterRoutes } from '../../../base/step.ts';
import { changeProfile, makeProfile } from './change.ts';
import { NewProfile, ProfileAnswer, ProfileChange, ProfileList, ProfileParams } from './contract.ts';
import { listProfiles } from './queries.ts';

/** Adds the routes of conditions with a name: the ideal customer profile and personas. */
export const addProfileRoutes: RegisterRoutes = (app, { db }) => {
  const tags = ['scoring'];

  app.get(
    '/api/profiles',
    {
      config: { permission: 'scoring.read' },
      schema: { summary: 'Profiles, with how many people each holds for', tags, response: { 200: ProfileList } },
    },
    ({ actor }) => inWorkspace(db.app, actor.workspace_id, (tx) => listProfiles(tx, actor, Date.now())),
  );

  app.post(
    '/api/profiles',
    {
      config: { permission: 'scoring.write' },
      schema: { summary: 'Make a profile', tags, body: NewProfile, response: { 201: ProfileAnswer } },
    },
    async ({ actor, body }, reply) => {
      const made = await inWorkspace(db.app, actor.workspace_id, (tx) =>
        makeProfile(tx, actor.workspace_id, actor, body),
      );
      return reply.code(201).send(made);
    },
  );

  app.patch(
    '/api/profiles/:profile_id',
    {
      config: { permission: 'scoring.write' },
      schema: {
        summary: 'Change, archive or bring back a profile',
        tags,
        params: ProfileParams,
        body: ProfileChange,
        response: { 200: ProfileAnswer },
      },
    },
    ({ actor, params, body }) =>
      inWorkspace(db.app, actor.workspace_id, (tx) =>
        changeProfile(tx, actor.workspace_id, actor, params.profile_id, body),
      ),
  );
};
