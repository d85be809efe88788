import { z } from 'zod';
import { defineFact } from '../../../base/facts.ts';
import type { Arrival } from '../arrival.ts';

/** What a dry run wants to know of an arrival: whether its key was seen before, whether an exact identifier of it is known. */
export type Foresight = { repeated: boolean; known: boolean };

/**
 * Announced by a dry run, in a transaction that only reads. Identity listens within it and fills `foresights` in the order of
 * `arrivals`; where nobody does, the answer is that it is not known.
 */
export const arrivalsForeseen = defineFact(
  'arrivals.foreseen',
  z.object({
    workspace_id: z.int(),
    arrivals: z.custom<Arrival[]>(Array.isArray),
    foresights: z.custom<Foresight[]>(Array.isArray),
  }),
  'A dry run asks what a batch of arrivals would come to.',
);
