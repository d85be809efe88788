import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Heard, SourceList } from '../../src/flow/capture/contract.ts';
import { api } from './request.ts';

/** The ways in by name; archived ones, at the end, only when asked for. */
export const sourcesQuery = ({ archived = false } = {}) =>
  queryOptions({
    queryKey: ['source', { archived }],
    queryFn: async ({ signal }) => {
      const query = archived ? { archived } : {};
      return (await api.get<z.infer<typeof SourceList>>('/api/sources', query, signal)).sources;
    },
  });

/** What was heard from a source last, asked again every so often (milliseconds) for as long as somebody looks. */
export const heardQuery = (id: number, everyMs: number) =>
  queryOptions({
    queryKey: ['source-heard', id],
    queryFn: ({ signal }) => api.get<Heard>(`/api/sources/${id}/heard`, undefined, signal),
    refetchInterval: everyMs,
  });
