import type { ReactNode } from 'react';
import type { KeysetRows } from '../../lib/keyset-pages.ts';
import type { TableColumn, TableLayout, TableSort } from './columns.ts';

export type DataTableProps<Row> = {
  /** What the rows are, for a screen reader. */
  label: string;
  rows: KeysetRows<Row>;
  rowId: (row: Row) => number;
  /** What a screen reader calls a row. */
  rowName: (row: Row) => string;
  columns: TableColumn<Row>[];
  layout: TableLayout;
  onLayout: (layout: TableLayout) => void;
  sort: TableSort;
  onSort: (sort: TableSort) => void;
  isSelected: (id: number) => boolean;
  anySelected: boolean;
  /** Selects or deselects these rows; more than one where a range was drawn with Shift. */
  onSelect: (rows: Row[], selected: boolean) => void;
  onSelectAll: (selected: boolean) => void;
  allSelected: boolean;
  onOpen: (row: Row, index: number) => void;
  /** The pointer rests on a row: what opening it needs can be fetched now. */
  onHover?: (row: Row) => void;
  /** The current row, moved by keyboard or pointer. */
  onActive?: (row: Row | undefined) => void;
  /** Draws a row where the table is narrower than 640 px. */
  compact: (row: Row) => ReactNode;
  /** Names this list, so that coming back to it finds the same place. */
  place: string;
  /** Stands in the middle where the list has no rows. */
  empty: ReactNode;
};
