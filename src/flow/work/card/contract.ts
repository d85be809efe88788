import { z } from 'zod';
import { Model } from '../../../model/format.ts';
import { Id, Instant } from '../contract/named.ts';
import { PersonParams } from '../contract/person.ts';

/** `GET …/next-signals`. */
export { NextSignalsAnswer } from '../../scoring/lab/contract/person.ts';

const FieldRead = z.object({ field: z.string(), value: z.unknown() });
const TouchId = z.union([z.string(), z.number()]);
const CountedTouch = z.object({
  id: TouchId,
  occurred_at: Instant,
  age_days: z.number(),
  share: z.number(),
  points: z.number(),
});
const Why = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('field'), values: z.array(FieldRead) }),
  z.object({
    kind: z.literal('signal'),
    signal: z.string(),
    counted: z.array(CountedTouch),
    dropped: z.array(z.object({ id: TouchId, occurred_at: Instant })),
  }),
  z.object({ kind: z.literal('count'), signal: z.string(), counted: z.int(), since: Instant.nullable() }),
]);

const points = z.number();
const cap = { limit: z.enum(['floor', 'ceiling']), bound: z.number(), points };
const DimensionLine = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('term'),
    group: z.string(),
    term: z.string(),
    points,
    holds: z.boolean(),
    taken: z.boolean(),
    why: Why,
  }),
  z.object({ kind: z.literal('term_cap'), group: z.string(), term: z.string(), ...cap }),
  z.object({ kind: z.literal('group_cap'), group: z.string(), ...cap }),
  z.object({ kind: z.literal('adjustment'), adjustment: Id, points }),
  z.object({ kind: z.literal('dimension_cap'), ...cap }),
  z.object({ kind: z.literal('outside'), points }),
  z.object({ kind: z.literal('rounding'), points }),
]);
const TotalLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('dimension'), dimension: z.string(), points }),
  z.object({ kind: z.literal('weight'), dimension: z.string(), weight: z.number(), points }),
  z.object({ kind: z.literal('rounding'), points }),
]);

/** A score with its complete receipt; `lines` add up to the points above them. */
const Score = z.object({
  at: Instant,
  points: z.int(),
  exact: z.number(),
  band: z.string(),
  band_held: z.boolean(),
  cell: z.templateLiteral([z.enum(['A', 'B', 'C', 'D']), z.literal([1, 2, 3, 4])]).nullable(),
  dimensions: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      points: z.int(),
      exact: z.number(),
      weight: z.number(),
      lines: z.array(DimensionLine),
    }),
  ),
  lines: z.array(TotalLine),
});

/** `GET …/receipt`: the score at an instant, and the model that its terms, groups and bands are named in. */
export const ReceiptAnswer = z.object({
  person_id: Id,
  model_id: Id,
  version: z.int(),
  model: Model,
  score: Score,
  /** What a line of the kind `adjustment` stands for, by its id. */
  adjustments: z.array(
    z.object({
      adjustment_id: Id,
      points: z.int(),
      reason: z.string(),
      /** The user's id, or which key. */
      made_by: z.string(),
      starts_at: Instant,
      ends_at: Instant.nullable(),
    }),
  ),
});

/** `POST …/adjustments`: points given or taken by hand in a dimension of the primary model, or of another. */
export const AdjustmentBody = z.object({
  model_id: Id.optional(),
  dimension: z.string(),
  points: z
    .int()
    .min(-1000)
    .max(1000)
    .refine((points) => points !== 0, 'expected other than 0'),
  reason: z.string().trim().min(1).max(500),
  /** Null: until somebody ends it. */
  ends_at: Instant.nullable(),
});
export const AdjustmentAnswer = z.object({ adjustment_id: Id });
export const AdjustmentParams = PersonParams.extend({ adjustment_id: z.coerce.number().int().positive() });

const mark = { at: Instant, points: z.number(), count: z.int(), what: z.array(z.string()) };

/**
 * `GET …/course`: what was shown at each instant, oldest first; none before the person was first heard of. `marks` say what moved it in
 * between: touches that rules counted (`what`: their signals' names), what became known (field names), points by hand (reasons), other rules.
 */
export const CourseAnswer = z.object({
  points: z.array(
    z.object({
      at: Instant,
      points: z.int(),
      dimensions: z.record(z.string(), z.int()),
      band: z.string(),
      cell: Score.shape.cell,
    }),
  ),
  marks: z.array(
    z.discriminatedUnion('kind', [
      z.object({ ...mark, kind: z.literal('touch') }),
      z.object({ ...mark, kind: z.literal('field') }),
      z.object({ ...mark, kind: z.literal('hand'), ended: z.boolean() }),
      z.object({ ...mark, kind: z.literal('rules'), version: z.int(), again: z.boolean() }),
    ]),
  ),
});
