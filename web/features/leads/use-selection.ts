import { useCallback, useEffect, useRef, useState } from 'react';

/** More ids than this do not fit an address; they are kept only as long as the page. */
const MOST_IN_ADDRESS = 400;

type Selected = { all: boolean; ids: ReadonlySet<number> };

const NONE: Selected = { all: false, ids: new Set() };

/** A selection as the address holds it: ids between dots, "all", or nothing. */
export function formatSelected({ all, ids }: Selected): string | undefined {
  if (all) return 'all';
  return ids.size === 0 || ids.size > MOST_IN_ADDRESS ? undefined : [...ids].join('.');
}

/** The selection that an address holds. */
export function parseSelected(text: string | undefined): Selected {
  if (text === undefined) return NONE;
  if (text === 'all') return { all: true, ids: new Set() };
  const ids = text.split('.').map(Number);
  return { all: false, ids: new Set(ids.filter((id) => Number.isInteger(id) && id > 0)) };
}

/**
 * Who is selected: some by id, or everybody who matches. It is in the address, so that coming back finds it, and ends when the
 * list becomes another one (`list` names it).
 */
export function useSelection(list: string, inAddress: string | undefined, write: (text: string | undefined) => void) {
  const [selected, setSelected] = useState(() => parseSelected(inAddress));
  const shown = useRef(list);
  useEffect(() => {
    if (shown.current === list) return;
    shown.current = list;
    setSelected(NONE);
  }, [list]);

  const text = formatSelected(selected);
  useEffect(() => {
    if (text !== inAddress) write(text);
  }, [text, inAddress, write]);

  const select = useCallback((ids: number[], on: boolean) => {
    setSelected((now) => {
      const next = new Set(now.ids);
      for (const id of ids) on ? next.add(id) : next.delete(id);
      return { all: false, ids: next };
    });
  }, []);
  const selectAll = useCallback((on: boolean) => setSelected(on ? { all: true, ids: new Set() } : NONE), []);
  return { ...selected, any: selected.all || selected.ids.size > 0, select, selectAll };
}
