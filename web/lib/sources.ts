import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { SourceList } from '../../src/flow/capture/contract.ts';
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
