import { type RawBuilder, sql } from 'kysely';
import {
  alone,
  type GlideSql,
  isResting,
  limitedGlide,
  makeFall,
  mapGlide,
  RESTING_SQL,
  sumOfGlides,
  timeToMove,
  together,
} from './compile-glide.ts';
import { column, type Layers } from './compile-layers.ts';
import type { Dimension, Group, Take, Term } from './format.ts';
import { TIE } from './next-change.ts';
import { clampSql, isLimited } from './terms/compile-term.ts';
import type { TermSql } from './terms/compiled-term.ts';

type Sql = RawBuilder<unknown>;

/** The levels of the layers on which the parts of a model are computed. */
export const LEVEL = { terms: 0, groups: 1, largest: 2, dimensions: 3, total: 4, room: 5, soon: 6 } as const;

/**
 * Points in SQL, how they move by themselves, and what ends that description: `until` in milliseconds from now, `turns` as
 * instants on level `terms` (both null where not).
 */
export type MovingSql = { points: Sql; glide: GlideSql; until: Sql[]; turns: Sql[] };

/** A term with its SQL. */
export type CompiledTerm = { term: Term; sql: TermSql };

/** What a term gives on its own, after its floor and ceiling; 0 for who does not hold it. */
export function givenSql({ term, sql: { holds, points, nothingUnlessHeld } }: CompiledTerm): Sql {
  if (nothingUnlessHeld && !isLimited(term)) return points;
  return sql`case when ${holds} then ${clampSql(points, term)} else 0 end`;
}

/** A group. Where nothing glides it is one expression, so that conditions are only asked until one answers. */
export function compileGroup(layers: Layers, group: Group, terms: readonly CompiledTerm[]): MovingSql {
  const turns = terms.flatMap((each) => each.sql.turns);
  if (!terms.some((each) => each.sql.isGliding)) {
    const held = terms.map((each) => ({ holds: each.sql.holds, given: clampSql(each.sql.points, each.term) }));
    const points = group.take === 'sum' ? sumSql(terms.map(givenSql)) : takeSql(group.take, held);
    return { points: column(layers, LEVEL.terms, clampSql(points, group)), glide: RESTING_SQL, until: [], turns };
  }
  const moving = terms.map((each) => movingTerm(layers, each));
  const points = group.take === 'sum' ? sumSql(moving.map((each) => each.given)) : takeSql(group.take, moving);
  const sum = column(layers, LEVEL.groups, points);
  const taken = takenGlide(group.take, moving, sum);
  const level = group.take === 'largest' ? LEVEL.largest : LEVEL.groups;
  const glide = mapGlide(taken.glide, (part) => column(layers, level, part));
  const limited = limitedGlide(glide, sum, group);
  const until = [...moving.flatMap((each) => each.until), ...taken.until, ...limited.until];
  return { points: clampSql(sum, group), glide: limited.glide, until, turns };
}

/**
 * A dimension: the sum of its groups (and of what counts as one: its adjustments), inside its floor and ceiling. `applies` is a
 * column that says whom the model is for; without it that is everybody.
 */
export function compileDimension(
  layers: Layers,
  dimension: Dimension,
  groups: readonly MovingSql[],
  applies: Sql | undefined,
): MovingSql {
  const moving = sumOfDimension(layers, dimension, groups);
  if (!applies) return moving;
  const unlessOutside = (part: Sql) => sql`(case when ${applies} then ${part} else 0 end)`;
  return { ...moving, points: unlessOutside(moving.points), glide: mapGlide(moving.glide, unlessOutside) };
}

function sumOfDimension(layers: Layers, dimension: Dimension, groups: readonly MovingSql[]): MovingSql {
  const until = groups.flatMap((each) => each.until);
  const turns = groups.flatMap((each) => each.turns);
  const sum = sumSql(groups.map((each) => each.points));
  const moving = sumOfGlides(groups.map((each) => each.glide));
  if (isResting(moving)) return { points: clampSql(sum, dimension), glide: moving, until, turns };
  const before = column(layers, LEVEL.dimensions, sum);
  const glide = mapGlide(moving, (part) => column(layers, LEVEL.dimensions, part));
  const limited = limitedGlide(glide, before, dimension);
  return {
    points: clampSql(before, dimension),
    glide: limited.glide,
    until: [...until, ...limited.until],
    turns,
  };
}

/** The sum of points, 0 of none. */
export function sumSql(points: readonly Sql[]): Sql {
  return points.length === 0 ? sql`0::float8` : sql`(${sql.join(points, sql` + `)})`;
}

/** Whether a term holds and what it then gives. */
type HeldSql = { holds: Sql; given: Sql };

/** A term on the move, over columns. */
type MovingTermSql = HeldSql & { glide: GlideSql; until: Sql[] };

function movingTerm(layers: Layers, { term, sql: compiled }: CompiledTerm): MovingTermSql {
  const put = (expression: Sql) => column(layers, LEVEL.terms, expression);
  const [holds, points] = [put(compiled.holds), put(compiled.points)];
  const glide = compiled.glide(points, put);
  const given = givenSql({ term, sql: { ...compiled, holds, points } });
  return { holds, given, ...limitedGlide(glide, points, term) };
}

function takeSql(take: 'first' | 'largest', terms: readonly HeldSql[]): Sql {
  if (terms.length === 0) return sql`0::float8`;
  if (take === 'first') return firstSql(terms, (term) => term.given);
  const each = terms.map(({ holds, given }) => sql`case when ${holds} then ${given} end`);
  return sql`coalesce(greatest(${sql.join(each)}), 0)`;
}

/** What the first term that holds says; of none 0. */
function firstSql<T extends HeldSql>(terms: readonly T[], say: (term: T) => Sql): Sql {
  return sql`(case ${sql.join(
    terms.map((term) => sql`when ${term.holds} then ${say(term)}`),
    sql` `,
  )} else 0 end)`;
}

/** How the points (a column) that a group takes from its terms move, and until when (milliseconds or null). */
function takenGlide(take: Take, terms: readonly MovingTermSql[], points: Sql): { glide: GlideSql; until: Sql[] } {
  if (take === 'sum') return { glide: sumOfGlides(terms.map((term) => term.glide)), until: [] };
  if (take === 'first') return { glide: glideOfFirst(terms), until: [] };
  const gap = (term: MovingTermSql) => sql`(${points} - ${term.given})`;
  const isTied = (term: MovingTermSql) => sql`${term.holds} and ${gap(term)} <= ${TIE}::float8`;
  const down = glideOfFirst(terms.map((term) => ({ ...term, holds: isTied(term) }))).down;
  // What is as large already may lift the group as well; the rest only once it can have caught up.
  const tied = terms.map((term) =>
    mapGlide(term.glide, (part) => sql`(case when ${isTied(term)} then ${part} else 0 end)`),
  );
  const caughtUp = terms.map((term) => {
    const wait = timeToMove(alone(together(down, term.glide.up)), sql`(${gap(term)} - ${TIE / 2}::float8)`);
    return sql`(case when ${term.holds} and ${gap(term)} > ${TIE}::float8 then ${wait} end)`;
  });
  return { glide: { down, up: alone(sumOfGlides(tied).up) }, until: caughtUp };
}

function glideOfFirst(terms: readonly MovingTermSql[]): GlideSql {
  const all = sumOfGlides(terms.map((term) => term.glide));
  const fall = (way: 'down' | 'up') =>
    makeFall((part) => all[way][part] && firstSql(terms, (term) => term.glide[way][part] ?? sql`0`));
  return { down: fall('down'), up: fall('up') };
}
