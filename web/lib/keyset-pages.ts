import { hashKey, type QueryKey, useQueries } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** One page of a list read by keyset: `next` is the cursor of the page after it, null at the end. */
export type KeysetPage<Row> = { rows: Row[]; next: string | null };

type Chain = {
  /** Which list this is a chain of. */
  list: string;
  /** The cursor of every page reached so far; a page's place in the list is its place here. */
  cursors: (string | null)[];
  ended: boolean;
  /** Rows of the last page, once the end is reached. */
  lastSize: number;
};

const begin = (list: string): Chain => ({ list, cursors: [null], ended: false, lastSize: 0 });

const KEPT = 30;
const chains = new Map<string, Chain>();

/** How far a list was read when it was last on the screen, so that coming back finds the same place in it. */
function recall(list: string): Chain {
  return chains.get(list) ?? begin(list);
}

function remember(chain: Chain): void {
  chains.delete(chain.list);
  chains.set(chain.list, chain);
  for (const oldest of chains.keys()) {
    if (chains.size <= KEPT) break;
    chains.delete(oldest);
  }
}

/** The chain after page `index` answered: its `next` is where the following page begins, or the list ends with it. */
export function extendChain<Row>(chain: Chain, index: number, page: KeysetPage<Row>): Chain {
  const { cursors, ended, lastSize } = chain;
  if (page.next === null) {
    if (ended && cursors.length === index + 1 && lastSize === page.rows.length) return chain;
    return { ...chain, cursors: cursors.slice(0, index + 1), ended: true, lastSize: page.rows.length };
  }
  if (cursors[index + 1] === page.next) return chain;
  const before = cursors.slice(0, index + 1);
  const after = cursors.slice(index + 2);
  return { ...chain, cursors: [...before, page.next, ...after], ended: after.length > 0 ? ended : false };
}

type Options<Row> = {
  /** The list's query key: another key is another list. */
  queryKey: QueryKey;
  pageSize: number;
  fetchPage: (cursor: string | null, signal: AbortSignal) => Promise<KeysetPage<Row>>;
};

export type KeysetRows<Row> = {
  rowAt: (index: number) => Row | undefined;
  /** Rows that can be scrolled to now, those that are still being read included. */
  length: number;
  /** The end of the list has been reached, so `length` is its true length. */
  ended: boolean;
  /** Nothing has been read yet. */
  isPending: boolean;
  /** What is shown belongs to the list asked for before this one. */
  isPrevious: boolean;
  error: unknown;
  retry: () => void;
  /** Tells which rows are on the screen; the pages around them are kept, others are let go. */
  show: (first: number, last: number) => void;
};

/**
 * A list of any length as if it were all here: only the pages around what is shown are held and refreshed, every other page is a
 * cursor from which it can be read again. All pages but the last are full, so a row's index says which page it is on.
 */
export function useKeysetRows<Row>({ queryKey, pageSize, fetchPage }: Options<Row>): KeysetRows<Row> {
  const list = hashKey(queryKey);
  const [stored, setChain] = useState(() => recall(list));
  const [window, setWindow] = useState({ list, first: 0, last: 0 });
  const chain = stored.list === list ? stored : recall(list);
  const around = window.list === list ? window : { list, first: 0, last: 0 };

  const from = Math.min(Math.max(0, around.first - 1), chain.cursors.length - 1);
  const to = Math.min(around.last + 1, chain.cursors.length - 1);
  const indexes = useMemo(() => Array.from({ length: to - from + 1 }, (_, offset) => from + offset), [from, to]);
  const results = useQueries({
    queries: indexes.map((index) => ({
      queryKey: [...queryKey, 'page', chain.cursors[index] ?? null],
      queryFn: ({ signal }: { signal: AbortSignal }) => fetchPage(chain.cursors[index] ?? null, signal),
      gcTime: 60_000,
    })),
  });

  useEffect(() => {
    setChain((now) => {
      const current = now.list === list ? now : recall(list);
      const next = indexes.reduce((extended, index, at) => {
        const result = results[at];
        return result?.data !== undefined && index < extended.cursors.length
          ? extendChain(extended, index, result.data)
          : extended;
      }, current);
      remember(next);
      return next;
    });
  }, [results, indexes, list]);

  // What is drawn: a page read again under a new cursor shows its former rows, and a new list the one before it, until the
  // answer is there.
  const drawn = useRef<Drawn<Row>>({ list: '', pages: new Map(), length: 0, ended: false });
  if (drawn.current.list !== list && results.some((result) => result.data !== undefined))
    drawn.current = { list, pages: new Map(), length: 0, ended: false };
  const isPrevious = drawn.current.list !== list;
  if (!isPrevious) {
    const { pages } = drawn.current;
    for (const [at, index] of indexes.entries()) {
      const rows = results[at]?.data?.rows;
      if (rows !== undefined) pages.set(index, rows);
    }
    for (const index of pages.keys()) if (index < from - 2 || index > to + 2) pages.delete(index);
    drawn.current.ended = chain.ended;
    drawn.current.length = lengthOf(chain, pageSize, pages.get(0)?.length ?? 0);
  }
  const { pages } = drawn.current;
  const isFirst = drawn.current.list === '';
  const length = isFirst ? lengthOf(chain, pageSize, 0) : drawn.current.length;
  const failed = results.find((result) => result.isError);

  const show = useCallback(
    (firstRow: number, lastRow: number) => {
      const next = { list, first: Math.floor(firstRow / pageSize), last: Math.floor(lastRow / pageSize) };
      setWindow((now) => (now.list === list && now.first === next.first && now.last === next.last ? now : next));
    },
    [list, pageSize],
  );

  return {
    rowAt: (index) => pages.get(Math.floor(index / pageSize))?.[index % pageSize],
    length,
    ended: isFirst ? chain.ended : drawn.current.ended,
    isPending: isFirst && length === 0 && failed === undefined,
    isPrevious: isPrevious && !isFirst,
    error: failed?.error,
    retry: () => void Promise.all(results.filter((result) => result.isError).map((result) => result.refetch())),
    show,
  };
}

type Drawn<Row> = { list: string; pages: Map<number, Row[]>; length: number; ended: boolean };

/** Rows that can be scrolled to: full pages, then the last one, or as many as the first page brought until its chain is known. */
function lengthOf(chain: Chain, pageSize: number, firstSize: number): number {
  const before = (chain.cursors.length - 1) * pageSize;
  if (chain.ended) return before + chain.lastSize;
  return before + (chain.cursors.length > 1 ? pageSize : firstSize);
}
