import { inWorkspace } from '../../../base/db.ts';
import type { RegisterRoutes } from '../../../base/step.ts';
import { WonRule, WonRuleBody } from './contract.ts';
import { changeWonRule, readWonRule } from './won-rule.ts';

/** Adds the routes of what counts as won. */
export const addWonRoutes: RegisterRoutes = (app, { db }) => {
  const tags = ['scoring'];

  app.get(
    '/api/won',
    {
      config: { permission: 'scoring.read' },
      schema: { summary: 'Which touches say that somebody bought', tags, response: { 200: WonRule } },
    },
    ({ actor: { workspace_id } }) => inWorkspace(db.app, workspace_id, (tx) => readWonRule(tx, workspace_id)),
  );

  app.put(
    '/api/won',
    {
      config: { permission: 'scoring.write' },
      schema: {
        summary: 'Say which touches mean that somebody bought',
        tags,
        body: WonRuleBody,
        response: { 200: WonRule },
      },
    },
    ({ actor, body }) =>
      inWorkspace(db.app, actor.workspace_id, (tx) => changeWonRule(tx, actor.workspace_id, actor, body.when)),
  );
};
