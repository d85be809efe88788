import { z } from 'zod';
import { inWorkspace } from '../../base/db.ts';
import type { RegisterRoutes } from '../../base/step.ts';
import {
  CustomField,
  CustomFieldChange,
  CustomFieldList,
  NewCustomField,
  NewPromotionRule,
  PromotionRule,
} from './contract.ts';
import { changeCustomField, createCustomField, listCustomFields } from './custom-fields.ts';
import { readPromotionRule, setPromotionRule } from './promotion-rule.ts';

const FieldParams = z.object({ field_id: z.coerce.number().int().positive() });

/** Custom fields, and when an interest becomes a lead. */
export const routes: RegisterRoutes = (app, { db }) => {
  app.get(
    '/api/custom-fields',
    { config: { permission: 'people.read' }, schema: { response: { 200: CustomFieldList } } },
    ({ actor }) =>
      inWorkspace(db.app, actor.workspace_id, async (tx) => ({
        fields: await listCustomFields(tx, actor.workspace_id),
      })),
  );

  app.post(
    '/api/custom-fields',
    { config: { permission: 'fields.write' }, schema: { body: NewCustomField, response: { 201: CustomField } } },
    async ({ actor, body }, reply) => {
      reply.code(201);
      return inWorkspace(db.app, actor.workspace_id, (tx) => createCustomField(tx, actor.workspace_id, actor, body));
    },
  );

  app.patch(
    '/api/custom-fields/:field_id',
    {
      config: { permission: 'fields.write' },
      schema: { params: FieldParams, body: CustomFieldChange, response: { 200: CustomField } },
    },
    ({ actor, params, body }) =>
      inWorkspace(db.app, actor.workspace_id, (tx) =>
        changeCustomField(tx, actor.workspace_id, actor, params.field_id, body),
      ),
  );

  app.get(
    '/api/promotion-rule',
    { config: { permission: 'people.read' }, schema: { response: { 200: PromotionRule } } },
    ({ actor }) => inWorkspace(db.app, actor.workspace_id, (tx) => readPromotionRule(tx, actor.workspace_id)),
  );

  app.put(
    '/api/promotion-rule',
    { config: { permission: 'settings.write' }, schema: { body: NewPromotionRule, response: { 200: PromotionRule } } },
    ({ actor, body }) =>
      inWorkspace(db.app, actor.workspace_id, (tx) => setPromotionRule(tx, actor.workspace_id, actor, body.rule)),
  );
};
