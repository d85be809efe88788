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

export const bandsCrossed = defineFact(
  'bands.crossed',
  z.object({
    workspace_id: z.int(),
    model_id: z.int(),
    version: z.int(),
    is_primary: z.boolean(),
    cause: z.enum(causes),
    /** Epoch milliseconds; the receipt of this instant is the reason. */
    at: z.number(),
    crossings: z.array(Crossing),
  }),
  'People went from one band of a live model to another: announced once each way, in the transaction that wrote their points.',
);
