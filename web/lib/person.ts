import { queryOptions } from '@tanstack/react-query';
import type { PersonAnswer } from '../../src/flow/work/contract.ts';
import { api } from './request.ts';

/** A person's card. Shared, because a list fetches it ahead of the page that shows it. */
export const personQuery = (id: number) =>
  queryOptions({
    queryKey: ['person', id, 'card'],
    queryFn: ({ signal }) => api.get<PersonAnswer>(`/api/people/${id}`, undefined, signal),
  });
