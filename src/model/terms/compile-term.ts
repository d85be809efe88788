import { type RawBuilder, sql } from 'kysely';
import type { Catalogue } from '../../conditions/catalogue.ts';
import { compilePrepared } from '../../conditions/compile.ts';
import type { Bindings } from '../../conditions/compile-bindings.ts';
import { compileNextTurn } from '../../conditions/compile-next-turn.ts';
import type { Condition } from '../../conditions/format.ts';
import { prepareCondition } from '../../conditions/prepare.ts';
import { withoutProfiles } from '../../conditions/profiles.ts';
import type { Range } from '../../conditions/time.ts';
import { signalOf, withSignals } from '../catalogue.ts';
import { RESTING_SQL } from '../compile-glide.ts';
import { type Counted, figure, type Tally } from '../compile-tally.ts';
import type { FieldTerm, Group, Model, Term } from '../format.ts';
import { compileCountTerm } from './compile-count.ts';
import { compileSignalTerm } from './compile-signal.ts';
import type { TermSql } from './compiled-term.ts';

type Sql = RawBuilder<unknown>;

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
  const { holds, turn } = compileWhen(model, term.when, sources);
  return {
    holds,
    points: sql`${sql.lit(term.points)}::float8`,
    nothingUnlessHeld: false,
    isGliding: false,
    glide: () => RESTING_SQL,
    turns: turn ? [turn] : [],
  };
}

/** A condition of the model on people in SQL: whether it holds, and the next instant at which time alone may turn it, if any. */
export function compileWhen(
  model: Model,
  when: Condition,
  sources: TermSources,
): { holds: Sql; turn: Sql | undefined } {
  const { now, timeZone } = sources.tally;
  const catalogue = withSignals(model, sources.catalogue);
  const condition = prepareCondition(withoutProfiles(when, model.profiles), catalogue, timeZone);
  const bindings = bindSignals(model, sources);
  return { holds: compilePrepared(condition, bindings, now), turn: compileNextTurn(condition, bindings, now) };
}

/** The bindings, with the model's own signals counted in the tally, in the one pass over the hits. */
function bindSignals(model: Model, { bindings, signalIds, tally }: TermSources): Bindings {
  return (field) => {
    const asked = signalOf(model, field);
    if (asked === undefined) return bindings(field);
    const signal = idOf(asked.key, signalIds);
    if (asked.aspect !== 'count')
      return { kind: 'column', expression: figure(tally, asked.aspect, { signal, upTo: tally.now }) };
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
export function clampSql(points: Sql, { floor, ceiling }: { floor?: number; ceiling?: number }): Sql {
  const raised = floor === undefined ? points : sql`greatest(${points}, ${sql.lit(floor)}::float8)`;
  return ceiling === undefined ? raised : sql`least(${raised}, ${sql.lit(ceiling)}::float8)`;
}
