import type { Cell, Grid } from './format.ts';

const ROWS = ['A', 'B', 'C', 'D'] as const;
const COLUMNS = [1, 2, 3, 4] as const;

/** The cell of the fit × engagement grid for points as shown, by dimension key. Dimensions not given count as 0. */
export function cellOf(grid: Grid, shown: Readonly<Record<string, number>>): Cell {
  const row = placeOf(shown[grid.fit.dimension] ?? 0, grid.fit.cuts);
  const column = placeOf(shown[grid.engagement.dimension] ?? 0, grid.engagement.cuts);
  return `${ROWS[row]}${COLUMNS[column]}`;
}

function placeOf(points: number, cuts: readonly [number, number, number]): 0 | 1 | 2 | 3 {
  const [first, second, third] = cuts;
  if (points >= first) return 0;
  if (points >= second) return 1;
  return points >= third ? 2 : 3;
}
