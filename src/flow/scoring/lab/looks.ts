import { bandAfter, entersAt, insideMargin, leftBelow } from '../../../model/band.ts';
import type { PreparedModel } from '../../../model/evaluate.ts';
import { activeTerms, type CountTerm, type Group, type Model, type SignalTerm } from '../../../model/format.ts';
import { nextOutside } from '../../../model/next-change.ts';
import { onlyFalls } from '../../../model/only-falls.ts';
import { type DimensionValue, totalOf } from '../../../model/read-model.ts';
import { shownPoints } from '../../../model/rounding.ts';
import { growsAgain } from '../../../model/terms/decay.ts';
import { type Past, totalAt, valuesAt } from './pasts.ts';

/** The band at an instant: of the total alone outside every margin, else walked from the beginning. */
export function bandAt(past: Past, at: number): string {
  const { bands } = past.ready.model;
  const total = totalAt(past, at);
  if (!insideMargin(bands, total)) return bandAfter(bands, null, total);
  let place: number | undefined;
  for (const look of bandWalk(past, past.first_at, at)) place = look.place;
  return bands[place ?? 0]?.key as string;
}

/**
 * The bands from `from` to `to` (epoch ms, both included), as places in the model's list: at both ends of every stretch in which nothing
 * happens, and where the total can rise within one, at every instant at which time alone brings another band. Where it can only fall, that is
 * told at the end. Begins as if the person were new at `from`; nothing before
 * the person was known.
 */
export function* bandWalk(past: Past, from: number, to: number): Generator<{ at: number; place: number }> {
  const { bands } = past.ready.model;
  let place: number | undefined;
  const look = (at: number, total: number) => {
    const before = place === undefined ? null : bands[place]?.key;
    const band = bandAfter(bands, before, total);
    place = bands.findIndex(({ key }) => key === band);
    return { at, place };
  };
  for (const [start, end] of stretches(past, from, to)) {
    const values = valuesAt(past, start);
    yield look(start, shownOf(values));
    if (end === start) continue;
    let now: number | null = canRise(past, values, end) ? start : null;
    while (now !== null) {
      const [band, next] = [bands[place as number], bands[(place as number) + 1]];
      const span = { under: band ? leftBelow(band) : -NEVER, atLeast: next ? entersAt(next) : NEVER };
      now = nextOutside(past.swift, past.subjectAt(start), now, end, span);
      if (now !== null) yield look(now, totalAt(past, now));
    }
    yield look(end, totalAt(past, end));
  }
}

/** The totals at the beginning of a time and at its end, and the highest one in between. */
export type Heights = { first: number; last: number; highest: number };

/** How high a score stood from `from` to `to` (epoch ms, both included); undefined where the person was not known yet. */
export function heightsIn(past: Past, from: number, to: number): Heights | undefined {
  let heights: Heights | undefined;
  for (const [start, end] of stretches(past, from, to)) {
    const values = valuesAt(past, start);
    const total = shownOf(values);
    heights ??= { first: total, last: total, highest: total };
    heights.highest = Math.max(heights.highest, total);
    let now: number | null = canRise(past, values, end) ? start : null;
    while (now !== null) {
      now = nextOutside(past.swift, past.subjectAt(start), now, end, { under: -NEVER, atLeast: heights.highest + 1 });
      if (now !== null) heights.highest = totalAt(past, now);
    }
    if (end === to) heights.last = end === start ? total : totalAt(past, end);
  }
  return heights;
}

/**
 * The model read so often from `from` to `to` (epoch ms, both included) that every term that holds at some instant holds in one of the readings:
 * when something happens, and where terms can begin to hold by themselves whenever one turns.
 */
export function* readingsIn(past: Past, from: number, to: number): Generator<DimensionValue[]> {
  for (const [start, end] of stretches(past, from, to)) {
    for (let at = start; at <= end; ) {
      const values = valuesAt(past, at);
      yield values;
      if (!risesByItself(past)) break;
      at = Math.max(at + 1, Math.ceil(Math.min(...values.map(turnOf))));
    }
  }
}

function turnOf({ turns_at, groups }: DimensionValue): number {
  return Math.min(turns_at, ...groups.flatMap(({ terms }) => terms.map(({ reading }) => reading.turns_at)));
}

const NEVER = Number.POSITIVE_INFINITY;

/** From each event, and from `from`, to the millisecond before the next one or to `to`. */
function* stretches({ events, first_at }: Past, from: number, to: number): Generator<[start: number, end: number]> {
  let start = Math.max(from, first_at);
  if (start > to) return;
  for (const event of events) {
    if (event <= start || event > to) continue;
    yield [start, event - 1];
    start = event;
  }
  yield [start, to];
}

/** Whether the total may rise from this reading until `end`; the model is asked first, for most cannot. */
function canRise(past: Past, values: readonly DimensionValue[], end: number): boolean {
  return risesByItself(past) && !onlyFalls(values, end);
}

function shownOf(values: readonly DimensionValue[]): number {
  return shownPoints(totalOf(values));
}

/** What can make a total rise though nothing happens: time itself, or touches of these signals once they have come. */
type Rising = { always: boolean; signals: ReadonlySet<string> };

const rising = new WeakMap<PreparedModel, Rising>();

/**
 * Whether a total may rise though nothing happens: because something negative fades or ends, a term that was passed over for another gets
 * its turn, or a condition asks about time. Where not, it is highest at an event. May say so too often, never too rarely.
 */
function risesByItself({ ready, subjectAt: subject, first_at }: Past): boolean {
  const { always, signals } = rising.get(ready) ?? risingOf(ready.model);
  rising.set(ready, { always, signals });
  return always || (signals.size > 0 && [...signals].some((key) => subject(first_at).hits.get(key)?.length));
}

function risingOf({ dimensions, applies_to, profiles }: Model): Rising {
  const terms = dimensions.flatMap(({ groups }) =>
    groups.flatMap((group) => activeTerms(group).map((term) => ({ term, take: group.take }))),
  );
  const conditions = terms.map(({ term }) => (term.kind === 'field' ? term.when : null));
  const signals = terms.flatMap(({ term, take }) =>
    term.kind !== 'field' && termRises(term, take) ? [term.signal] : [],
  );
  const always =
    asksAboutTime([applies_to, profiles, ...conditions]) || dimensions.some(({ weight }) => (weight ?? 1) < 0);
  return { always, signals: new Set(signals) };
}

function termRises(term: SignalTerm | CountTerm, take: Group['take']): boolean {
  if (take === 'first') return true;
  const isOdd = (term.ceiling ?? 0) < 0;
  if (term.kind === 'signal')
    return term.decay.curve !== 'none' && (term.points < 0 || isOdd || growsAgain(term.decay));
  if (isOdd) return true;
  return term.window_days !== undefined && (term.points < 0 || (term.comparison !== '>=' && term.comparison !== '>'));
}

/** Conditions on ages and counts of touches can turn as time passes. */
function asksAboutTime(conditions: unknown): boolean {
  return /"operator":"(inLast|notInLast|olderThan|on|notOn|before|after)"|"field":"signal\./.test(
    JSON.stringify(conditions),
  );
}
