import { z } from 'zod';
import { defineFact } from '../../base/facts.ts';
import type { Arrival, Outcome } from './arrival.ts';

/**
 * Announced inside the transaction that is about to keep a batch. Identity listens within it and fills `outcomes`
 * in the order of `arrivals`; whoever throws takes the whole batch back.
 */
export const arrivalsReceived = defineFact(
  'arrivals.received',
  z.object({
    workspace_id: z.int(),
    arrivals: z.custom<Arrival[]>(Array.isArray),
    outcomes: z.custom<Outcome[]>(Array.isArray),
  }),
  'A batch of arrivals is being kept.',
);
