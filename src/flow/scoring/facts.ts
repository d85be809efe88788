import { z } from 'zod';
import { defineFact } from '../../base/facts.ts';

/** What made a score other than it was. */
export const causes = ['touch', 'time', 'model', 'adjustment'] as const;
export type Cause = (typeof causes)[number];

const Crossing = z.object({
  crossing_id: z.int(),
  person_id: z.int(),
  /** Null: somebody new. */
  from_band: z.string().nullable(),
  to_band: z.string(),
  total: z.int(),
});
/** Somebody's way from one band to another. */
export type Crossing = z.infer<typeof Crossing>;

const BandsCrossed = z.object({
  workspace_id: z.int(),
  model_id: z.int(),
  version: z.int(),
  is_primary: z.boolean(),
  cause: z.enum(causes),
  /** Epoch milliseconds; the receipt of this instant is the reason. */
  at: z.number(),
  crossings: z.array(Crossing),
});
export type BandsCrossed = z.infer<typeof BandsCrossed>;

export const bandsCrossed = defineFact(
  'bands.crossed',
  BandsCrossed,
  'People went from one band of a live model to another: announced once each way, in the transaction that wrote their points.',
);

const ModelRescored = z.object({
  workspace_id: z.int(),
  model_id: z.int(),
  version: z.int(),
  is_primary: z.boolean(),
  /** Epoch milliseconds at which it began: crossings it caused are as late or later. */
  since: z.number(),
});
export type ModelRescored = z.infer<typeof ModelRescored>;

export const modelRescored = defineFact(
  'model.rescored',
  ModelRescored,
  'The live version of a model has been put over everybody.',
);
