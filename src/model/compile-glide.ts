import { type RawBuilder, sql } from 'kysely';
import { SLACK, TIE } from './next-change.ts';
import { LONGEST_MS } from './terms/reading.ts';

type Sql = RawBuilder<unknown>;

/** A fall as in terms/reading.ts, in SQL (float8); null where a part is nothing for everybody. */
export type FallSql = { fading: Sql | null; rate: Sql | null; slope: Sql | null; help: Sql | null; bend: Sql | null };
export type GlideSql = { down: FallSql; up: FallSql };

export const STILL_SQL: FallSql = { fading: null, rate: null, slope: null, help: null, bend: null };
export const RESTING_SQL: GlideSql = { down: STILL_SQL, up: STILL_SQL };
const PARTS = ['fading', 'rate', 'slope', 'help', 'bend'] as const;
export type FallPart = (typeof PARTS)[number];

/** Whether a fall is nothing for everybody. */
export function isStill({ fading, slope }: FallSql): boolean {
  return !fading && !slope;
}

/** Whether these points move for nobody. */
export function isResting({ down, up }: GlideSql): boolean {
  return isStill(down) && isStill(up);
}

/** The glide of a sum, at most. */
export function sumOfGlides(glides: readonly GlideSql[]): GlideSql {
  return glides.reduce((a, b) => ({ down: together(a.down, b.down), up: together(a.up, b.up) }), RESTING_SQL);
}

/** Two falls at once. */
export function together(a: FallSql, b: FallSql): FallSql {
  const add = (x: Sql | null, y: Sql | null) => (x && y ? sql`(${x} + ${y})` : (x ?? y));
  return makeFall((part) => add(a[part], b[part]));
}

/** A fall without what helps against it. */
export function alone(fall: FallSql): FallSql {
  return { ...fall, help: null, bend: null };
}

/** The glide times a weight; a negative one turns it round. */
export function scaledGlide(glide: GlideSql, weight: number): GlideSql {
  if (weight === 0) return RESTING_SQL;
  if (weight === 1) return glide;
  const { down, up } = mapGlide(glide, (part) => sql`(${part} * ${sql.lit(Math.abs(weight))}::float8)`);
  return weight > 0 ? { down, up } : { down: up, up: down };
}

/** Every part of a glide changed in one way. */
export function mapGlide(glide: GlideSql, change: (expression: Sql, part: FallPart) => Sql): GlideSql {
  const map = (fall: FallSql) => makeFall((part) => fall[part] && change(fall[part], part));
  return { down: map(glide.down), up: map(glide.up) };
}

/** A fall with each part made by itself. */
export function makeFall(make: (part: FallPart) => Sql | null): FallSql {
  return Object.fromEntries(PARTS.map((part) => [part, make(part)])) as FallSql;
}

/**
 * Milliseconds (float8) before which a fall cannot have used up so many points, null where it never will: the arithmetic of
 * next-change.ts. `sql` null where that is so for everybody. Parts and points are written several times: give columns.
 */
export function timeToMove({ fading, rate, slope, help, bend }: FallSql, points: Sql): Sql {
  if (!fading && !slope) return sql`null::float8`;
  const room = sql`greatest(${points} - ${SLACK}::float8, 0)`;
  const fades =
    fading &&
    sql`case when ${room} < ${fading} then -(${fading} / ${rate}) * ln(1 - ${room} / ${fading}) / ${Math.LN2}::float8 end`;
  const steepest = fading && slope ? sql`(${Math.LN2}::float8 * ${rate} + ${slope})` : slope;
  const straight =
    slope && sql`case when ${slope} > 0 then ${room} / ${steepest} ${fades ? sql`else ${fades}` : sql``} end`;
  const unhelped = straight ?? fades;
  if (!help || !bend) return withinReach(unhelped as Sql);
  const steepness = sql`(${Math.LN2}::float8 * (${rate ?? sql`0`} - ${help}) ${slope ? sql`+ ${slope}` : sql``})`;
  const curvature = sql`(${Math.LN2 ** 2}::float8 * ${bend})`;
  const root = sql`sqrt(${steepness} * ${steepness} + 2 * ${curvature} * ${room})`;
  const helped = sql`case when ${steepness} > 0 then 2 * ${room} / (${steepness} + ${root}) else (${root} - ${steepness}) / ${curvature} end`;
  return withinReach(
    sql`case when ${bend} > 0 and ${unhelped} is not null then greatest(${unhelped}, ${helped}) else ${unhelped} end`,
  );
}

/**
 * The glide of points (a column) under a floor and a ceiling, as `limit` in next-change.ts has it, and `until` (milliseconds or
 * null) that lasts.
 */
export function limitedGlide(
  glide: GlideSql,
  points: Sql,
  { floor, ceiling }: { floor?: number; ceiling?: number },
): { glide: GlideSql; until: Sql[] } {
  if (isResting(glide) || (floor === undefined && ceiling === undefined)) return { glide, until: [] };
  const sides = [
    ...(ceiling === undefined
      ? []
      : [{ room: sql`(${sql.lit(ceiling)}::float8 - ${points})`, to: glide.up, back: glide.down }]),
    ...(floor === undefined
      ? []
      : [{ room: sql`(${points} - ${sql.lit(floor)}::float8)`, to: glide.down, back: glide.up }]),
  ];
  const tie = sql`${TIE}::float8`;
  const half = sql`${TIE / 2}::float8`;
  const isBeyond = sql.join(
    sides.map(({ room }) => sql`${room} < -${tie}`),
    sql` or `,
  );
  const isNear = sql.join(
    sides.map(({ room }) => sql`${room} <= ${tie}`),
    sql` or `,
  );
  const comesBack = sides.map(
    ({ room, back }) => sql`when ${room} < -${tie} then ${timeToMove(back, sql`(-${room} - ${half})`)}`,
  );
  const arrives = sides.map(({ room, to }) => timeToMove(to, sql`(${room} - ${half})`));
  return {
    glide: mapGlide(
      glide,
      (expression, part) =>
        sql`case when ${part === 'help' || part === 'bend' ? isNear : isBeyond} then 0 else ${expression} end`,
    ),
    until: [sql`(case ${sql.join(comesBack, sql` `)} when ${isNear} then null else least(${sql.join(arrives)}) end)`],
  };
}

/** A movement that would take longer than calendars last never ends. */
function withinReach(ms: Sql): Sql {
  return sql`nullif(least(${ms}, ${LONGEST_MS}::float8), ${LONGEST_MS}::float8)`;
}
