import type { DimensionValue, GroupValue, TermValue } from './read-model.ts';
import { shownPoints, tenthsOf } from './rounding.ts';
import type { Why } from './terms/reading.ts';

/** What a floor or a ceiling of `bound` points took away or gave. */
type Cap = { limit: 'floor' | 'ceiling'; bound: number };

/**
 * One line of a receipt; `points` has at most one decimal. A `term` line is there for every term that is switched on: one that does
 * not hold, or that its group passed over for another (`taken` false), gives 0. What a floor or a ceiling changed is a line of its
 * own, and so is what rounding changed, so the lines of a list add up exactly to the whole number shown. `outside`: the model is not
 * for this person, and takes everything back.
 */
export type DimensionLine =
  | { kind: 'term'; group: string; term: string; points: number; holds: boolean; taken: boolean; why: Why }
  | ({ kind: 'term_cap'; group: string; term: string; points: number } & Cap)
  | ({ kind: 'group_cap'; group: string; points: number } & Cap)
  | { kind: 'adjustment'; adjustment: number; points: number }
  | ({ kind: 'dimension_cap'; points: number } & Cap)
  | { kind: 'outside'; points: number }
  | { kind: 'rounding'; points: number };

/** One line of the total: a dimension as shown, what its weight adds to that, and the closing line for rounding. */
export type TotalLine =
  | { kind: 'dimension'; dimension: string; points: number }
  | { kind: 'weight'; dimension: string; weight: number; points: number }
  | { kind: 'rounding'; points: number };

/** The lines of one dimension, in the model's order; they add up to its points as shown. */
export function dimensionLines(value: DimensionValue): DimensionLine[] {
  const { dimension, groups, adjustments, sum, limited, applies, points } = value;
  const ledger = openLedger<DimensionLine>();
  for (const group of groups) {
    const entries = groupLedger(group);
    ledger.lines.push(...entries.lines);
    ledger.tenths += entries.tenths;
  }
  for (const { id, points: given } of adjustments)
    enter(ledger, tenthsOf(given), { kind: 'adjustment', adjustment: id });
  if (limited !== sum) {
    closeTo(ledger, tenthsOf(limited), { kind: 'dimension_cap', ...capThat(sum, limited, dimension) });
  }
  if (!applies) enter(ledger, -ledger.tenths, { kind: 'outside' });
  closeTo(ledger, 10 * shownPoints(points), { kind: 'rounding' });
  return ledger.lines;
}

/** The lines of the total: the dimensions as shown, weights, rounding; they add up to the total as shown. */
export function totalLines(dimensions: readonly DimensionValue[], total: number): TotalLine[] {
  const ledger = openLedger<TotalLine>();
  for (const { dimension, points } of dimensions) {
    const shown = shownPoints(points);
    enter(ledger, 10 * shown, { kind: 'dimension', dimension: dimension.key });
    const weight = dimension.weight ?? 1;
    if (weight !== 1)
      enter(ledger, tenthsOf(weight * points) - 10 * shown, { kind: 'weight', dimension: dimension.key, weight });
  }
  closeTo(ledger, 10 * shownPoints(total), { kind: 'rounding' });
  return ledger.lines;
}

function groupLedger({ group, terms, sum, points }: GroupValue): Ledger<DimensionLine> {
  const ledger = openLedger<DimensionLine>();
  for (const value of terms) enterTerm(ledger, group.key, value);
  if (points !== sum)
    closeTo(ledger, tenthsOf(points), { kind: 'group_cap', group: group.key, ...capThat(sum, points, group) });
  return ledger;
}

function enterTerm(ledger: Ledger<DimensionLine>, group: string, { term, reading, points, taken }: TermValue): void {
  const given = taken ? tenthsOf(reading.points) : 0;
  const { holds } = reading;
  enter(ledger, given, { kind: 'term', group, term: term.key, holds, taken, why: reading.why() });
  if (!taken || points === reading.points) return;
  const change = tenthsOf(points) - given;
  if (change !== 0)
    enter(ledger, change, { kind: 'term_cap', group, term: term.key, ...capThat(reading.points, points, term) });
}

function capThat(before: number, after: number, limits: { floor?: number; ceiling?: number }): Cap {
  return after < before
    ? { limit: 'ceiling', bound: limits.ceiling as number }
    : { limit: 'floor', bound: limits.floor as number };
}

/** Lines and their sum in whole tenths of a point: tenths add up exactly where decimals in floating point do not. */
type Ledger<Line> = { lines: Line[]; tenths: number };
type Blank<Line> = Line extends { points: number } ? Omit<Line, 'points'> : never;

function openLedger<Line>(): Ledger<Line> {
  return { lines: [], tenths: 0 };
}

function enter<Line extends { points: number }>(ledger: Ledger<Line>, tenths: number, line: Blank<Line>): void {
  ledger.lines.push({ ...line, points: tenths / 10 } as unknown as Line);
  ledger.tenths += tenths;
}

function closeTo<Line extends { points: number }>(ledger: Ledger<Line>, tenths: number, line: Blank<Line>): void {
  if (ledger.tenths !== tenths) enter(ledger, tenths - ledger.tenths, line);
}
