import { type RawBuilder, sql } from 'kysely';
import { SLACK } from './next-change.ts';
import { LONGEST_MS } from './terms/reading.ts';

type Sql = RawBuilder<unknown>;

/** A fall as in terms/reading.ts, in SQL (float8); null where a part is nothing for everybody. `fading` and `rate` go together. */
export type FallSql = { fading: Sql | null; rate: Sql | null; slope: Sql | null };
export type GlideSql = { down: FallSql; up: FallSql };

export const STILL_SQL: FallSql = { fading: null, rate: null, slope: null };
export const RESTING_SQL: GlideSql = { down: STILL_SQL, up: STILL_SQL };

/** Whether these points move for nobody. */
export function isResting({ down, up }: GlideSql): boolean {
  return isStill(down) && isStill(up);
}

/** The glide of a sum, at most. */
export function sumOfGlides(glides: readonly GlideSql[]): GlideSql {
  return glides.reduce((a, b) => ({ down: together(a.down, b.down), up: together(a.up, b.up) }), RESTING_SQL);
}

/** The glide times a weight; a negative one turns it round. */
export function scaledGlide({ down, up }: GlideSql, weight: number): GlideSql {
  if (weight === 0) return RESTING_SQL;
  if (weight === 1) return { down, up };
  const scale = (fall: FallSql) => mapFall(fall, (part) => sql`(${part} * ${sql.lit(Math.abs(weight))}::float8)`);
  return weight > 0 ? { down: scale(down), up: scale(up) } : { down: scale(up), up: scale(down) };
}

/** Every part of a glide changed in one way. */
export function mapGlide({ down, up }: GlideSql, change: (part: Sql) => Sql): GlideSql {
  return { down: mapFall(down, change), up: mapFall(up, change) };
}

/**
 * Milliseconds (float8) before which a fall cannot have used up `room` points, null where it never will: the same arithmetic as
 * in next-change.ts. Null instead of an expression where that is so for everybody. `room` is written several times: give a column.
 */
export function timeToMove({ fading, rate, slope }: FallSql, points: Sql): Sql | null {
  if (!fading && !slope) return null;
  const room = sql`greatest(${points} - ${SLACK}::float8, 0)`;
  const fades =
    fading &&
    sql`case when ${room} < ${fading} then -(${fading} / ${rate}) * ln(1 - ${room} / ${fading}) / ${Math.LN2}::float8 end`;
  if (!slope) return withinReach(fades as Sql);
  const steepest = fading ? sql`(${Math.LN2}::float8 * ${rate} + ${slope})` : slope;
  return withinReach(sql`case when ${slope} > 0 then ${room} / ${steepest} ${fading ? sql`else ${fades}` : sql``} end`);
}

/** The glide of points under a floor and a ceiling: at rest beyond one, `until` (milliseconds) they can have come back to it. */
export function limitedGlide(
  glide: GlideSql,
  points: Sql,
  { floor, ceiling }: { floor?: number; ceiling?: number },
): { glide: GlideSql; until: Sql[] } {
  if (isResting(glide) || (floor === undefined && ceiling === undefined)) return { glide, until: [] };
  const beyond: Sql[] = [];
  const back: Sql[] = [];
  if (ceiling !== undefined) {
    const bound = sql`${sql.lit(ceiling)}::float8`;
    beyond.push(sql`${points} >= ${bound}`);
    back.push(
      sql`when ${points} >= ${bound} then ${timeToMove(glide.down, sql`(${points} - ${bound})`) ?? sql`null::float8`}`,
    );
  }
  if (floor !== undefined) {
    const bound = sql`${sql.lit(floor)}::float8`;
    beyond.push(sql`${points} <= ${bound}`);
    back.push(
      sql`when ${points} <= ${bound} then ${timeToMove(glide.up, sql`(${bound} - ${points})`) ?? sql`null::float8`}`,
    );
  }
  const resting = sql.join(beyond, sql` or `);
  return {
    glide: mapGlide(glide, (part) => sql`case when ${resting} then 0 else ${part} end`),
    until: [sql`(case ${sql.join(back, sql` `)} end)`],
  };
}

/** Whether a fall is nothing for everybody. */
export function isStill({ fading, slope }: FallSql): boolean {
  return !fading && !slope;
}

function mapFall({ fading, rate, slope }: FallSql, change: (part: Sql) => Sql): FallSql {
  return { fading: fading && change(fading), rate: rate && change(rate), slope: slope && change(slope) };
}

function together(a: FallSql, b: FallSql): FallSql {
  const add = (x: Sql | null, y: Sql | null) => (x && y ? sql`(${x} + ${y})` : (x ?? y));
  return { fading: add(a.fading, b.fading), rate: add(a.rate, b.rate), slope: add(a.slope, b.slope) };
}

/** A movement that would take longer than calendars last never ends. */
function withinReach(ms: Sql): Sql {
  return sql`nullif(least(${ms}, ${LONGEST_MS}::float8), ${LONGEST_MS}::float8)`;
}
