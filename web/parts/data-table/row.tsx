// biome-ignore-all lint/a11y/useSemanticElements: rows are laid out absolutely and by CSS grid, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current row
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the grid handles the keys for every row
import { memo, type ReactNode } from 'react';
import { useT } from '../../lib/i18n.ts';
import type { TableColumn } from './columns.ts';
import css from './table.module.css';
import type { RowActions } from './use-table-keys.ts';

type RowProps<Row> = {
  row: Row;
  index: number;
  top: number;
  columns: TableColumn<Row>[];
  name: string;
  selected: boolean;
  active: boolean;
  compact: (row: Row) => ReactNode;
  actions: RowActions<Row>;
};

/** Whether a click meant something inside the row rather than the row. */
function isControl(event: React.MouseEvent): boolean {
  return (event.target as HTMLElement).closest('button, input, label') !== null;
}

function rowProps<Row>({ row, index, top, selected, active, actions }: RowProps<Row>) {
  return {
    role: 'row',
    id: `row-${index}`,
    'aria-rowindex': index + 2,
    'aria-selected': selected,
    'data-active': active,
    style: { transform: `translateY(${top}px)` },
    onClick: (event: React.MouseEvent) => {
      const link = (event.target as HTMLElement).closest('a');
      const modified = event.shiftKey || event.ctrlKey || event.metaKey;
      if (isControl(event) || (link !== null && modified)) return;
      if (link !== null) event.preventDefault();
      if (modified) actions.tick(row, index, event.shiftKey);
      else actions.open(row, index);
    },
    onPointerEnter: () => actions.point(row),
    onPointerLeave: () => actions.point(undefined),
  };
}

function Row<T>(props: RowProps<T>) {
  const { row, index, columns, name, selected, actions } = props;
  const t = useT();
  return (
    <div {...rowProps(props)} role="row" className={css.row}>
      <div role="gridcell" className={css.tick}>
        <input
          type="checkbox"
          checked={selected}
          tabIndex={-1}
          aria-label={t('parts:table.select_named', { name })}
          onChange={(event) => actions.tick(row, index, (event.nativeEvent as MouseEvent).shiftKey)}
        />
      </div>
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={css.cell}
          data-align={column.align}
          data-pinned={column.pinned}
          data-column={column.id}
        >
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

/** A row with its columns. */
export const TableRow = memo(Row) as typeof Row;

function Compact<T>(props: RowProps<T>) {
  const { row, index, name, selected, actions } = props;
  const t = useT();
  return (
    <div {...rowProps(props)} role="row" className={css.compact}>
      <div role="gridcell" className={css.tick}>
        <input
          type="checkbox"
          checked={selected}
          aria-label={t('parts:table.select_named', { name })}
          onChange={() => actions.tick(row, index, false)}
        />
      </div>
      <div role="gridcell" className={css.compactCell}>
        {props.compact(row)}
      </div>
    </div>
  );
}

/** A row as a phone shows it: what the caller draws, in two lines. */
export const CompactRow = memo(Compact) as typeof Compact;

/** The place of a row that is still being read: grey bars, after 300 ms. */
export function SkeletonRow({ index, size }: { index: number; size: number }) {
  return (
    <div
      className={css.skeleton}
      style={{ transform: `translateY(${index * size}px)`, height: size }}
      aria-hidden="true"
    >
      <span style={{ width: `${30 + ((index * 37) % 45)}%` }} />
    </div>
  );
}
