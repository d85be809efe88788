import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Condition } from '../../../../src/conditions/format.ts';
import type {
  MatchesAnswer,
  TouchPropertiesAnswer,
  TouchValuesAnswer,
} from '../../../../src/flow/scoring/signal-matches/contract.ts';
import { api } from '../../../lib/request.ts';

const MATCHES_MS = 30_000;

/** The touches of the last 30 days that a signal would count. */
export const matchesQuery = (when: Condition) =>
  queryOptions({
    queryKey: ['signal-matches', when],
    queryFn: ({ signal }) => api.post<MatchesAnswer>('/api/signals/matches', { when }, signal),
    placeholderData: keepPreviousData,
    staleTime: MATCHES_MS,
    gcTime: MATCHES_MS,
  });

/** Names of the properties that touches carried lately. */
export const touchPropertiesQuery = queryOptions({
  queryKey: ['signal-matches', 'properties'],
  queryFn: async ({ signal }) =>
    (await api.get<z.infer<typeof TouchPropertiesAnswer>>('/api/signals/properties', undefined, signal)).properties,
  staleTime: 5 * 60_000,
});

/** Values that a field of touches had lately, for suggestions while typing. */
export async function suggestTouchValues(field: string, q: string): Promise<string[]> {
  return (await api.get<z.infer<typeof TouchValuesAnswer>>('/api/signals/values', { field, q })).values;
}
