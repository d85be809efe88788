import { z } from 'zod';
import { Condition } from '../conditions/format.ts';

/** How large a model may be, so that one statement can score it. */
export const MODEL_LIMITS = {
  dimensions: 10,
  groups: 100,
  terms: 500,
  signals: 200,
  profiles: 50,
  bands: 10,
  points: 1_000_000,
} as const;

/** Names a thing inside a model, in receipts and in counts; stays the same when its name in words changes. */
export const Key = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,62}$/, 'a key has small letters, digits and _, and begins with a letter');

const Name = z.string().trim().min(1).max(200);
const Points = z.number().min(-MODEL_LIMITS.points).max(MODEL_LIMITS.points);

/** Days of age or of a window: elapsed time, a day being 24 hours; counted in whole milliseconds. */
export const Days = z.number().min(0.001).max(36_500);

const limits = { floor: Points.optional(), ceiling: Points.optional() };

/**
 * What is left of a touch's points as it ages. `none` all · `half_life` 2^(−age/days) · `linear` max(0, 1 − age/days) ·
 * `cliff` all before `days`, then nothing · `steps` `[[days, share], …]`: each share while the age is below its days, in
 * ascending order, nothing after the last.
 */
export const Decay = z.discriminatedUnion('curve', [
  z.strictObject({ curve: z.literal('none') }),
  z.strictObject({ curve: z.literal('half_life'), days: Days }),
  z.strictObject({ curve: z.literal('linear'), days: Days }),
  z.strictObject({ curve: z.literal('cliff'), days: Days }),
  z.strictObject({
    curve: z.literal('steps'),
    steps: z
      .array(z.tuple([Days, z.number().min(0).max(1)]))
      .min(1)
      .max(50),
  }),
]);
export type Decay = z.infer<typeof Decay>;

/** The calendar periods a cap may count in (the workspace's time zone, weeks begin on Monday), and all of time. */
export const PERIODS = ['day', 'week', 'month', 'ever'] as const;
export type Period = (typeof PERIODS)[number];

/** Of a person's matching touches only the earliest `n` of each period count. */
export const AtMost = z.strictObject({ n: z.int().min(1).max(1000), per: z.enum(PERIODS) });
export type AtMost = z.infer<typeof AtMost>;

/** How a count term compares the number of touches with its `count`. */
export const COMPARISONS = ['>=', '>', '=', '<=', '<', '!='] as const;
export type Comparison = (typeof COMPARISONS)[number];

const common = {
  key: Key,
  name: Name.optional(),
  points: Points,
  /** Limits what the term gives while it holds; a term that does not hold gives nothing. */
  ...limits,
  /** Switched off: kept in the model, and gives nothing. */
  off: z.boolean().optional(),
};

/** Gives its points while its condition holds on the person's fields. */
export const FieldTerm = z.strictObject({ ...common, kind: z.literal('field'), when: Condition });
export type FieldTerm = z.infer<typeof FieldTerm>;

/** Gives its points for every touch that matches the signal, less what decay and the cap take. */
export const SignalTerm = z.strictObject({
  ...common,
  kind: z.literal('signal'),
  signal: Key,
  decay: Decay.default({ curve: 'none' }),
  at_most: AtMost.optional(),
});
export type SignalTerm = z.infer<typeof SignalTerm>;

/** Gives its points once while the number of matching touches in the window (all of time without one) meets the comparison. */
export const CountTerm = z.strictObject({
  ...common,
  kind: z.literal('count'),
  signal: Key,
  comparison: z.enum(COMPARISONS),
  count: z.int().min(0).max(1_000_000),
  window_days: Days.optional(),
});
export type CountTerm = z.infer<typeof CountTerm>;

export const Term = z.discriminatedUnion('kind', [FieldTerm, SignalTerm, CountTerm]);
export type Term = z.infer<typeof Term>;

/** What a group makes of its terms: their sum, the first that holds, or the largest of those that hold. */
export const TAKES = ['sum', 'first', 'largest'] as const;
export type Take = (typeof TAKES)[number];

export const Group = z.strictObject({
  key: Key,
  name: Name,
  take: z.enum(TAKES).default('sum'),
  ...limits,
  terms: z.array(Term).max(MODEL_LIMITS.terms),
});
export type Group = z.infer<typeof Group>;

/** One way of judging a person, such as fit or engagement; counts `weight` times in the total (1 without one). */
export const Dimension = z.strictObject({
  key: Key,
  name: Name,
  weight: z.number().min(-1000).max(1000).optional(),
  ...limits,
  groups: z.array(Group).max(MODEL_LIMITS.groups),
});
export type Dimension = z.infer<typeof Dimension>;

/**
 * A band of the total as shown, lowest first; the first has no `from`. It is entered at `from` and left only below
 * `from − margin`.
 */
export const Band = z.strictObject({
  key: Key,
  name: Name.optional(),
  from: Points.optional(),
  margin: z.number().min(0).max(MODEL_LIMITS.points).optional(),
});
export type Band = z.infer<typeof Band>;

const Cuts = z.tuple([Points, Points, Points]);

/**
 * The fit × engagement grid. `cuts` are descending cut-offs on the points as shown: A (or 1) from the first, B from the second,
 * C from the third, else D. `names` gives cells a name of their own (`{"A1": "Call today"}`).
 */
export const Grid = z.strictObject({
  fit: z.strictObject({ dimension: Key, cuts: Cuts }),
  engagement: z.strictObject({ dimension: Key, cuts: Cuts }),
  names: z.partialRecord(z.string().regex(/^[A-D][1-4]$/) as unknown as z.ZodType<Cell>, Name).optional(),
});
export type Grid = z.infer<typeof Grid>;

/** A named class of touches that signal and count terms count: a condition on `touch.*` fields. */
export const Signal = z.strictObject({ name: Name, when: Condition });
export type Signal = z.infer<typeof Signal>;

/** A cell of the grid, fit first: `A1` is the best. */
export type Cell = `${'A' | 'B' | 'C' | 'D'}${1 | 2 | 3 | 4}`;

/** A condition with a name that the model's other conditions refer to as `profile.<key>`: an ideal customer profile, a persona. */
export const Profile = z.strictObject({ name: Name, when: Condition });
export type Profile = z.infer<typeof Profile>;

/** What a company's score is made of: its people's totals added up, the best of them, or their average. */
export const ROLLUPS = ['sum', 'best', 'average'] as const;

/**
 * How a company stands by its people. Who has `from` points in a dimension counts as engaged (without it: who is above the lowest
 * band), and `decision_maker` says whom a decision needs.
 */
export const Rollup = z.strictObject({
  take: z.enum(ROLLUPS),
  engaged: z.strictObject({ dimension: Key, from: Points }).optional(),
  decision_maker: Condition.optional(),
});
export type Rollup = z.infer<typeof Rollup>;

/** How companies stand where a model says nothing: by their best person. */
export const USUAL_ROLLUP: Rollup = { take: 'best' };

/** A scoring model as data. The shape alone; `parseModel` in check.ts also checks what its parts say of each other. */
export const Model = z.strictObject({
  format: z.literal(1),
  name: Name,
  signals: z.record(Key, Signal).default({}),
  profiles: z.record(Key, Profile).optional(),
  /** Whom the model is for (everybody without it); everybody else has no points in any dimension. */
  applies_to: Condition.optional(),
  dimensions: z.array(Dimension).min(1).max(MODEL_LIMITS.dimensions),
  bands: z.array(Band).min(1).max(MODEL_LIMITS.bands),
  grid: Grid.optional(),
  company: Rollup.optional(),
});
export type Model = z.infer<typeof Model>;

/** The terms of a group that are switched on, in order. */
export function activeTerms(group: Group): Term[] {
  return group.terms.filter((term) => !term.off);
}

/** Every term of the model that is switched on, in order. */
export function allTerms(model: Model): Term[] {
  return model.dimensions.flatMap((dimension) => dimension.groups.flatMap(activeTerms));
}
