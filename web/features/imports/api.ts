import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  Import,
  ImportChange,
  ImportList,
  ImportPreview,
  NewSavedMapping,
  RejectList,
  SavedMapping,
  SavedMappingList,
} from '../../../src/flow/capture/import/contract.ts';
import { ApiError, api } from '../../lib/request.ts';

const PAGE = 50;
/** Progress comes over the live stream; this is for the case that it is lost while an import is under way. */
const UNDER_WAY_MS = 3000;

/** The imports, newest first, page by page. */
export const importsQuery = infiniteQueryOptions({
  queryKey: ['import', { list: true }],
  queryFn: ({ pageParam, signal }) =>
    api.get<z.infer<typeof ImportList>>('/api/imports', { before: pageParam, limit: PAGE }, signal),
  initialPageParam: undefined as number | undefined,
  getNextPageParam: (page) => page.next ?? undefined,
});

/** One import with how far it is. */
export const importQuery = (id: number) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => api.get<Import>(`/api/imports/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && isUnderWay(state.data) ? UNDER_WAY_MS : false),
  });

/** Whether the server is reading the file right now. */
export function isUnderWay({ state }: Pick<Import, 'state'>): boolean {
  return state === 'checking' || state === 'running';
}

/** Why the import stopped, as the errors of requests are shown; null where nothing went wrong. */
export const problemOf = ({ problem }: Pick<Import, 'problem'>): ApiError | null =>
  problem === null ? null : new ApiError(422, problem.code, problem.detail);

/** The first rows as the layout reads them, and what the columns seem to hold. Another layout is another preview. */
export const previewQuery = ({ import_id, layout }: Pick<Import, 'import_id' | 'layout'>) =>
  queryOptions({
    queryKey: ['import-preview', import_id, layout],
    queryFn: ({ signal }) => api.get<ImportPreview>(`/api/imports/${import_id}/preview`, undefined, signal),
    staleTime: 'static',
    enabled: layout !== null,
  });

/** Rejected rows in the file's order, page by page. */
export const rejectsQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['import-reject', id],
    queryFn: ({ pageParam, signal }) =>
      api.get<z.infer<typeof RejectList>>(`/api/imports/${id}/rejects`, { after: pageParam, limit: PAGE }, signal),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next ?? undefined,
  });

/** Mappings saved here and shipped ones. */
export const mappingsQuery = queryOptions({
  queryKey: ['import-mapping'],
  queryFn: async ({ signal }) =>
    (await api.get<z.infer<typeof SavedMappingList>>('/api/import-mappings', undefined, signal)).mappings,
});

/** Corrects how a file is read; shown at once, taken back if the server refuses. Changes are sent one after the other. */
export function useChangeImport(id: number) {
  const client = useQueryClient();
  const { queryKey } = importQuery(id);
  const mutationKey = ['import-change', id];
  return useMutation({
    mutationKey,
    scope: { id: `import-${id}` },
    mutationFn: (change: ImportChange) => api.patch<Import>(`/api/imports/${id}`, change),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      if (before !== undefined) client.setQueryData(queryKey, { ...before, ...change, check: null });
      return before;
    },
    onSuccess: (answer) => {
      // While another change waits to be sent, what is shown is newer than this answer.
      if (client.isMutating({ mutationKey }) <= 1) client.setQueryData(queryKey, answer);
    },
    onError: (_error, _change, before) => {
      if (before !== undefined) client.setQueryData(queryKey, before);
    },
  });
}

/** Begins a dry run or the import, or stops either. */
export function useActOnImport(id: number, action: 'check' | 'start' | 'cancel') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => api.post<Import>(`/api/imports/${id}/${action}`),
    meta: { showsErrors: action !== 'cancel' },
    onSuccess: (answer) => {
      client.setQueryData(importQuery(id).queryKey, answer);
      return client.invalidateQueries({ queryKey: importsQuery.queryKey });
    },
  });
}

/** Forgets an import with its file and rejected rows; the people stay. */
export function useForgetImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.delete<void>(`/api/imports/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: importsQuery.queryKey }),
  });
}

/** Saves a mapping under a name; the same name replaces. */
export function useSaveMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (mapping: z.input<typeof NewSavedMapping>) => api.post<SavedMapping>('/api/import-mappings', mapping),
    onSuccess: () => client.invalidateQueries({ queryKey: mappingsQuery.queryKey }),
  });
}

/** Forgets a saved mapping; imports made with it keep their own copy. */
export function useRemoveMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => api.delete<void>(`/api/import-mappings/${id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: mappingsQuery.queryKey }),
  });
}
