import type { RawBuilder } from 'kysely';
import type { GlideSql } from '../compile-glide.ts';

type Sql = RawBuilder<unknown>;

/**
 * A term in SQL, over a person `p` and the person's tally `t`: whether it `holds` (boolean) and the `points` it then gives before
 * its own floor and ceiling (float8), which are 0 by themselves for who does not hold it where `nothingUnlessHeld`. `turns` are the
 * next instants (timestamptz or null) at which these may jump. `glide` is how they move in between, `isGliding` whether they do for
 * anybody: it is written over the column that `points` has become, and `put` makes what else it needs a column.
 */
export type TermSql = {
  holds: Sql;
  points: Sql;
  nothingUnlessHeld: boolean;
  isGliding: boolean;
  glide: (points: Sql, put: (expression: Sql) => Sql) => GlideSql;
  turns: Sql[];
};
