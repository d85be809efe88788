import { bandAfter, insideMargin } from './band.ts';
import type { Cell, Model } from './format.ts';
import { cellOf } from './grid.ts';
import { type DimensionValue, type PreparedModel, readModel, totalOf } from './read-model.ts';
import { type DimensionLine, dimensionLines, type TotalLine, totalLines } from './receipt.ts';
import { exactPoints, shownPoints } from './rounding.ts';
import { isoInstant, type Subject } from './terms/reading.ts';

export { type PreparedModel, prepareModel } from './read-model.ts';
export type { Hit } from './terms/at-most.ts';
export type { Adjustment, Subject, Why } from './terms/reading.ts';
export type { DimensionLine, TotalLine };

/** A dimension's points, whole as shown and exact to a millionth, with the lines that add up to the whole ones. */
export type DimensionScore = {
  key: string;
  name: string;
  points: number;
  exact: number;
  weight: number;
  lines: DimensionLine[];
};

/**
 * A score with its complete receipt. `points` is the total as shown, `exact` it to a millionth; the dimensions' points and
 * `lines` add up to it. `band_held` says that the band is kept by its margin alone. `cell` is null without a grid.
 */
export type ScoreResult = {
  at: string;
  points: number;
  exact: number;
  band: string;
  band_held: boolean;
  cell: Cell | null;
  dimensions: DimensionScore[];
  lines: TotalLine[];
};

/** What of a score a person sees as numbers: the whole points of the total and of each dimension, band and cell. */
export type Shown = { points: number; dimensions: Record<string, number>; band: string; cell: Cell | null };

/**
 * The score of a subject at `now` (epoch milliseconds), and why: the one function for a score and its receipt. Touches later than
 * that do not count, so a past instant gives the same answer whenever it is asked.
 */
export function scoreAt(ready: PreparedModel, subject: Subject, now: number): ScoreResult {
  const { model } = ready;
  const values = readModel(ready, subject, now);
  const total = totalOf(values);
  const shown = shownOf(model, values, subject.previous_band);
  return {
    at: isoInstant(now),
    points: shown.points,
    exact: exactPoints(total),
    band: shown.band,
    band_held: insideMargin(model.bands, shown.points) && shown.band !== bandAfter(model.bands, null, shown.points),
    cell: shown.cell,
    dimensions: values.map((value) => ({
      key: value.dimension.key,
      name: value.dimension.name,
      points: shown.dimensions[value.dimension.key] as number,
      exact: exactPoints(value.points),
      weight: value.dimension.weight ?? 1,
      lines: dimensionLines(value),
    })),
    lines: totalLines(values, total),
  };
}

/** The shown side of a reading alone, for those who ask often. */
export function shownOf(model: Model, values: readonly DimensionValue[], previousBand?: string | null): Shown {
  const points = shownPoints(totalOf(values));
  const dimensions = Object.fromEntries(values.map((value) => [value.dimension.key, shownPoints(value.points)]));
  const band = bandAfter(model.bands, previousBand, points);
  return { points, dimensions, band, cell: model.grid ? cellOf(model.grid, dimensions) : null };
}
