import type { Catalogue } from '../conditions/catalogue.ts';
import { holds, type Read } from '../conditions/evaluate.ts';
import type { Condition } from '../conditions/format.ts';
import { nextTurn } from '../conditions/next-turn.ts';
import { type PreparedCondition, prepareCondition } from '../conditions/prepare.ts';
import { withoutProfiles } from '../conditions/profiles.ts';
import { signalOf, withSignals } from './catalogue.ts';
import { activeTerms, allTerms, type Dimension, type Group, type Model, type Term } from './format.ts';
import { byOccurrence, type Hit } from './terms/at-most.ts';
import { readCountTerm } from './terms/count.ts';
import { readFieldTerm } from './terms/field.ts';
import { type Adjustment, isoInstant, NEVER, type Subject, type TermReading } from './terms/reading.ts';
import { readSignalTerm } from './terms/signal.ts';

/** A model made ready to be read for many people: the conditions of its field terms by term key, and where calendar days begin. */
export type PreparedModel = {
  model: Model;
  timeZone: string;
  conditions: ReadonlyMap<string, PreparedCondition>;
  /** Whom the model is for; undefined: everybody. */
  appliesTo: PreparedCondition | undefined;
};

/** Makes a valid model ready for the fields of `catalogue` and the calendar of `timeZone` (IANA). */
export function prepareModel(model: Model, catalogue: Catalogue, timeZone: string): PreparedModel {
  const conditions = new Map<string, PreparedCondition>();
  const fields = withSignals(model, catalogue);
  const prepare = (when: Condition) => prepareCondition(withoutProfiles(when, model.profiles), fields, timeZone);
  for (const term of allTerms(model)) if (term.kind === 'field') conditions.set(term.key, prepare(term.when));
  return { model, timeZone, conditions, appliesTo: model.applies_to && prepare(model.applies_to) };
}

/** A term as read: `points` after its floor and ceiling, `taken` whether its group takes them. */
export type TermValue = { term: Term; reading: TermReading; points: number; taken: boolean };

/** A group as read: `sum` is what it takes from its terms, `points` that after its floor and ceiling. */
export type GroupValue = { group: Group; terms: TermValue[]; sum: number; points: number };

/**
 * A dimension as read, unrounded: `sum` of its groups and of the adjustments in force, `limited` that after its floor and ceiling,
 * `points` the same, or 0 of somebody whom the model is not for. Whom it is for, and which adjustments are in force, may turn at `turns_at`.
 */
export type DimensionValue = {
  dimension: Dimension;
  groups: GroupValue[];
  adjustments: Adjustment[];
  sum: number;
  limited: number;
  applies: boolean;
  points: number;
  turns_at: number;
};

/**
 * The whole model read for one subject at `now` (epoch milliseconds): the one reading that scores, receipts and next changes are made from.
 * Touches later than that do not count. Sums run in the model's and the touches' own order, so the same data gives the same
 * number in whatever order it arrived.
 */
export function readModel(ready: PreparedModel, subject: Subject, now: number): DimensionValue[] {
  const hitsOf = pastHits(subject, now);
  const read = readerOf(ready.model, subject, hitsOf);
  const { appliesTo } = ready;
  const applies = !appliesTo || holds(appliesTo, read, now);
  const turnsAt = appliesTo ? nextTurn(appliesTo, read, now) : NEVER;
  return ready.model.dimensions.map((dimension) => {
    const groups = dimension.groups.map((group) =>
      readGroup(group, (term) => readTerm(term, ready, read, hitsOf, now)),
    );
    const given = (subject.adjustments ?? []).filter((adjustment) => adjustment.dimension === dimension.key);
    const adjustments = given.filter((adjustment) => isInForce(adjustment, now));
    const sum = [...groups, ...adjustments].reduce((total, { points }) => total + points, 0);
    const limited = clamp(sum, dimension);
    const turns_at = Math.min(turnsAt, ...given.map((adjustment) => turnOf(adjustment, now)));
    return { dimension, groups, adjustments, sum, limited, applies, points: applies ? limited : 0, turns_at };
  });
}

/** The total, unrounded: every dimension times its weight. */
export function totalOf(dimensions: readonly DimensionValue[]): number {
  return dimensions.reduce((total, { dimension, points }) => total + (dimension.weight ?? 1) * points, 0);
}

/** The points inside the floor and the ceiling. */
export function clamp(points: number, { floor, ceiling }: { floor?: number; ceiling?: number }): number {
  return Math.min(Math.max(points, floor ?? points), ceiling ?? Number.POSITIVE_INFINITY);
}

function isInForce({ starts_at, ends_at }: Adjustment, now: number): boolean {
  return starts_at <= now && (ends_at === null || now < ends_at);
}

function turnOf({ starts_at, ends_at }: Adjustment, now: number): number {
  if (starts_at > now) return starts_at;
  return ends_at !== null && ends_at > now ? ends_at : NEVER;
}

function readGroup(group: Group, read: (term: Term) => TermReading): GroupValue {
  const terms = activeTerms(group).map((term): TermValue => {
    const reading = read(term);
    return { term, reading, points: reading.holds ? clamp(reading.points, term) : 0, taken: false };
  });
  for (const term of takenTerms(group, terms)) term.taken = true;
  const sum = terms.reduce((total, term) => (term.taken ? total + term.points : total), 0);
  return { group, terms, sum, points: clamp(sum, group) };
}

function readTerm(
  term: Term,
  { conditions, timeZone }: PreparedModel,
  read: Read,
  hitsOf: (signal: string) => readonly Hit[],
  now: number,
): TermReading {
  switch (term.kind) {
    case 'field':
      return readFieldTerm(term, conditions.get(term.key) as PreparedCondition, read, now);
    case 'signal':
      return readSignalTerm(term, hitsOf(term.signal), now, timeZone);
    case 'count':
      return readCountTerm(term, hitsOf(term.signal), now);
  }
}

/** Of terms that give equally much the earlier is the largest. */
function takenTerms(group: Group, terms: readonly TermValue[]): readonly TermValue[] {
  const holding = terms.filter((term) => term.reading.holds);
  if (group.take === 'sum') return holding;
  if (group.take === 'first') return holding.slice(0, 1);
  const largest = Math.max(...holding.map((term) => term.points));
  return holding.filter((term) => term.points === largest).slice(0, 1);
}

/** Fields of the subject, and the touches of the model's own signals where a condition asks about them. */
function readerOf(model: Model, { read, hits }: Subject, pastHitsOf: (signal: string) => readonly Hit[]): Read {
  return (field) => {
    const signal = signalOf(model, field);
    if (signal === undefined) return read(field);
    if (signal.aspect === 'count') return (hits.get(signal.key) ?? []).map((hit) => hit.occurred_at);
    const hit = pastHitsOf(signal.key).at(signal.aspect === 'last' ? -1 : 0);
    return hit === undefined ? null : isoInstant(hit.occurred_at);
  };
}

function pastHits(subject: Subject, now: number): (signal: string) => readonly Hit[] {
  const known = new Map<string, readonly Hit[]>();
  return (signal) => {
    const hits =
      known.get(signal) ?? (subject.hits.get(signal) ?? []).filter((hit) => hit.occurred_at <= now).sort(byOccurrence);
    known.set(signal, hits);
    return hits;
  };
}
