import { usedSignals } from './catalogue.ts';
import { type Shown, shownOf } from './evaluate.ts';
import type { Model } from './format.ts';
import {
  type DimensionValue,
  type GroupValue,
  type PreparedModel,
  readModel,
  type TermValue,
  totalOf,
} from './read-model.ts';
import { roomAround, shownPoints } from './rounding.ts';
import { type Fall, type Glide, LONGEST_MS, NEVER, RESTING, type Subject } from './terms/reading.ts';

/** Room below this many points is taken as none: what floating point may leave behind must never make an instant too late. */
export const SLACK = 1e-12;

/** Points closer to each other than this count as equal. */
export const TIE = 1e-9;

const MOST_STEPS = 500;
const HOUR_MS = 3_600_000;

/** Points are rounded to a millionth before they are shown. */
const NEXT_TO = 1e-6;

/**
 * The next instant after `from` (both epoch milliseconds) at which the passing of time alone changes what is shown of a subject: whole points of the
 * total or of a dimension, band or cell. Null when none will. Nothing shown changes strictly before it; it is that very
 * millisecond unless the model needs more than a few hundred looks ahead to find it, and then an earlier one to look again at.
 */
export function nextChangeAt(ready: PreparedModel, subject: Subject, from: number): number | null {
  const { model } = ready;
  let values = readModel(ready, subject, from);
  const before = shownOf(model, values);
  let now = from;
  for (let step = 0; step < MOST_STEPS; step++) {
    const quiet = Math.min(quietUntil(values, now), nextHit(model, subject, now));
    if (quiet === NEVER) return null;
    now = Math.max(now + 1, Math.ceil(quiet));
    values = readModel(ready, subject, now);
    if (differs(before, shownOf(model, values))) return now;
  }
  return now;
}

/** Whole points that the total may show without anything to be told: `under` or more, and less than `atLeast`. */
export type Span = { under: number; atLeast: number };

/**
 * The next instant after `from` and until `until` (epoch milliseconds) at which time alone takes the total, as shown, out of a span it is in. Null where it
 * stays inside. Nothing may happen to the subject in that time. Finds that very millisecond, unless the total moves to and fro at
 * the edge for hundreds of looks: from there on it is looked at every hour.
 */
export function nextOutside(
  ready: PreparedModel,
  subject: Subject,
  from: number,
  until: number,
  span: Span,
): number | null {
  let values = readModel(ready, subject, from);
  let now = from;
  for (let step = 0; ; step++) {
    const quiet = Math.max(now + (step < MOST_STEPS ? 1 : HOUR_MS), Math.ceil(insideUntil(values, now, span)));
    if (quiet > until) return null;
    now = quiet;
    values = readModel(ready, subject, now);
    const shown = shownPoints(totalOf(values));
    if (shown < span.under || shown >= span.atLeast) return now;
  }
}

/** Until when (epoch milliseconds) the total as shown cannot have left the span. What is shown is at most half a point off. */
function insideUntil(values: readonly DimensionValue[], now: number, { under, atLeast }: Span): number {
  const moving = values.map((value) => dimensionGlide(value, now));
  const total = totalOf(values);
  const near = roomAround(total);
  const edge = 0.5 + NEXT_TO;
  const room = {
    below: Math.max(near.below, total - under - edge),
    above: Math.max(near.above, atLeast - total - edge),
  };
  return Math.min(...moving.map((each) => each.until), now + timeToLeave(totalGlide(moving, values), room));
}

/** Points decide band and cell, so comparing points is enough. */
function differs(a: Shown, b: Shown): boolean {
  return a.points !== b.points || Object.keys(a.dimensions).some((key) => a.dimensions[key] !== b.dimensions[key]);
}

/** Until when (epoch milliseconds) nothing shown can change, by bounds that meet the truth as the change comes near. */
function quietUntil(values: readonly DimensionValue[], now: number): number {
  const moving = values.map((value) => dimensionGlide(value, now));
  let until = Math.min(...moving.map((each) => each.until));
  moving.forEach((each, index) => {
    until = Math.min(until, now + timeToLeave(each.glide, roomAround((values[index] as DimensionValue).points)));
  });
  return Math.min(until, now + timeToLeave(totalGlide(moving, values), roomAround(totalOf(values))));
}

function totalGlide(moving: readonly Moving[], values: readonly DimensionValue[]): Glide {
  return sumOf(moving.map((each, index) => scaled(each.glide, values[index]?.dimension.weight ?? 1)));
}

/** A glide, and the instant until which it describes the movement. */
type Moving = { glide: Glide; until: number };

function dimensionGlide({ dimension, groups, sum, applies, turns_at }: DimensionValue, now: number): Moving {
  if (!applies) return { glide: RESTING, until: turns_at };
  const moving = groups.map((group) => groupGlide(group, now));
  const limited = limit(sumOf(moving.map((each) => each.glide)), sum, dimension, now);
  return { glide: limited.glide, until: Math.min(turns_at, limited.until, ...moving.map((each) => each.until)) };
}

function groupGlide({ group, terms, sum }: GroupValue, now: number): Moving {
  const moving = terms.map(({ term, reading }) =>
    reading.holds ? limit(reading.glide, reading.points, term, now) : { glide: RESTING, until: NEVER },
  );
  const turns = terms.map(({ reading }) => reading.turns_at);
  const taken = group.take === 'largest' ? largestGlide(terms, moving, now) : takenGlide(terms, moving);
  const limited = limit(taken.glide, sum, group, now);
  return {
    glide: limited.glide,
    until: Math.min(limited.until, taken.until, ...turns, ...moving.map((each) => each.until)),
  };
}

function takenGlide(terms: readonly TermValue[], moving: readonly Moving[]): Moving {
  return { glide: sumOf(moving.filter((_, index) => terms[index]?.taken).map((each) => each.glide)), until: NEVER };
}

/** The largest term moves alone until another can have caught up; what is as large already may lift the group as well. */
function largestGlide(terms: readonly TermValue[], moving: readonly Moving[], now: number): Moving {
  const place = terms.findIndex((term) => term.taken);
  const largest = moving[place]?.glide;
  if (!largest) return { glide: RESTING, until: NEVER };
  let [up, until] = [largest.up, NEVER];
  moving.forEach(({ glide }, index) => {
    const other = terms[index] as TermValue;
    if (index === place || !other.reading.holds) return;
    const gap = (terms[place] as TermValue).points - other.points;
    if (gap > TIE) until = Math.min(until, now + timeToMove(alone(together(largest.down, glide.up)), gap - TIE / 2));
    else up = alone(together(up, glide.up));
  });
  return { glide: { down: largest.down, up }, until };
}

/**
 * The glide of points under a floor and a ceiling. Beyond one of these they are at rest; between them they glide until they come
 * near one, where what helps against a fall or a rise ends; near one that help is not counted on. Waiting ends half a tie early or
 * late, never on the line: points may come ever nearer to a limit and not arrive.
 */
function limit(
  glide: Glide,
  points: number,
  { floor = -NEVER, ceiling = NEVER }: { floor?: number; ceiling?: number },
  now: number,
): Moving {
  const [above, below] = [points - floor, ceiling - points];
  if (below < -TIE) return { glide: RESTING, until: now + timeToMove(glide.down, -below - TIE / 2) };
  if (above < -TIE) return { glide: RESTING, until: now + timeToMove(glide.up, -above - TIE / 2) };
  if (above <= TIE || below <= TIE) return { glide: { down: alone(glide.down), up: alone(glide.up) }, until: NEVER };
  return { glide, until: now + timeToLeave(glide, { below: above - TIE / 2, above: below - TIE / 2 }) };
}

function timeToLeave(glide: Glide, room: { below: number; above: number }): number {
  return Math.min(timeToMove(glide.down, room.below), timeToMove(glide.up, room.above));
}

/** Milliseconds before which a fall cannot have used up this room in points: the inverse of the bound described at `Glide`. */
function timeToMove({ fading, rate, slope, help, bend }: Fall, points: number): number {
  const room = Math.max(0, points - SLACK);
  let time = NEVER;
  if (slope > 0) time = room / (Math.LN2 * rate + slope);
  else if (room < fading) time = -(fading / rate) * Math.log2(1 - room / fading);
  if (help > 0 && time < NEVER) {
    const steepness = Math.LN2 * (rate - help) + slope;
    const curvature = Math.LN2 ** 2 * bend;
    const root = Math.sqrt(steepness ** 2 + 2 * curvature * room);
    time = Math.max(time, steepness > 0 ? (2 * room) / (steepness + root) : (root - steepness) / curvature);
  }
  return time < LONGEST_MS ? time : NEVER;
}

function sumOf(glides: readonly Glide[]): Glide {
  return glides.reduce((a, b) => ({ down: together(a.down, b.down), up: together(a.up, b.up) }), RESTING);
}

function together(a: Fall, b: Fall): Fall {
  return {
    fading: a.fading + b.fading,
    rate: a.rate + b.rate,
    slope: a.slope + b.slope,
    help: a.help + b.help,
    bend: a.bend + b.bend,
  };
}

/** A fall without what helps against it. */
function alone(fall: Fall): Fall {
  return { ...fall, help: 0, bend: 0 };
}

function scaled({ down, up }: Glide, weight: number): Glide {
  const size = Math.abs(weight);
  const scale = ({ fading, rate, slope, help, bend }: Fall): Fall => ({
    fading: fading * size,
    rate: rate * size,
    slope: slope * size,
    help: help * size,
    bend: bend * size,
  });
  return weight >= 0 ? { down: scale(down), up: scale(up) } : { down: scale(up), up: scale(down) };
}

function nextHit(model: Model, subject: Subject, now: number): number {
  let next = NEVER;
  for (const signal of usedSignals(model))
    for (const hit of subject.hits.get(signal) ?? []) if (hit.occurred_at > now) next = Math.min(next, hit.occurred_at);
  return next;
}
