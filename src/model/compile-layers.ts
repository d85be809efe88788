import { type RawBuilder, sql } from 'kysely';

type Sql = RawBuilder<unknown>;

/**
 * Columns computed level upon level over one row per person, so that what is used several times is computed once. A column may use
 * `p`, `t` on level 0, and the columns of lower levels above it.
 */
export type Layers = { levels: Sql[][]; named: number };

/** Layers with nothing in them yet. */
export function openLayers(): Layers {
  return { levels: [], named: 0 };
}

/** Makes an expression a column of that level; what it is called from higher levels. */
export function column(layers: Layers, level: number, expression: Sql): Sql {
  const name = `c${layers.named++}`;
  layers.levels[level] ??= [];
  layers.levels[level].push(sql`${expression} as ${sql.ref(name)}`);
  return sql.ref(`r.${name}`);
}

/**
 * All columns as a `from` item to be called `r`, together with the columns of `base`; `from` is the list that level 0 reads.
 * `offset 0` keeps the planner from pulling the levels together again, which would compute shared columns once per use.
 */
export function layered(layers: Layers, base: Sql, from: Sql): Sql {
  const [first = [], ...others] = Array.from(layers.levels, (level) => level ?? []);
  const start = sql`select ${sql.join([base, ...first])} from ${from} offset 0`;
  return sql`(${others
    .filter((level) => level.length > 0)
    .reduce((below, level) => sql`select r.*, ${sql.join(level)} from (${below}) r offset 0`, start)})`;
}
