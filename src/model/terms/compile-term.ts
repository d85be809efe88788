import { type RawBuilder, sql } from 'kysely';
import type { Catalogue } from '../../conditions/catalogue.ts';
import type { Range } from '../../conditions/comparison.ts';
import { type Bindings, compilePrepared } from '../../conditions/compile.ts';
import { compileNextTurn } from '../../conditions/compile-next-turn.ts';
import { prepareCondition } from '../../conditions/prepare.ts';
import { signalOf, withSignals } from '../catalogue.ts';
import { type GlideSql, RESTING_SQL } from '../compile-glide.ts';
import { type Counted, figure, type Tally } from '../compile-tally.ts';
import type { FieldTerm, Group, Model, Term } from '../format.ts';
import { compileCountTerm } from './compile-count.ts';
import { compileSignalTerm } from './compile-signal.ts';

/**
 * A term in SQL, over a person `p` and the person's tally `t`: whether it `holds` (boolean) and the `points` it then gives before
 * its own floor and ceiling (float8), which are 0 by themselves for who does not hold it where `nothingUnlessHeld`. `turns` are the
 * next instants (timestamptz or null) at which these may jump. `glide` is how they move in between, `isGliding` whether they do for
 * anybody: it is written over the column that `points` has become, and `put` makes what else it needs a column.
 */
export type TermSql = {
  holds: RawBuilder<unknown>;
  points: RawBuilder<unknown>;
  nothingUnlessHeld: boolean;
  isGliding: boolean;
  glide: (points: RawBuilder<unknown>, put: (expression: RawBuilder<unknown>) => RawBuilder<unknown>) => GlideSql;
  turns: RawBuilder<unknown>[];
};

/** What terms are compiled against: the fields that exist, where their values are, which id each signal has, and the tally. */
export type TermSources = {
  catalogue: Catalogue;
  bindings: Bindings;
  signalIds: ReadonlyMap<string, number>;
  tally: Tally;
};

/** A term of this group in SQL. Throws when a signal has no id: the caller gives one to every signal of the model first. */
export function compileTerm(model: Model, group: Group, term: Term, sources: TermSources): TermSql {
  const { tally, signalIds } = sources;
  if (term.kind === 'field') return compileFieldTerm(model, term, sources);
  const signal = idOf(term.signal, signalIds);
  if (term.kind === 'count') return compileCountTerm(term, signal, tally);
  return compileSignalTerm(term, signal, tally, group.take !== 'sum' || isLimited(term));
}

function compileFieldTerm(model: Model, term: FieldTerm, sources: TermSources): TermSql {
  const { now, timeZone } = sources.tally;
  const condition = prepareCondition(term.when, withSignals(model, sources.catalogue), timeZone);
  const bindings = bindSignals(model, sources);
  const turn = compileNextTurn(condition, bindings, now);
  return {
    holds: compilePrepared(condition, bindings, now),
    points: sql`${sql.lit(term.points)}::float8`,
    nothingUnlessHeld: false,
    isGliding: false,
    glide: () => RESTING_SQL,
    turns: turn ? [turn] : [],
  };
}

/** The bindings, with the model's own signals counted in the tally, in the one pass over the hits. */
function bindSignals(model: Model, { bindings, signalIds, tally }: TermSources): Bindings {
  return (field) => {
    const key = signalOf(model, field);
    if (key === undefined) return bindings(field);
    const signal = idOf(key, signalIds);
    const within = ({ from, to }: Range): Counted => ({
      signal,
      ...(from === null ? {} : { after: from - 1 }),
      ...(to === null ? {} : { upTo: to - 1 }),
    });
    return {
      kind: 'count',
      hits: (range) => figure(tally, 'number', within(range)),
      earliest: (range) => figure(tally, 'first', within(range)),
    };
  };
}

function idOf(signal: string, signalIds: ReadonlyMap<string, number>): number {
  const id = signalIds.get(signal);
  if (id === undefined) throw new Error(`signal ${signal} has no id`);
  return id;
}

/** Whether a floor or a ceiling is set. */
export function isLimited({ floor, ceiling }: { floor?: number; ceiling?: number }): boolean {
  return floor !== undefined || ceiling !== undefined;
}

/** Points inside a floor and a ceiling: `clamp` of read-model.ts in SQL. */
export function clampSql(
  points: RawBuilder<unknown>,
  { floor, ceiling }: { floor?: number; ceiling?: number },
): RawBuilder<unknown> {
  const raised = floor === undefined ? points : sql`greatest(${points}, ${sql.lit(floor)}::float8)`;
  return ceiling === undefined ? raised : sql`least(${raised}, ${sql.lit(ceiling)}::float8)`;
}
