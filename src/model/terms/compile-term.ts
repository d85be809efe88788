import { type RawBuilder, sql } from 'kysely';
import type { Catalogue } from '../../conditions/catalogue.ts';
import { type Bindings, compileCondition } from '../../conditions/compile.ts';
import { compileNextTurn } from '../../conditions/compile-next-turn.ts';
import { type GlideSql, RESTING_SQL } from '../compile-glide.ts';
import type { Tally } from '../compile-tally.ts';
import type { Group, Term } from '../format.ts';
import { compileCountTerm } from './compile-count.ts';
import { compileSignalTerm } from './compile-signal.ts';

/**
 * A term in SQL, over a person `p` and the person's tally `t`: whether it `holds` (boolean) and the `points` it then gives before
 * its own floor and ceiling (float8), which are 0 by themselves for who does not hold it where `nothingUnlessHeld`. `turns` are the
 * next instants (timestamptz or null) at which these may jump.
 */
export type TermSql = {
  holds: RawBuilder<unknown>;
  points: RawBuilder<unknown>;
  nothingUnlessHeld: boolean;
  glide: GlideSql;
  turns: RawBuilder<unknown>[];
};

/** What terms are compiled against: the fields that exist, where their values are, which number each signal has, and the tally. */
export type TermSources = {
  catalogue: Catalogue;
  bindings: Bindings;
  signalIds: ReadonlyMap<string, number>;
  tally: Tally;
};

/** A term of this group in SQL. Throws when a signal has no id: the caller gives one to every signal of the model first. */
export function compileTerm(term: Term, group: Group, { catalogue, bindings, signalIds, tally }: TermSources): TermSql {
  if (term.kind === 'field') {
    const { now, timeZone } = tally;
    const turn = compileNextTurn(term.when, catalogue, bindings, now, timeZone);
    return {
      holds: compileCondition(term.when, catalogue, bindings, now, timeZone),
      points: sql`${sql.lit(term.points)}::float8`,
      nothingUnlessHeld: false,
      glide: RESTING_SQL,
      turns: turn ? [turn] : [],
    };
  }
  const signal = signalIds.get(term.signal);
  if (signal === undefined) throw new Error(`signal ${term.signal} of term ${term.key} has no id`);
  if (term.kind === 'count') return compileCountTerm(term, signal, tally);
  return compileSignalTerm(term, signal, tally, group.take !== 'sum' || isLimited(term));
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
