import { z } from 'zod';
import { Language } from '../../../access/contract.ts';
import { PRESETS } from '../../../model/presets/presets.ts';

const Name = z.string().trim().min(1).max(200);

/** `POST /api/models`: a model beside the others, made as a draft from a preset or as a copy of a version (the live one without `version`). */
export const NewModel = z.object({
  name: Name,
  from: z.union([
    z.strictObject({ preset: z.enum(PRESETS), language: Language.default('en') }),
    z.strictObject({
      model_id: z.int().positive(),
      version: z.union([z.enum(['live', 'draft']), z.int().positive()]).default('live'),
    }),
  ]),
});
export type NewModel = z.infer<typeof NewModel>;
export const NewModelAnswer = z.object({ model_id: z.int(), key: z.string(), draft_version: z.int() });

/** `PATCH /api/models/:model_id`: another name; `is_primary`: lists and stages read this one from now on. */
export const ModelChange = z.object({ name: Name.optional(), is_primary: z.literal(true).optional() });
export type ModelChange = z.infer<typeof ModelChange>;

/** `POST /api/models/:model_id/archive` and `…/restore`. */
export const ModelState = z.object({
  model_id: z.int(),
  name: z.string(),
  is_primary: z.boolean(),
  archived_at: z.iso.datetime({ offset: true }).nullable(),
});
export type ModelState = z.infer<typeof ModelState>;

/** `GET /api/models/archived`, the latest first. */
export const ArchivedModels = z.object({ models: z.array(ModelState) });
