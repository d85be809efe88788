import { sql } from 'kysely';
import { RESTING_SQL } from '../compile-glide.ts';
import { figure, plus, type Tally } from '../compile-tally.ts';
import type { CountTerm } from '../format.ts';
import type { TermSql } from './compiled-term.ts';
import { lengthMs } from './decay.ts';

/** A count term in SQL, over the tally's number of hits of its signal in its window. */
export function compileCountTerm(term: CountTerm, signal: number, tally: Tally): TermSql {
  const { comparison, count, window_days } = term;
  const window = window_days === undefined ? undefined : lengthMs(window_days);
  const counted = { signal, upTo: tally.now, ...(window === undefined ? {} : { after: tally.now - window }) };
  const number = sql`coalesce(${figure(tally, 'number', counted)}, 0)`;
  const operator = sql.raw(comparison === '!=' ? '<>' : comparison);
  const enough = sql`${number} > ${sql.lit(comparison === '>' || comparison === '<=' ? count : count - 1)}`;
  return {
    holds: sql`${number} ${operator} ${sql.lit(count)}`,
    points: sql`${sql.lit(term.points)}::float8`,
    nothingUnlessHeld: false,
    isGliding: false,
    glide: () => RESTING_SQL,
    // A number that is too small already cannot turn the answer by growing smaller still.
    turns:
      window === undefined
        ? []
        : [sql`(case when ${enough} then ${plus(figure(tally, 'first', counted), window)} end)`],
  };
}
