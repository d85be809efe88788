import { z } from 'zod';
import { Condition } from '../../conditions/format.ts';

/** Types a custom field may have. */
export const customFieldTypes = ['text', 'number', 'boolean', 'date', 'instant', 'select', 'list'] as const;
export const fieldScopes = ['person', 'company'] as const;

/** A custom field. `key` is how files, forms and the API name it and never changes. */
export const CustomField = z.object({
  field_id: z.int(),
  scope: z.enum(fieldScopes),
  key: z.string(),
  type: z.enum(customFieldTypes),
  label: z.string(),
  options: z.array(z.string()).nullable(),
  created_at: z.iso.datetime(),
  archived_at: z.iso.datetime().nullable(),
});
export type CustomField = z.infer<typeof CustomField>;

const label = z.string().trim().min(1).max(100);
const options = z.array(z.string().trim().min(1).max(200)).max(500).nullable();

/** `POST /api/custom-fields` */
export const NewCustomField = z.object({
  scope: z.enum(fieldScopes),
  key: z.string().regex(/^[a-z][a-z0-9_]{0,62}$/, 'expected 1–63 of a–z, 0–9 and _, beginning with a letter'),
  type: z.enum(customFieldTypes),
  label,
  options: options.optional(),
});
export type NewCustomField = z.infer<typeof NewCustomField>;

/** `PATCH /api/custom-fields/:field_id`: what is left out stays. An archived field keeps its values. */
export const CustomFieldChange = z.object({ label, options, archived: z.boolean() }).partial();
export type CustomFieldChange = z.infer<typeof CustomFieldChange>;

/** `GET /api/custom-fields` */
export const CustomFieldList = z.object({ fields: z.array(CustomField) });

/** `GET`/`PUT /api/promotion-rule`: when an interest becomes a lead. */
export const PromotionRule = z.object({ rule: Condition, is_default: z.boolean() });
export const NewPromotionRule = z.object({ rule: Condition.nullable() });
