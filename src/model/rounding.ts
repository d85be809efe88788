/*
 * Points are floating point until they are shown. They are first rounded to a millionth, which takes away what the order of
 * additions leaves behind, so that every reader shows the same digit. compile-rounding.ts does the same arithmetic in SQL.
 */

const MILLION = 1_000_000;

function roundedTo(points: number, partsPerPoint: number): number {
  const millionths = Math.floor(Math.abs(points) * MILLION + 0.5);
  const step = MILLION / partsPerPoint;
  const parts = Math.floor((millionths + Math.floor(step / 2)) / step);
  return parts === 0 ? 0 : Math.sign(points) * parts;
}

/** The points rounded to a millionth, half away from zero: what is stored and compared as exact. */
export function exactPoints(points: number): number {
  return roundedTo(points, MILLION) / MILLION;
}

/** The points as shown: a whole number, rounded half away from zero after rounding to a millionth. */
export function shownPoints(points: number): number {
  return roundedTo(points, 1);
}

/** The points as a receipt line shows them, in whole tenths of a point. */
export function tenthsOf(points: number): number {
  return roundedTo(points, 10);
}

/** How far the points may fall and may rise, in points, before another whole number is shown. Neither is below zero. */
export function roomAround(points: number): { below: number; above: number } {
  const shown = Math.abs(shownPoints(points));
  const size = Math.abs(points);
  const edge = 0.5 - 0.5 / MILLION;
  const outward = Math.max(0, shown + edge - size);
  const inward = shown === 0 ? size + edge : Math.max(0, size - (shown - 1 + edge));
  return points < 0 ? { below: outward, above: inward } : { below: inward, above: outward };
}
