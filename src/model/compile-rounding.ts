import { type RawBuilder, sql } from 'kysely';

type Sql = RawBuilder<unknown>;

/** `exactPoints` of rounding.ts in SQL. */
export function exactSql(points: Sql): Sql {
  return sql`(sign(${points}) * floor(abs(${points}) * 1e6::float8 + 0.5::float8) / 1e6::float8 + 0)`;
}

/** `shownPoints` of rounding.ts in SQL, still float8: `sign` makes it a whole number that may be minus zero. */
export function shownSql(points: Sql): Sql {
  const millionths = sql`floor(abs(${points}) * 1e6::float8 + 0.5::float8)`;
  return sql`(sign(${points}) * floor((${millionths} + 500000::float8) / 1e6::float8) + 0)`;
}

/** `roomAround` of rounding.ts in SQL; `shown` is `shownSql(points)`. Both are written several times: give columns. */
export function roomSql(points: Sql, shown: Sql): { below: Sql; above: Sql } {
  const edge = sql`${0.5 - 0.5 / 1_000_000}::float8`;
  const outward = sql`greatest(abs(${shown}) + ${edge} - abs(${points}), 0)`;
  const inward = sql`case when ${shown} = 0 then abs(${points}) + ${edge} else greatest(abs(${points}) - (abs(${shown}) - 1 + ${edge}), 0) end`;
  return {
    below: sql`(case when ${points} < 0 then ${outward} else ${inward} end)`,
    above: sql`(case when ${points} < 0 then ${inward} else ${outward} end)`,
  };
}
