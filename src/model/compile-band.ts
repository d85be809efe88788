import { type RawBuilder, sql } from 'kysely';
import { entersAt, leftBelow } from './band.ts';
import type { Band, Grid } from './format.ts';

type Sql = RawBuilder<unknown>;

/** `bandAfter` of band.ts in SQL: a band's key (text). `total` is the total as shown, `previous` the band before (text or null). */
export function compileBand(bands: readonly Band[], previous: Sql, total: Sql): Sql {
  const keys = bands.map((band) => band.key);
  const held = bands.some((band) => band.margin)
    ? sql`least(${placeOf(keys, previous)}, ${reached(bands, total, leftBelow)})`
    : sql`1`;
  return sql`(${keys}::text[])[greatest(${reached(bands, total, entersAt)}, ${held})]`;
}

/** `cellOf` of grid.ts in SQL (text); the arguments are points as shown. */
export function compileCell(grid: Grid, fit: Sql, engagement: Sql): Sql {
  const place = (points: Sql, cuts: readonly number[], names: readonly string[]) =>
    sql`case ${sql.join(
      cuts.map((cut, index) => sql`when ${points} >= ${sql.lit(cut)} then ${sql.lit(names[index])}`),
      sql` `,
    )} else ${sql.lit(names[3])} end`;
  return sql`(${place(fit, grid.fit.cuts, ['A', 'B', 'C', 'D'])} || ${place(engagement, grid.engagement.cuts, ['1', '2', '3', '4'])})`;
}

/** The place (from 1) of the highest band whose line the total reaches. */
function reached(bands: readonly Band[], total: Sql, line: (band: Band) => number): Sql {
  const places = bands.map((band, index) =>
    band.from === undefined ? sql`` : sql`when ${total} >= ${sql.lit(line(band))} then ${sql.lit(index + 1)}`,
  );
  return sql`case ${sql.join(places.reverse(), sql` `)} else 1 end`;
}

function placeOf(keys: readonly string[], key: Sql): Sql {
  return sql`coalesce(array_position(${keys}::text[], ${key}), 1)`;
}
