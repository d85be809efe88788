import { z } from 'zod';
import { defineFact } from '../../../base/facts.ts';
import type { Arrival, Outcome } from '../arrival.ts';

/** One dry run: what whoever answers remembers of earlier batches, and how many people on record its rows reached so far. */
export type DryRun = { remembered: unknown; people_known: number };

/**
 * Announced by a dry run for each batch in turn, in a transaction that only reads. Identity listens within it and fills `outcomes`
 * in the order of `arrivals` as keeping them would, after the batches before. Where nobody does, the answer is that it is not known.
 */
export const arrivalsForeseen = defineFact(
  'arrivals.foreseen',
  z.object({
    workspace_id: z.int(),
    arrivals: z.custom<Arrival[]>(Array.isArray),
    dry_run: z.custom<DryRun>((value) => typeof value === 'object'),
    outcomes: z.custom<Outcome[]>(Array.isArray),
  }),
  'A dry run asks what a batch of arrivals would come to.',
);
