import type { ReactNode } from 'react';

/** One column of a table. Widths are pixels; `sortBy` is what the server is asked to sort by, missing where it cannot. */
export type TableColumn<Row> = {
  id: string;
  label: string;
  width: number;
  minWidth?: number;
  align?: 'start' | 'end';
  sortBy?: string;
  /** The direction of the first click: numbers and times begin with the largest. */
  firstDirection?: 'asc' | 'desc';
  /** Stays at the left edge and cannot be hidden or moved. */
  pinned?: boolean;
  cell: (row: Row) => ReactNode;
};

export type TableSort = { by: string; direction: 'asc' | 'desc' };

/** Which columns are shown, in which order, and the widths that were changed by hand. */
export type TableLayout = { shown: string[]; widths: Record<string, number> };

/** The columns of these names: pinned ones first, then the chosen ones in their order; unknown names are passed over. */
export function shownColumns<Row>(columns: TableColumn<Row>[], shown: string[]): TableColumn<Row>[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const pinned = columns.filter((column) => column.pinned);
  const chosen = shown.map((id) => byId.get(id)).filter((column) => column !== undefined && !column.pinned);
  return [...pinned, ...(chosen as TableColumn<Row>[])];
}

/** The shown columns with one of them moved to the place of another. */
export function moveColumn(shown: string[], id: string, to: string): string[] {
  const from = shown.indexOf(id);
  const target = shown.indexOf(to);
  if (from < 0 || target < 0 || from === target) return shown;
  const without = shown.filter((each) => each !== id);
  without.splice(target, 0, id);
  return without;
}
