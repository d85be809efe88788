import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  BulkAnswer,
  BulkRequest,
  BulkUndoAnswer,
  LeadCount,
  LeadExport,
  LeadPage,
  LeadQuery,
  LeadSelection,
  NewSavedView,
  SavedView,
  SavedViewChange,
  SavedViewList,
  SparkAnswer,
} from '../../../src/flow/work/contract.ts';
import { download } from '../../lib/download.ts';
import { api } from '../../lib/request.ts';

export type Selection = z.input<typeof LeadSelection>;

/** A page of people; `after` is the `next` of the page before. */
export const fetchLeads = (query: z.input<typeof LeadQuery>, signal: AbortSignal) =>
  api.post<LeadPage>('/api/leads/query', query, signal);

/** How many match: exact, or to be shown as "about". */
export const countQuery = (selection: Selection) =>
  queryOptions({
    queryKey: ['person', 'count', selection],
    queryFn: ({ signal }) => api.post<z.infer<typeof LeadCount>>('/api/leads/count', selection, signal),
  });

/** The saved views, in the order of their tabs. */
export const viewsQuery = queryOptions({
  queryKey: ['saved_view'],
  queryFn: async ({ signal }) => {
    const { views } = await api.get<z.infer<typeof SavedViewList>>('/api/views', undefined, signal);
    return views.toSorted((a, b) => a.position - b.position || a.saved_view_id - b.saved_view_id);
  },
});

/** The courses of the last 30 days for these people, in one request. */
export async function fetchSparks(ids: number[]): Promise<Map<number, (number | null)[]>> {
  const { sparks } = await api.post<z.infer<typeof SparkAnswer>>('/api/leads/sparks', { person_ids: ids });
  return new Map(sparks.map(({ person_id, totals }) => [person_id, totals]));
}

/** Does one thing to many people; the answer says how many it really changed and can be undone. */
export function useBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (request: z.input<typeof BulkRequest>) =>
      api.post<z.infer<typeof BulkAnswer>>('/api/leads/bulk', request),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['person'] }),
  });
}

/** Takes a change to many back, except where somebody changed a person since. */
export function useUndoBulk() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.post<z.infer<typeof BulkUndoAnswer>>(`/api/leads/bulk/${id}/undo`),
    onSuccess: () => void client.invalidateQueries({ queryKey: ['person'] }),
  });
}

/** Makes a view of one's own, or for everybody. */
export function useMakeView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: z.input<typeof NewSavedView>) => api.post<SavedView>('/api/views', view),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery.queryKey }),
  });
}

/** Changes a view's name, definition or who sees it. */
export function useChangeView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...change }: z.input<typeof SavedViewChange> & { id: number }) =>
      api.patch<SavedView>(`/api/views/${id}`, change),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery.queryKey }),
  });
}

/** Removes a view; the people in it stay. */
export function useRemoveView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.delete<void>(`/api/views/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery.queryKey }),
  });
}

/** Downloads every matching row as CSV; `onBytes` hears how much has come. Resolves when the file is with the browser. */
export const exportLeads = (query: z.input<typeof LeadExport>, onBytes: (bytes: number) => void) =>
  download({ method: 'POST', path: '/api/leads/export', body: query, fileName: 'leads.csv', onBytes });
