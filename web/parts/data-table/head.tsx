// biome-ignore-all lint/a11y/useSemanticElements: rows are laid out absolutely and by CSS grid, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current row
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../lib/i18n.ts';
import { moveColumn } from './columns.ts';
import type { DataTableProps } from './data-table-props.ts';
import css from './table.module.css';
import type { ShownColumns } from './use-columns.ts';

type HeadProps<Row> = Pick<
  DataTableProps<Row>,
  'layout' | 'onLayout' | 'sort' | 'onSort' | 'allSelected' | 'anySelected' | 'onSelectAll'
> & { columns: ShownColumns<Row> };

/** The head of a table: a press sorts, a drag of the name moves the column, a drag of its edge resizes it. */
export function TableHead<Row>(props: HeadProps<Row>) {
  const { columns, layout, onLayout, sort, onSort } = props;
  const t = useT();
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();

  const drop = () => {
    if (dragged !== undefined && over !== undefined)
      onLayout({ ...layout, shown: moveColumn(layout.shown, dragged, over) });
    setDragged(undefined);
    setOver(undefined);
  };

  return (
    <div role="rowgroup" className={css.headGroup}>
      <div role="row" className={css.head} aria-rowindex={1}>
        <div role="columnheader" className={css.tick} tabIndex={-1}>
          <input
            type="checkbox"
            checked={props.allSelected}
            ref={(box) => {
              if (box) box.indeterminate = props.anySelected && !props.allSelected;
            }}
            aria-label={t('parts:table.select_all')}
            onChange={() => props.onSelectAll(!props.allSelected)}
          />
        </div>
        {columns.headers.map(({ column, header }) => {
          const { sortBy } = column;
          const sorted = sortBy !== undefined && sort.by === sortBy ? sort.direction : undefined;
          const first = column.firstDirection ?? 'asc';
          const next = sorted === undefined ? first : sorted === 'asc' ? 'desc' : 'asc';
          const drag = { draggable: !column.pinned, onDragStart: () => setDragged(column.id), onDragEnd: drop };
          return (
            <div
              key={column.id}
              role="columnheader"
              tabIndex={-1}
              className={css.headCell}
              data-align={column.align}
              data-pinned={column.pinned}
              data-over={over === column.id && dragged !== column.id}
              aria-sort={sorted === undefined ? undefined : sorted === 'asc' ? 'ascending' : 'descending'}
              onDragOver={(event) => {
                if (dragged === undefined || column.pinned) return;
                event.preventDefault();
                setOver(column.id);
              }}
              onDrop={drop}
            >
              {sortBy === undefined ? (
                <span className={css.headName} {...drag}>
                  {column.label}
                </span>
              ) : (
                <button
                  type="button"
                  className={css.headName}
                  onClick={() => onSort({ by: sortBy, direction: next })}
                  {...drag}
                >
                  <span className="pl-truncate">{column.label}</span>
                  {sorted === 'asc' && <IconArrowUp size={12} stroke={2} />}
                  {sorted === 'desc' && <IconArrowDown size={12} stroke={2} />}
                </button>
              )}
              <span
                aria-hidden="true"
                className={css.edge}
                onMouseDown={header.getResizeHandler()}
                onTouchStart={header.getResizeHandler()}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
