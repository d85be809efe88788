import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  DismissAnswer,
  NewSource,
  ReplayAnswer,
  Source,
  SourceChange,
  SourceDays,
  Unreadable,
  UnreadableChoice,
  UnreadableList,
  UnreadableState,
} from '../../../src/flow/capture/contract.ts';
import { api } from '../../lib/request.ts';

export type SourceDay = z.infer<typeof SourceDays>['days'][number];
export type State = z.infer<typeof UnreadableState>;

const PAGE = 50;

/** Touches, people and leads per source and day. Keyed by people, because every touch that arrives changes it. */
export const daysQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['person', { source_days: { from, to } }],
    queryFn: async ({ signal }) =>
      (await api.get<z.infer<typeof SourceDays>>('/api/sources/days', { from, to }, signal)).days,
  });

/** Makes a source. */
export function useMakeSource() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (source: z.input<typeof NewSource>) => api.post<Source>('/api/sources', source),
    meta: { showsErrors: true },
    onSuccess: () => client.invalidateQueries({ queryKey: ['source'] }),
  });
}

/** Changes a source; archiving is a change too. */
export function useChangeSource() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...change }: z.input<typeof SourceChange> & { id: number }) =>
      api.patch<Source>(`/api/sources/${id}`, change),
    onSuccess: () => client.invalidateQueries({ queryKey: ['source'] }),
  });
}

/** What could not be understood, newest first, page by page; each page says how many wait in all. */
export const unreadableQuery = (state: State, source_id?: number) =>
  infiniteQueryOptions({
    queryKey: ['unreadable', { state, source_id }],
    queryFn: ({ pageParam, signal }) =>
      api.get<z.infer<typeof UnreadableList>>(
        '/api/unreadable',
        { state, source_id, before: pageParam, limit: PAGE },
        signal,
      ),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** How many wait to be looked at. */
export const waitingQuery = queryOptions({
  queryKey: ['unreadable', { waiting: true }],
  queryFn: async ({ signal }) =>
    (await api.get<z.infer<typeof UnreadableList>>('/api/unreadable', { limit: 1 }, signal)).waiting,
});

/** One of them whole. */
export const unreadableOneQuery = (id: number) =>
  queryOptions({
    queryKey: ['unreadable', id],
    queryFn: ({ signal }) => api.get<Unreadable>(`/api/unreadable/${id}`, undefined, signal),
    staleTime: 'static',
  });

/** Reads waiting ones again, all there are where none is named: asks on until every one was tried. */
export function useReplay() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (choice: UnreadableChoice) => {
      let replayed = 0;
      for (;;) {
        const answer = await api.post<z.infer<typeof ReplayAnswer>>('/api/unreadable/replay', choice);
        replayed += answer.replayed;
        // Each round begins with the oldest again, so one that settles nothing would be repeated for ever.
        if (answer.left === 0 || answer.replayed === 0)
          return { replayed, still_unreadable: answer.still_unreadable + answer.left };
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['unreadable'] }),
  });
}

/** Puts waiting ones aside; they stay listed as dismissed. */
export function useDismiss() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choice: UnreadableChoice) =>
      api.post<z.infer<typeof DismissAnswer>>('/api/unreadable/dismiss', choice),
    onSuccess: () => client.invalidateQueries({ queryKey: ['unreadable'] }),
  });
}
