import {
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  functionalUpdate,
  type Header,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';
import { shownColumns, type TableColumn, type TableLayout } from './columns.ts';

const features = tableFeatures({
  columnVisibilityFeature,
  columnOrderingFeature,
  columnSizingFeature,
  columnResizingFeature,
});
const NO_ROWS: never[] = [];

/** The width of the column of check boxes. */
export const SELECT_WIDTH = 40;

export type ShownColumns<Row> = {
  shown: TableColumn<Row>[];
  headers: { column: TableColumn<Row>; header: Header<typeof features, object, unknown> }[];
  /** The widths as one CSS grid template, so that a drag changes one property and no cell. */
  template: string;
  width: number;
};

/** The columns on the screen with their widths: TanStack Table holds order, visibility and the drag of an edge. */
export function useColumns<Row>(
  columns: TableColumn<Row>[],
  layout: TableLayout,
  onLayout: (layout: TableLayout) => void,
): ShownColumns<Row> {
  const shown = useMemo(() => shownColumns(columns, layout.shown), [columns, layout.shown]);
  const definitions = useMemo(
    () => columns.map(({ id, width, minWidth = 56 }) => ({ id, size: width, minSize: minWidth, maxSize: 640 })),
    [columns],
  );
  const order = useMemo(() => shown.map((column) => column.id), [shown]);
  const table = useTable({
    features,
    data: NO_ROWS,
    columns: definitions,
    state: {
      columnOrder: order,
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, order.includes(id)])),
      columnSizing: layout.widths,
    },
    columnResizeMode: 'onChange',
    onColumnSizingChange: (updater) => onLayout({ ...layout, widths: functionalUpdate(updater, layout.widths) }),
  });
  const headers = (table.getHeaderGroups()[0]?.headers ?? []).map((header) => ({
    header: header as unknown as Header<typeof features, object, unknown>,
    column: shown.find((column) => column.id === header.column.id) as TableColumn<Row>,
  }));
  const widths = headers.map(({ header }) => header.getSize());
  return {
    shown,
    headers,
    template: `${SELECT_WIDTH}px ${widths.map((width) => `${width}px`).join(' ')} minmax(0, 1fr)`,
    width: SELECT_WIDTH + widths.reduce((sum, width) => sum + width, 0),
  };
}
