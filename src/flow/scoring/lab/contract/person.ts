import { z } from 'zod';
import { Asked, Id, Instant, MovedLine, Share, Stand } from './asked.ts';

/** A touch that is imagined. `days_ago` 0 is now. */
const WhatIfTouch = z.strictObject({
  type: z.string().min(1).max(100).default('track'),
  event: z.string().max(200).nullish(),
  channel: z.string().max(100).default('tracking'),
  /** A source's key. */
  source: z.string().max(100).optional(),
  properties: z.record(z.string(), z.unknown()).default({}),
  days_ago: z.number().min(0).max(3650).default(0),
});
export type WhatIfTouch = z.infer<typeof WhatIfTouch>;

/** `POST …/lab/what-if`: one person as they are, and with fields changed and touches added, under the model asked about. */
export const WhatIfBody = Asked.omit({ who: true }).extend({
  person_id: Id,
  /** By name as conditions know it (`person.title`, `company.employees`); null empties a field. */
  fields: z.record(z.string(), z.unknown()).default({}),
  touches: z.array(WhatIfTouch).max(100).default([]),
});

/** A score with its receipt, as `GET /api/people/:person_id/receipt` answers it (its `score`). */
const Receipt = z.looseObject({
  at: Instant,
  points: z.int(),
  exact: z.number(),
  band: z.string(),
  cell: z.string().nullable(),
  dimensions: z.array(
    z.looseObject({ key: z.string(), name: z.string(), points: z.int(), lines: z.array(z.unknown()) }),
  ),
  lines: z.array(z.unknown()),
});

export const WhatIfAnswer = z.object({
  person_id: Id,
  /** The model that keys are named in. */
  model: z.unknown(),
  before: Receipt,
  after: Receipt,
  /** The lines that differ, the largest first; they add up to `after.points − before.points`. */
  moved: z.array(MovedLine),
  /** For each touch added, the keys of the signals it matches. */
  signals: z.array(z.array(z.string())),
});

export type WhatIfAnswer = z.infer<typeof WhatIfAnswer>;

/** `GET /api/people/:person_id/next-signals`: what would change a score. */
export const NextSignalsAnswer = z.object({
  model_id: Id,
  stand: Stand,
  /** The person's latest signal, which makes others similar; null for somebody without any (then everybody is). */
  last_signal: z.object({ signal: z.string(), name: z.string(), occurred_at: Instant }).nullable(),
  /**
   * The three likeliest next signals: of people with the same last signal (in the last year, looked at for the 30 days after it), how
   * many did this within those 30 days. `points`: what it would add to the total if it came now; `after`: how the person would stand.
   */
  signals: z.array(z.object({ signal: z.string(), name: z.string(), likely: Share, points: z.int(), after: Stand })),
  /** When the total next falls if nothing happens, and to what; null if it never does. */
  next_fall: z.object({ at: Instant, stand: Stand }).nullable(),
});
export type NextSignalsAnswer = z.infer<typeof NextSignalsAnswer>;
