import { z } from 'zod';
import { AskedAt, AskedOutcomes, Id, Instant, Learnt, LiveVersion, Sample, Share } from './asked.ts';

/** `POST …/lab/volume`: how many people would have been handed over in each week. */
export const VolumeBody = AskedAt.extend({ weeks: z.int().min(1).max(104).default(52) });

/** People; `error` is the standard error of `after`. */
const Flow = z.object({ band: z.string(), before: z.number().nullable(), after: z.number(), error: z.number() });

export const VolumeAnswer = z.object({
  live_version: LiveVersion,
  sample: Sample,
  /**
   * Weeks of seven days up to the instant asked about, oldest first: for every band but the lowest, how many people rose into it (or above
   * it) from below at least once in the week.
   */
  weeks: z.array(z.object({ starts_at: Instant, ends_at: Instant, bands: z.array(Flow) })),
  /** The same per week on average. */
  average: z.array(Flow),
});
export type VolumeAnswer = z.infer<typeof VolumeAnswer>;

/** `POST …/lab/outcomes`: how well the score foretells who wins. */
export const OutcomesBody = AskedOutcomes;

/**
 * Everybody whose total reaches `from`. `precision`: of them, how many won; `recall`: of the winners, how many are among them; `lift`:
 * precision against the base rate. `per_week`: how many a week reach it (weeks from `since` to `at`), with its standard error.
 */
export const CurvePoint = z.object({
  from: z.int(),
  people: z.number(),
  won: z.number(),
  precision: Share.nullable(),
  recall: Share.nullable(),
  lift: z.number().nullable(),
  per_week: z.number(),
  per_week_error: z.number(),
});
export type CurvePoint = z.infer<typeof CurvePoint>;

/** `bands`: each band's own cut-off as a point of the curve, without the lowest band. */
const Judged = z.object({
  bands: z.array(CurvePoint.extend({ band: z.string(), name: z.string() })),
  /** By threshold, ascending: at most about 60 of them between the lowest and the highest total. */
  curve: z.array(CurvePoint),
  /** Probability that a winner stands above somebody who did not win (0.5: no better than chance); null without both. */
  auc: z.number().nullable(),
});
export type Judged = z.infer<typeof Judged>;

export const OutcomesAnswer = z.object({
  live_version: LiveVersion,
  learnt: Learnt,
  after: Judged,
  before: Judged.nullable(),
});
export type OutcomesAnswer = z.infer<typeof OutcomesAnswer>;

/** `POST …/lab/suggest`: which threshold gives a wished weekly volume, or a wished precision (0–1). */
export const SuggestBody = AskedOutcomes.extend({
  wish: z.union([
    z.strictObject({ per_week: z.number().positive() }),
    z.strictObject({ precision: z.number().gt(0).lt(1) }),
  ]),
});

export const SuggestAnswer = z.object({
  learnt: Learnt,
  /**
   * `met`; `out_of_reach`: no threshold gives it, and `point` is the nearest; `no_cases`: precision was wished and too few
   * people (fewer than 10 of those read) have won.
   */
  state: z.enum(['met', 'out_of_reach', 'no_cases']),
  /** The threshold and what it gives; null with `no_cases`. For a volume, the lowest that gives no more; for a precision, the lowest that reaches it. */
  point: CurvePoint.nullable(),
  /** Thresholds that the data cannot tell from it: within the 95 % interval of volume or precision. */
  between: z.object({ low: z.int(), high: z.int() }).nullable(),
});
export type SuggestAnswer = z.infer<typeof SuggestAnswer>;

/** `POST …/lab/compare`: this model and another, both live, on what happened since a day. */
export const CompareBody = AskedOutcomes.omit({ document: true, version: true, since: true, score: true }).extend({
  with: Id,
  since: Instant,
  /** Which band (or above) says "will win", in this model and in the other; the highest of each without it. */
  band: z.string().optional(),
  with_band: z.string().optional(),
  /** `stood`: people known on that day, by their band then; `reached`: everybody, by the highest band since then and before the win. */
  score: z.enum(['stood', 'reached']).default('stood'),
});

/** One side: how often it was right. `hit` said so and won, `alarm` said so and did not, `missed` won unforeseen. */
const Contender = z.object({
  model_id: Id,
  name: z.string(),
  /** The version that was live on that day, or the first one after it. */
  version: z.int(),
  live_since: Instant,
  band: z.string(),
  hit: z.number(),
  alarm: z.number(),
  missed: z.number(),
  rest: z.number(),
  precision: Share.nullable(),
  recall: Share.nullable(),
  lift: z.number().nullable(),
  auc: z.number().nullable(),
});

export const CompareAnswer = z.object({
  learnt: Learnt.omit({ score: true }),
  contenders: z.tuple([Contender, Contender]),
  /** People read (not scaled up): where both, one or neither was right. `p_value`: exact two-sided McNemar test; null where they never differ. */
  right: z.object({
    both: z.int(),
    only_first: z.int(),
    only_second: z.int(),
    neither: z.int(),
    p_value: z.number().nullable(),
  }),
});
export type CompareAnswer = z.infer<typeof CompareAnswer>;
