import { type RawBuilder, sql } from 'kysely';
import type { Catalogue } from '../conditions/catalogue.ts';
import type { Bindings } from '../conditions/compile-bindings.ts';
import { usedSignals } from './catalogue.ts';
import { compileBand, compileCell } from './compile-band.ts';
import { isResting, isStill, mapGlide, RESTING_SQL, scaledGlide, sumOfGlides, timeToMove } from './compile-glide.ts';
import { compileDimension, compileGroup, LEVEL, type MovingSql, sumSql } from './compile-groups.ts';
import { column, type Layers, layered, openLayers } from './compile-layers.ts';
import { exactSql, roomSql, shownSql } from './compile-rounding.ts';
import { instant, nextHit, openTally, type Tally, tallyQuery } from './compile-tally.ts';
import { activeTerms, type Model } from './format.ts';
import { compileTerm, compileWhen } from './terms/compile-term.ts';

type Sql = RawBuilder<unknown>;

/**
 * What a model is computed from. `people`: a `from` item with `person_id` and whatever `bindings` refer to, as `p`. `hits`: one
 * with `person_id`, `signal_id`, `occurred_at` and `key` (which orders simultaneous hits). Restrict both to the people wanted.
 * `adjustments`, where there are any: one with `person_id`, `dimension`, `points`, `starts_at` and `ends_at` (null: until taken back).
 * `signalIds` has the id of every signal of the model; `now` is in epoch milliseconds; `previousBand` an expression over `p`.
 */
export type ScoreSources = {
  people: Sql;
  hits: Sql;
  adjustments?: Sql;
  signalIds: ReadonlyMap<string, number>;
  catalogue: Catalogue;
  bindings: Bindings;
  now: number;
  timeZone: string;
  previousBand?: Sql;
};

/**
 * One person's score as the compiled statement gives it. `points` as in a `ScoreResult`, `exact` within a millionth of it; the dimensions' are arrays in
 * the model's order. Before `next_change_at` nothing shown changes by the passing of time alone (null: never).
 */
export type ScoreRow = {
  person_id: number;
  exact: number;
  points: number;
  dimension_exact: number[];
  dimension_points: number[];
  band: string;
  previous_band: string | null;
  cell: string | null;
  next_change_at: Date | null;
};

/**
 * A valid model as one set-based selection with a `ScoreRow` for each of the people: the same as `scoreAt` says, to the shown
 * digit. The hits are read once, in one grouped pass; people once.
 */
export function compileScores(model: Model, sources: ScoreSources): RawBuilder<ScoreRow> {
  const tally = openTally(sources.now, sources.timeZone);
  const layers = openLayers();
  const gate = model.applies_to && compileWhen(model, model.applies_to, { ...sources, tally });
  const applies = gate && column(layers, LEVEL.terms, gate.holds);
  const dimensions = model.dimensions.map((dimension, index) => {
    const groups = dimension.groups.map((group) => {
      const terms = activeTerms(group).map((term) => ({
        term,
        sql: compileTerm(model, group, term, { ...sources, tally }),
      }));
      return compileGroup(layers, group, terms);
    });
    if (sources.adjustments) groups.push(adjustmentsOf(layers, index));
    return compileDimension(layers, dimension, groups, applies);
  });
  const total = totalOf(model, dimensions);
  const shown = [...dimensions, total].map((moving) => showPoints(layers, moving));
  const ofDimensions = shown.slice(0, -1);
  const ofTotal = shown.at(-1) as ShownSql;
  const turns = [
    ...dimensions.flatMap((dimension) => dimension.turns),
    ...(usedSignals(model).length > 0 ? [nextHit(tally)] : []),
    ...(gate?.turn ? [gate.turn] : []),
    ...(sources.adjustments ? [sql`j.turns_at`] : []),
  ];
  const change = nextChange(layers, sources.now, [...dimensions, total], shown, turns);
  const band = sources.previousBand ? column(layers, LEVEL.terms, sources.previousBand) : sql`null::text`;
  return sql<ScoreRow>`select r.person_id, ${exactSql(ofTotal.points)} as exact, ${ofTotal.shown}::int4 as points,
    array[${sql.join(ofDimensions.map((each) => exactSql(each.points)))}]::float8[] as dimension_exact,
    array[${sql.join(ofDimensions.map((each) => each.shown))}]::int4[] as dimension_points,
    ${compileBand(model.bands, band, ofTotal.shown)} as band, ${band} as previous_band, ${cellOf(model, ofDimensions)} as cell, ${change} as next_change_at
    from ${layered(layers, sql`p.person_id`, sql`${peopleWithTally(model, sources, tally)} ${joinAdjustments(model, sources)}`)} as r`;
}

/** The people `p`, each with the figures `t` of their hits; of who has none, all are null. */
export function peopleWithTally(model: Model, { people, hits, signalIds }: ScoreSources, tally: Tally): Sql {
  if (tally.columns.size === 0) return sql`${people} as p`;
  const ids = usedSignals(model).map((signal) => signalIds.get(signal) as number);
  return sql`${people} as p left join ${tallyQuery(tally, hits, ids)} as t on t.person_id = p.person_id`;
}

/** The adjustments in force, by person `j`: their points in the n-th dimension (from 0) as `d<n>`, and when the first begins or ends. */
function joinAdjustments({ dimensions }: Model, { adjustments, now }: ScoreSources): Sql {
  if (!adjustments) return sql``;
  const inForce = sql`a.starts_at <= ${instant(now)} and (a.ends_at is null or a.ends_at > ${instant(now)})`;
  const points = dimensions.map(
    ({ key }, index) =>
      sql`sum(a.points) filter (where a.dimension = ${key}::text and ${inForce})::float8 as ${sql.ref(`d${index}`)}`,
  );
  return sql`left join (
    select a.person_id, ${sql.join(points)}, least(min(a.starts_at) filter (where a.starts_at > ${instant(now)}),
      min(a.ends_at) filter (where a.ends_at > ${instant(now)})) as turns_at
    from ${adjustments} as a group by a.person_id) as j on j.person_id = p.person_id`;
}

/** The adjustments of a dimension count as one more group, without limits. */
function adjustmentsOf(layers: Layers, dimension: number): MovingSql {
  const points = sql`coalesce(${sql.ref(`j.d${dimension}`)}, 0)`;
  return { points: column(layers, LEVEL.terms, points), glide: RESTING_SQL, until: [], turns: [] };
}

function totalOf(model: Model, dimensions: readonly MovingSql[]): MovingSql {
  const weights = model.dimensions.map((dimension) => dimension.weight ?? 1);
  const points = dimensions.map(({ points }, index) => sql`${sql.lit(weights[index])}::float8 * ${points}`);
  const glide = sumOfGlides(
    dimensions.map((dimension, index) => scaledGlide(dimension.glide, weights[index] as number)),
  );
  return { points: sumSql(points), glide, until: [], turns: [] };
}

/** Points as columns: unrounded and as shown. */
type ShownSql = { points: Sql; shown: Sql };

function showPoints(layers: Layers, moving: MovingSql): ShownSql {
  return {
    points: column(layers, LEVEL.total, moving.points),
    shown: column(layers, LEVEL.total, shownSql(moving.points)),
  };
}

function cellOf({ dimensions, grid }: Model, shown: readonly ShownSql[]): Sql {
  if (!grid) return sql`null::text`;
  const of = (key: string) => (shown[dimensions.findIndex((dimension) => dimension.key === key)] as ShownSql).shown;
  return compileCell(grid, of(grid.fit.dimension), of(grid.engagement.dimension));
}

/** The earliest of all turns and of the instants before which gliding points cannot show another whole number. */
function nextChange(
  layers: Layers,
  now: number,
  all: readonly MovingSql[],
  shown: readonly ShownSql[],
  turns: readonly Sql[],
): Sql {
  const waits = all.flatMap(({ until, glide: unnamed }, index) => {
    if (isResting(unnamed)) return until;
    const { points, shown: asShown } = shown[index] as ShownSql;
    const glide = mapGlide(unnamed, (part) => column(layers, LEVEL.total, part));
    const room = roomSql(points, asShown);
    const leaves = [
      ...(isStill(glide.down) ? [] : [timeToMove(glide.down, column(layers, LEVEL.room, room.below))]),
      ...(isStill(glide.up) ? [] : [timeToMove(glide.up, column(layers, LEVEL.room, room.above))]),
    ];
    return [...until, ...leaves];
  });
  const ends = turns.length > 0 ? [column(layers, LEVEL.terms, sql`least(${sql.join(turns)})`)] : [];
  if (waits.length > 0) {
    const soon = column(layers, LEVEL.soon, sql`least(${sql.join(waits)})`);
    const ms = sql`greatest(ceil(${soon} - ${FRACTION_MS}::float8), 1)`;
    ends.push(sql`case when ${soon} is not null then ${instant(now)} + ${ms} * interval '1 millisecond' end`);
  }
  return ends.length > 0 ? sql`least(${sql.join(ends)})` : sql`null::timestamptz`;
}

/** What reading instants as seconds in floating point may shift a wait by, in milliseconds; it must never be too long. */
const FRACTION_MS = 0.001;
