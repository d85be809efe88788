import { inWorkspace } from '../../../base/db.ts';
import type { RegisterRoutes } from '../../../base/step.ts';
import { changeValidityRule, makeValidityRule, orderValidityRules } from './change.ts';
import {
  NewValidityRule,
  ValidityRuleAnswer,
  ValidityRuleChange,
  ValidityRuleList,
  ValidityRuleOrder,
  ValidityRuleParams,
} from './contract.ts';
import { listValidityRules } from './queries.ts';

/** Adds the routes of what a valid lead must fulfil. */
export const addValidityRoutes: RegisterRoutes = (app, { db }) => {
  const tags = ['scoring'];
  const writing = { permission: 'scoring.write' } as const;

  app.get(
    '/api/validity-rules',
    {
      config: { permission: 'scoring.read' },
      schema: {
        summary: 'Validity rules, with how many do not fulfil each',
        tags,
        response: { 200: ValidityRuleList },
      },
    },
    ({ actor }) => inWorkspace(db.app, actor.workspace_id, (tx) => listValidityRules(tx, actor, Date.now())),
  );

  app.post(
    '/api/validity-rules',
    {
      config: writing,
      schema: { summary: 'Make a validity rule', tags, body: NewValidityRule, response: { 201: ValidityRuleAnswer } },
    },
    async ({ actor, body }, reply) => {
      const made = await inWorkspace(db.app, actor.workspace_id, (tx) =>
        makeValidityRule(tx, actor.workspace_id, actor, body),
      );
      return reply.code(201).send(made);
    },
  );

  app.patch(
    '/api/validity-rules/:validity_rule_id',
    {
      config: writing,
      schema: {
        summary: 'Change, archive or bring back a validity rule',
        tags,
        params: ValidityRuleParams,
        body: ValidityRuleChange,
        response: { 200: ValidityRuleAnswer },
      },
    },
    ({ actor, params, body }) =>
      inWorkspace(db.app, actor.workspace_id, (tx) =>
        changeValidityRule(tx, actor.workspace_id, actor, params.validity_rule_id, body),
      ),
  );

  app.put(
    '/api/validity-rules/order',
    {
      config: writing,
      schema: { summary: 'Put validity rules into another order', tags, body: ValidityRuleOrder },
    },
    async ({ actor, body }, reply) => {
      await inWorkspace(db.app, actor.workspace_id, (tx) =>
        orderValidityRules(tx, actor.workspace_id, actor, body.validity_rule_ids),
      );
      return reply.code(204).send();
    },
  );
};
