import { type RawBuilder, sql } from 'kysely';
import type { AtMost, Period } from './format.ts';

/** What is asked of the hits of one signal: those in `after < occurred_at ≤ upTo` (epoch milliseconds) that the cap keeps. */
export type Counted = { signal: number; after?: number; upTo?: number; atMost?: AtMost };

/**
 * A figure over counted hits, by person: their `number` (int), the `first` or `last` instant (timestamptz), the sum of
 * `2^(−age/halfLifeMs)` or of `1 − age/linearMs` (float8). No hits: null, or 0 for `number`.
 */
export type Measure = 'number' | 'first' | 'last' | { halfLifeMs: number } | { linearMs: number };

/** The figures that a model's terms need, gathered while they are compiled and then computed in one pass over the hits. */
export type Tally = {
  now: number;
  timeZone: string;
  columns: Map<string, { name: string; aggregate: RawBuilder<unknown> }>;
  lags: Set<number>;
};

/** An empty tally at `now` (epoch milliseconds), with calendar periods of `timeZone`. */
export function openTally(now: number, timeZone: string): Tally {
  return { now, timeZone, columns: new Map(), lags: new Set() };
}

/** The column `t.…` with this figure; the same figure asked for twice is computed once. */
export function figure(tally: Tally, measure: Measure, counted: Counted): RawBuilder<unknown> {
  return named(tally, JSON.stringify([measure, counted]), () => aggregate(tally, measure, counted));
}

/** The first hit later than now, which clock skew between servers can bring: the next instant at which something changes. */
export function nextHit(tally: Tally): RawBuilder<unknown> {
  return named(tally, 'next hit', () => sql`min(h.occurred_at) filter (where h.occurred_at > ${instant(tally.now)})`);
}

function named(tally: Tally, key: string, make: () => RawBuilder<unknown>): RawBuilder<unknown> {
  const known = tally.columns.get(key) ?? { name: `a${tally.columns.size}`, aggregate: make() };
  tally.columns.set(key, known);
  return sql.ref(`t.${known.name}`);
}

/**
 * The grouped selection of all figures, one row per person with a hit, for a `from` list under the alias `t`. `hits` is a `from`
 * item with person_id, signal_id, occurred_at and key (which orders simultaneous hits). One pass in index order; the window is there
 * only if a cap needs it.
 */
export function tallyQuery(tally: Tally, hits: RawBuilder<unknown>, signals: readonly number[]): RawBuilder<unknown> {
  const ids = sql`${signals}::int[]`;
  const columns = [...tally.columns.values()].map(({ name, aggregate }) => sql`${aggregate} as ${sql.ref(name)}`);
  const lags = [...tally.lags].map(
    (n) => sql`, lag(h.occurred_at, ${sql.lit(n)}) over kin as ${sql.ref(`before_${n}`)}`,
  );
  const rows =
    lags.length === 0
      ? sql`${hits} as h where h.signal_id = any(${ids})`
      : sql`(select h.person_id, h.signal_id, h.occurred_at ${sql.join(lags, sql``)}
             from ${hits} as h where h.signal_id = any(${ids})
             window kin as (partition by h.person_id, h.signal_id order by h.occurred_at, h.key)) as h`;
  return sql`(select h.person_id, ${sql.join(columns)} from ${rows} group by h.person_id)`;
}

/** An instant in epoch milliseconds as a bound timestamptz. */
export function instant(ms: number): RawBuilder<unknown> {
  return sql`${new Date(ms).toISOString()}::timestamptz`;
}

function aggregate(tally: Tally, measure: Measure, counted: Counted): RawBuilder<unknown> {
  const where = sql`filter (where ${sql.join(conditions(tally, counted), sql` and `)})`;
  if (measure === 'number') return sql`count(*) ${where}`;
  if (measure === 'first') return sql`min(h.occurred_at) ${where}`;
  if (measure === 'last') return sql`max(h.occurred_at) ${where}`;
  const agedSeconds = ageSeconds(sql`h.occurred_at`, tally.now);
  if ('halfLifeMs' in measure) return sql`sum(${halvedShare(agedSeconds, measure.halfLifeMs)}) ${where}`;
  return sql`sum(1 - ${agedSeconds} / ${measure.linearMs / 1000}::float8) ${where}`;
}

/** Seconds from an instant to now, as float8. `date_part` stays in binary where `extract` would go through numeric. */
export function ageSeconds(occurredAt: RawBuilder<unknown>, now: number): RawBuilder<unknown> {
  return sql`(${now / 1000}::float8 - date_part('epoch', ${occurredAt}))`;
}

/** `2^(−age/half-life)`, held above 2^−1000 because PostgreSQL's `exp` refuses to underflow. */
export function halvedShare(agedSeconds: RawBuilder<unknown>, halfLifeMs: number): RawBuilder<unknown> {
  return sql`exp(greatest(${agedSeconds} * ${(-1000 * Math.LN2) / halfLifeMs}::float8, ${-1000 * Math.LN2}::float8))`;
}

function conditions(tally: Tally, { signal, after, upTo, atMost }: Counted): RawBuilder<unknown>[] {
  const all = [sql`h.signal_id = ${sql.lit(signal)}`];
  if (upTo !== undefined) all.push(sql`h.occurred_at <= ${instant(upTo)}`);
  if (after !== undefined) all.push(sql`h.occurred_at > ${instant(after)}`);
  if (atMost) {
    tally.lags.add(atMost.n);
    all.push(withinCap(sql.ref(`h.before_${atMost.n}`), atMost.per, tally.timeZone));
  }
  return all;
}

/** Longer than any such period on any calendar; two hits further apart are never in the same one. */
const SURELY_OUTSIDE = { day: '26 hours', week: '8 days', month: '32 days' } as const;

/** A hit is among the first n of its period when the n-th hit before it (null: none) is not in the same period. */
function withinCap(before: RawBuilder<unknown>, per: Period, timeZone: string): RawBuilder<unknown> {
  if (per === 'ever') return sql`${before} is null`;
  const period = (at: RawBuilder<unknown>) => sql`date_trunc(${sql.lit(per)}, ${at} at time zone ${timeZone}::text)`;
  const outside = sql`${before} < h.occurred_at - ${sql.lit(SURELY_OUTSIDE[per])}::interval`;
  return sql`(${before} is null or ${outside} or ${period(before)} <> ${period(sql`h.occurred_at`)})`;
}

/** An instant so many milliseconds on. */
export function plus(at: RawBuilder<unknown>, ms: number): RawBuilder<unknown> {
  return sql`(${at} + make_interval(secs => ${ms / 1000}::float8))`;
}
