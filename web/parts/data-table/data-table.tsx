// biome-ignore-all lint/a11y/useSemanticElements: rows are laid out absolutely and by CSS grid, which table elements cannot be
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names its current row
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useT } from '../../lib/i18n.ts';
import { keepPlace, placeIn } from '../../lib/place.ts';
import type { DataTableProps } from './data-table-props.ts';
import { TableHead } from './head.tsx';
import { CompactRow, SkeletonRow, TableRow } from './row.tsx';
import css from './table.module.css';
import { useColumns } from './use-columns.ts';
import { useTableKeys } from './use-table-keys.ts';

/** Browsers stop laying out an element at about 33 million pixels; nobody scrolls further than this many rows. */
const MOST_ROWS = 750_000;
const ROW = 40;
const COMPACT_ROW = 64;
const COMPACT_BELOW = 640;
const SKELETONS = Array.from({ length: 16 }, (_, at) => at);

/** A table of any number of rows: only what is on the screen is drawn, columns are chosen, ordered and resized, and all of it works by keyboard. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, rowId, place, label, empty } = props;
  const t = useT();
  const scroller = useRef<HTMLDivElement>(null);
  const columns = useColumns(props.columns, props.layout, props.onLayout);
  const narrow = useNarrow(scroller);
  const size = narrow ? COMPACT_ROW : ROW;
  const count = Math.min(rows.length + (rows.ended ? 0 : 3), MOST_ROWS);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 8,
    initialOffset: placeIn(place)?.top ?? 0,
    useFlushSync: false,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height asks for new positions
  useEffect(() => virtual.measure(), [size, virtual]);

  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => rows.show(first, last), [rows.show, first, last]);

  const keys = useTableKeys({
    ...props,
    scrollTo: (index) => virtual.scrollToIndex(index),
    initial: placeIn(place)?.active ?? -1,
  });
  const keep = () => keepPlace(place, { top: virtual.scrollOffset ?? 0, active: keys.activeRef.current });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is kept when the current row has changed
  useEffect(keep, [keys.active]);
  usePlaceOf(place, scroller, keys.setActive);

  const isEmpty = rows.ended && rows.length === 0;
  // Scrolled out of sight, or gone with another list, the current row is not there to be pointed at.
  const activeIsDrawn = items.some(({ index }) => index === keys.active) && rows.rowAt(keys.active) !== undefined;
  return (
    <div
      className={css.table}
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.ended ? rows.length + 1 : -1}
      aria-multiselectable="true"
      aria-busy={rows.isPending || rows.isPrevious}
      aria-activedescendant={activeIsDrawn ? `row-${keys.active}` : undefined}
      tabIndex={0}
      onScroll={keep}
      data-narrow={narrow}
      data-selecting={props.anySelected}
      data-previous={rows.isPrevious}
      style={{ '--columns': columns.template, '--width': `${columns.width}px` } as React.CSSProperties}
    >
      {!narrow && <TableHead {...props} columns={columns} />}
      {isEmpty ? (
        <div className={css.empty} role="row">
          <div role="gridcell">{empty}</div>
        </div>
      ) : (
        <div role="rowgroup" className={css.body} style={{ height: rows.isPending ? '100%' : virtual.getTotalSize() }}>
          {rows.isPending && SKELETONS.map((at) => <SkeletonRow key={at} index={at} size={size} />)}
          {!rows.isPending &&
            items.map((item) => {
              const row = rows.rowAt(item.index);
              if (row === undefined) return <SkeletonRow key={item.key} index={item.index} size={size} />;
              const Shown = narrow ? CompactRow<Row> : TableRow<Row>;
              return (
                <Shown
                  key={item.key}
                  row={row}
                  index={item.index}
                  top={item.start}
                  columns={columns.shown}
                  name={props.rowName(row)}
                  selected={props.isSelected(rowId(row))}
                  active={item.index === keys.active}
                  compact={props.compact}
                  actions={keys.rowActions}
                />
              );
            })}
        </div>
      )}
      {count === MOST_ROWS && <p className={css.end}>{t('parts:table.most_rows', { count: MOST_ROWS })}</p>}
    </div>
  );
}

/** Whether the table itself, not the window, is too narrow for columns. */
function useNarrow(element: React.RefObject<HTMLDivElement | null>): boolean {
  const [narrow, setNarrow] = useState(() => window.innerWidth < COMPACT_BELOW);
  useLayoutEffect(() => {
    if (element.current === null) return;
    const observer = new ResizeObserver(([entry]) => setNarrow((entry?.contentRect.width ?? 0) < COMPACT_BELOW));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return narrow;
}

/** Goes to where one was when the table turns to another list without being made anew. */
function usePlaceOf(
  place: string,
  element: React.RefObject<HTMLDivElement | null>,
  setActive: (index: number) => void,
) {
  const shown = useRef(place);
  useLayoutEffect(() => {
    if (shown.current === place) return;
    shown.current = place;
    const known = placeIn(place);
    element.current?.scrollTo({ top: known?.top ?? 0 });
    setActive(known?.active ?? -1);
  }, [place, element, setActive]);
}
