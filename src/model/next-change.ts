import { usedSignals } from './catalogue.ts';
import { type Shown, shownOf } from './evaluate.ts';
import type { Model } from './format.ts';
import { type DimensionValue, type GroupValue, type PreparedModel, readModel, totalOf } from './read-model.ts';
import { roomAround } from './rounding.ts';
import { type Fall, type Glide, LONGEST_MS, NEVER, RESTING, type Subject } from './terms/reading.ts';

/** Room below this many points is taken as none: what floating point may leave behind must never make an instant too late. */
export const SLACK = 1e-12;

const MOST_STEPS = 200;

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
  const total = sumOf(moving.map((each, index) => scaled(each.glide, values[index]?.dimension.weight ?? 1)));
  return Math.min(until, now + timeToLeave(total, roomAround(totalOf(values))));
}

/** A glide, and the instant until which it describes the movement. */
type Moving = { glide: Glide; until: number };

function dimensionGlide({ dimension, groups, sum }: DimensionValue, now: number): Moving {
  const moving = groups.map((group) => groupGlide(group, now));
  const limited = limit(sumOf(moving.map((each) => each.glide)), sum, dimension, now);
  return { glide: limited.glide, until: Math.min(limited.until, ...moving.map((each) => each.until)) };
}

function groupGlide({ group, terms, sum }: GroupValue, now: number): Moving {
  const moving = terms.map(({ term, reading }) =>
    reading.holds ? limit(reading.glide, reading.points, term, now) : { glide: RESTING, until: NEVER },
  );
  const taken = sumOf(moving.filter((_, index) => terms[index]?.taken).map((each) => each.glide));
  const glide = group.take === 'largest' ? { down: taken.down, up: sumOf(moving.map((each) => each.glide)).up } : taken;
  const limited = limit(glide, sum, group, now);
  const turns = terms.map(({ reading }) => reading.turns_at);
  return { glide: limited.glide, until: Math.min(limited.until, ...turns, ...moving.map((each) => each.until)) };
}

/** The glide of points under a floor and a ceiling: at rest while they lie beyond one, until they can have come back to it. */
function limit(
  glide: Glide,
  points: number,
  { floor, ceiling }: { floor?: number; ceiling?: number },
  now: number,
): Moving {
  if (ceiling !== undefined && points >= ceiling)
    return { glide: RESTING, until: now + timeToMove(glide.down, points - ceiling) };
  if (floor !== undefined && points <= floor)
    return { glide: RESTING, until: now + timeToMove(glide.up, floor - points) };
  return { glide, until: NEVER };
}

function timeToLeave(glide: Glide, room: { below: number; above: number }): number {
  return Math.min(timeToMove(glide.down, room.below), timeToMove(glide.up, room.above));
}

/** Milliseconds before which a fall cannot have used up this room in points; the inverse of the bound described at `Glide`. */
function timeToMove({ fading, rate, slope }: Fall, points: number): number {
  const room = Math.max(0, points - SLACK);
  const time =
    slope > 0
      ? room / (Math.LN2 * rate + slope)
      : room < fading
        ? -(fading / rate) * Math.log2(1 - room / fading)
        : NEVER;
  return time < LONGEST_MS ? time : NEVER;
}

function sumOf(glides: readonly Glide[]): Glide {
  return glides.reduce((a, b) => ({ down: together(a.down, b.down), up: together(a.up, b.up) }), RESTING);
}

function together(a: Fall, b: Fall): Fall {
  return { fading: a.fading + b.fading, rate: a.rate + b.rate, slope: a.slope + b.slope };
}

function scaled({ down, up }: Glide, weight: number): Glide {
  const size = Math.abs(weight);
  const scale = (fall: Fall): Fall => ({
    fading: fall.fading * size,
    rate: fall.rate * size,
    slope: fall.slope * size,
  });
  return weight >= 0 ? { down: scale(down), up: scale(up) } : { down: scale(up), up: scale(down) };
}

function nextHit(model: Model, subject: Subject, now: number): number {
  let next = NEVER;
  for (const signal of usedSignals(model))
    for (const hit of subject.hits.get(signal) ?? []) if (hit.occurred_at > now) next = Math.min(next, hit.occurred_at);
  return next;
}
