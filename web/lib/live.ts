import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { listenTo } from './event-stream.ts';

/** What the server says has changed: a kind of thing, and which ones where it names them. `*` is everything. */
export type LiveChange = { topic: string; ids?: (number | string)[] };

/** At most this often a list is read again, however many touches arrive. */
const EVERY_MS = 1000;
/** A connection that is back within this time is not worth a word. */
const PATIENCE_MS = 5000;

/** Who is in which role and team, and what each role sees: with it everything that is shown may become another. */
const DECIDES_WHAT_IS_SEEN = new Set(['*', 'member', 'team', 'workspace']);

/**
 * Whether a change concerns a query. A query's key begins with its topic, as the server calls it (`['person', …]`); where it names
 * one record next (`['person', 42]`), only changes of that record concern it. A word next (`['person', 'list']`) names a list.
 */
export function concerns(change: LiveChange, queryKey: readonly unknown[]): boolean {
  if (DECIDES_WHAT_IS_SEEN.has(change.topic)) return true;
  const [topic, id] = queryKey;
  if (topic !== change.topic) return false;
  if (change.ids === undefined || change.ids.length === 0 || typeof id !== 'number') return true;
  return change.ids.includes(id);
}

/** Gathers changes and marks what they concern as stale, at most once a second. Gives the function that takes a change. */
export function makeInvalidator(client: QueryClient): { take: (change: LiveChange) => void; stop: () => void } {
  let waiting: LiveChange[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  let stopped = false;
  const flush = () => {
    const changes = waiting;
    waiting = [];
    timer = undefined;
    last = Date.now();
    const filters = {
      predicate: ({ queryKey }: { queryKey: readonly unknown[] }) =>
        changes.some((change) => concerns(change, queryKey)),
    };
    // An answer that is on its way may be older than the change: it is asked for once more when it has come.
    const late = client.isFetching(filters) > 0;
    void client.invalidateQueries(filters, { cancelRefetch: false }).then(() => {
      if (late) for (const change of changes) take(change);
    });
  };
  const take = (change: LiveChange) => {
    if (stopped) return;
    waiting.push(change);
    timer ??= setTimeout(flush, Math.max(0, last + EVERY_MS - Date.now()));
  };
  return {
    take,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/**
 * Listens to what others change and what arrives, and reads it again where it is shown. False while the connection is lost;
 * when it is back, everything shown is read again.
 */
export function useLive(workspaceId: number | undefined): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    if (workspaceId === undefined) return;
    const invalidator = makeInvalidator(client);
    let lost: ReturnType<typeof setTimeout> | undefined;
    let opened = false;
    const end = listenTo('/api/live', {
      onOpen: () => {
        if (opened) invalidator.take({ topic: '*' });
        opened = true;
        clearTimeout(lost);
        lost = undefined;
        setConnected(true);
      },
      onData: (data) => invalidator.take(JSON.parse(data) as LiveChange),
      onLost: () => {
        lost ??= setTimeout(() => setConnected(false), PATIENCE_MS);
      },
    });
    return () => {
      end();
      clearTimeout(lost);
      invalidator.stop();
    };
  }, [client, workspaceId]);
  return connected;
}
