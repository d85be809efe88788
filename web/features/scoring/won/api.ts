import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Condition } from '../../../../src/conditions/format.ts';
import type { WonRule } from '../../../../src/flow/scoring/won/contract.ts';
import { api } from '../../../lib/request.ts';

/** Which touches say that somebody bought. */
export const wonQuery = queryOptions({
  queryKey: ['won'],
  queryFn: ({ signal }) => api.get<WonRule>('/api/won', undefined, signal),
});

/** Says it otherwise; null for the usual events. What was learnt from wins is asked anew. */
export function useChangeWon() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (when: Condition | null) => api.put<WonRule>('/api/won', { when }),
    meta: { showsErrors: true },
    onSuccess: (rule) => {
      client.setQueryData(wonQuery.queryKey, rule);
      void client.invalidateQueries({ queryKey: ['lab'] });
      void client.invalidateQueries({ queryKey: ['customers'] });
    },
  });
}
