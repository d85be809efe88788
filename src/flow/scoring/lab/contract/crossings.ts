import { z } from 'zod';
import { Asked, BandKey, Id, LiveVersion, MovedLine, Stand } from './asked.ts';

/**
 * `POST …/lab/crossings`: who would cross into a band (or a higher one), or out of it, if the draft were live. Only people whom
 * the asking user may see. Furthest moved first.
 */
export const CrossingsBody = Asked.extend({
  band: BandKey,
  direction: z.enum(['in', 'out']),
  limit: z.int().min(1).max(100).default(25),
  cursor: z.string().optional(),
});

export const CrossingsAnswer = z.object({
  live_version: LiveVersion,
  /** How many there are in all, of those the user may see. */
  people: z.int(),
  rows: z.array(
    z.object({
      person_id: Id,
      name: z.string().nullable(),
      email: z.string().nullable(),
      company: z.string().nullable(),
      is_lead: z.boolean(),
      owner_id: z.string().nullable(),
      before: Stand.nullable(),
      after: Stand,
      /** What makes the difference, the largest first; the lines add up to `after.points − before.points`. */
      why: z.array(MovedLine),
    }),
  ),
  next: z.string().nullable(),
});
export type CrossingsAnswer = z.infer<typeof CrossingsAnswer>;

/** `POST …/lab/load`: open leads per owner in a band or above it, or whose total reaches a threshold; before and after. */
export const LoadBody = Asked.omit({ who: true }).extend({ band: BandKey.optional(), threshold: z.int().optional() });

export const LoadAnswer = z.object({
  live_version: LiveVersion,
  /** Whom was counted: the band, or the threshold. Without either in the question it is the draft's highest band. */
  band: z.string().nullable(),
  threshold: z.int().nullable(),
  /** Everybody who owns an open lead, most leads after first; `owner_id` null: leads that nobody owns. */
  owners: z.array(
    z.object({
      owner_id: z.string().nullable(),
      name: z.string().nullable(),
      leads: z.int(),
      before: z.int().nullable(),
      after: z.int(),
    }),
  ),
});
export type LoadAnswer = z.infer<typeof LoadAnswer>;
