import { useCallback, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useT } from '../../lib/i18n.ts';
import type { DataTableProps } from './data-table-props.ts';

const PAGE = 15;
const HOVER_MS = 80;

/** What a row does when it is pressed, ticked or pointed at. One object for all rows, so that rows are drawn only when they change. */
export type RowActions<Row> = {
  open: (row: Row, index: number) => void;
  tick: (row: Row, index: number, range: boolean) => void;
  point: (row: Row | undefined) => void;
};

type Options<Row> = Pick<
  DataTableProps<Row>,
  | 'rows'
  | 'rowId'
  | 'isSelected'
  | 'onSelect'
  | 'onSelectAll'
  | 'allSelected'
  | 'anySelected'
  | 'onOpen'
  | 'onHover'
  | 'onActive'
> & { scrollTo: (index: number) => void; initial: number };

/** The current row and the keys that move it, open it and select: j k, arrows, Page, Home, Enter, x, Shift with arrows, Ctrl-A, Escape. */
export function useTableKeys<Row>(options: Options<Row>) {
  const { rows, scrollTo } = options;
  const t = useT();
  const [active, setActiveState] = useState(options.initial);
  const activeRef = useRef(active);
  const anchor = useRef(-1);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const setActive = useCallback((index: number) => {
    activeRef.current = index;
    setActiveState(index);
  }, []);

  const go = useEffectEvent((index: number) => {
    const next = Math.max(0, Math.min(index, rows.length - 1));
    const row = rows.rowAt(next);
    setActive(next);
    scrollTo(next);
    options.onActive?.(row);
    if (row !== undefined) options.onHover?.(row);
  });
  const tick = useEffectEvent((row: Row, index: number, range: boolean) => {
    const from = range && anchor.current >= 0 ? anchor.current : index;
    const span = Array.from({ length: Math.abs(index - from) + 1 }, (_, at) => rows.rowAt(Math.min(index, from) + at));
    const selected = range ? true : !options.isSelected(options.rowId(row));
    options.onSelect(
      span.filter((each) => each !== undefined),
      selected,
    );
    anchor.current = index;
  });
  const open = useEffectEvent((row: Row, index: number) => {
    setActive(index);
    options.onOpen(row, index);
  });
  const point = useEffectEvent((row: Row | undefined) => {
    clearTimeout(timer.current);
    if (row !== undefined) timer.current = setTimeout(() => options.onHover?.(row), HOVER_MS);
  });
  const rowActions = useMemo<RowActions<Row>>(
    () => ({
      open: (row, index) => open(row, index),
      tick: (row, index, range) => tick(row, index, range),
      point: (row) => point(row),
    }),
    [],
  );

  const current = active >= 0 ? rows.rowAt(active) : undefined;
  const extend = (step: number) => {
    if (current !== undefined && !options.isSelected(options.rowId(current))) tick(current, active, false);
    const next = Math.max(0, Math.min(active + step, rows.length - 1));
    const row = rows.rowAt(next);
    go(next);
    if (row !== undefined && !options.isSelected(options.rowId(row))) tick(row, next, false);
  };
  const group = t('parts:table.keys');
  const key = (keys: string, label: string, run: () => void) => ({ keys, label, group, run });
  useHotkeys([
    key('j', t('parts:table.next_row'), () => go(active + 1)),
    key('k', t('parts:table.previous_row'), () => go(active - 1)),
    key('Enter', t('parts:table.open_row'), () => {
      if (current !== undefined) options.onOpen(current, active);
    }),
    key('x', t('parts:table.select_row'), () => {
      if (current !== undefined) tick(current, active, false);
    }),
    key('mod+a', t('parts:table.select_all'), () => options.onSelectAll(!options.allSelected)),
    key('ArrowDown', '', () => go(active + 1)),
    key('ArrowUp', '', () => go(active - 1)),
    key('shift+ArrowDown', '', () => extend(1)),
    key('shift+ArrowUp', '', () => extend(-1)),
    key('PageDown', '', () => go(active + PAGE)),
    key('PageUp', '', () => go(active - PAGE)),
    key('Home', '', () => go(0)),
    key('End', '', () => go(rows.length - 1)),
  ]);
  useHotkeys([key('Escape', t('parts:table.deselect'), () => options.onSelectAll(false))], options.anySelected);

  return { active, activeRef, setActive, rowActions };
}
