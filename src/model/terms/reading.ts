import type { Read } from '../../conditions/evaluate.ts';
import type { Hit } from './at-most.ts';

/**
 * Whom a model is read for. `read` gives fields as they stood at the instant asked about; `hits` the person's matching touches by
 * signal key, in any order, later ones allowed; `previous_band` the band before, which margins ask for.
 */
export type Subject = {
  read: Read;
  hits: ReadonlyMap<string, readonly Hit[]>;
  /** Those of any time: what has not begun or has ended gives nothing. */
  adjustments?: readonly Adjustment[];
  previous_band?: string | null;
};

/** Points that a user gave by hand in a dimension, while `starts_at ≤ t < ends_at` (epoch milliseconds; null: until taken back). */
export type Adjustment = { id: number; dimension: string; points: number; starts_at: number; ends_at: number | null };

/** A field and the value that was read of it; null when it is missing. */
export type FieldValue = { field: string; value: unknown };

/** A touch that a signal term counted: what is left of it (`share`, 0–1) at this age and the points that makes. */
export type CountedTouch = {
  id: string | number;
  occurred_at: string;
  age_days: number;
  share: number;
  points: number;
};

/** A touch that a cap dropped. */
export type DroppedTouch = { id: string | number; occurred_at: string };

/**
 * Why a term gives what it gives. `field`: the values its condition read. `signal`: the touches counted, earliest
 * first, and those its at-most dropped. `count`: how many touches matched, since `since` (exclusive) where it has a window.
 */
export type Why =
  | { kind: 'field'; values: FieldValue[] }
  | { kind: 'signal'; signal: string; counted: CountedTouch[]; dropped: DroppedTouch[] }
  | { kind: 'count'; signal: string; counted: number; since: string | null };

/**
 * What one term says of a subject: whether it holds, the points it gives before its own floor and ceiling, and, when asked, why.
 * `glide` is how these points move on their own as time passes, and `turns_at` the next instant (epoch milliseconds) at which
 * they may jump, or at which the term may begin or cease to hold.
 */
export type TermReading = { holds: boolean; points: number; why: () => Why; glide: Glide; turns_at: number };

/**
 * How far points can move by the passing of time alone, downwards and upwards, while nothing turns.
 *
 * At `t` milliseconds from now they have moved that way by at most
 * `fading × (1 − 2^(−t × rate ÷ fading)) + slope × t − help × ln 2 × t + bend × (ln 2 × t)² ÷ 2`.
 * `fading` is what half-lives take away in the end, `rate` the sum of each such part divided by its half-life: exact for one
 * half-life, and for several an upper bound that meets the truth at `t = 0` (Jensen: 2^(−x) is convex). `slope` is what falls in a
 * straight line. `help` is the rate of what moves the other way at the same time, and `bend` bounds how fast that slackens (the sum
 * of parts divided by the square of their half-life). In points and milliseconds.
 */
export type Glide = { down: Fall; up: Fall };
export type Fall = { fading: number; rate: number; slope: number; help: number; bend: number };

/** Nothing moves. */
export const STILL: Fall = { fading: 0, rate: 0, slope: 0, help: 0, bend: 0 };
export const RESTING: Glide = { down: STILL, up: STILL };

/** No instant: nothing more happens by itself. */
export const NEVER = Number.POSITIVE_INFINITY;

/** Movements slower than this many milliseconds (3,000 years) never come: calendars end not far beyond. */
export const LONGEST_MS = 1e14;

/** An instant in epoch milliseconds as it is written in answers. */
export function isoInstant(instant: number): string {
  return new Date(instant).toISOString();
}
