/** What the strongest of those chosen is offered. */
const MOST = 10;

/** Whole points in proportion to how much each tells (the logarithm of its lift), the strongest ±10, none of them 0. */
export function offerPoints(logLifts: readonly number[]): number[] {
  const strongest = Math.max(...logLifts.map(Math.abs), Number.MIN_VALUE);
  return logLifts.map((each) => {
    const points = Math.round((each / strongest) * MOST);
    return points === 0 ? (each < 0 ? -1 : 1) : points;
  });
}
