import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { AskedCustomers, CustomersAnswer } from '../../../../src/flow/learning/customers/contract.ts';
import type { ModelVersion } from '../../../../src/flow/scoring/contract.ts';
import { addTerms, type WantedTerm } from '../../../../src/model/add-terms.ts';
import { api } from '../../../lib/request.ts';

export type { CustomersAnswer };
export type Asked = z.input<typeof AskedCustomers>;
export type Trait = CustomersAnswer['traits'][number];
export type Groups = NonNullable<CustomersAnswer['groups']>;
export type Way = NonNullable<CustomersAnswer['before']>;

/** History moves slowly, and reading all of it is work. */
const GOOD_FOR_MS = 5 * 60_000;

/** What customers have in common and did before; while another question is answered, the answer to the last one stays. */
export const customersQuery = (asked: Asked) =>
  queryOptions({
    queryKey: ['customers', asked],
    queryFn: () => api.post<CustomersAnswer>('/api/learning/customers', asked),
    staleTime: GOOD_FOR_MS,
    placeholderData: keepPreviousData,
  });

/** Where terms are added: the draft, or what is live where there is no draft yet. */
type Addition = { version: ModelVersion; dimension: string; group: string; terms: WantedTerm[] };

/** Adds terms to the draft of a model, over nobody else's: a draft that has changed since is a conflict. */
export function useAddPoints() {
  const client = useQueryClient();
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: ({ version, dimension, group, terms }: Addition) =>
      api.put<ModelVersion>(`/api/models/${version.model_id}/draft`, {
        document: addTerms(version.document, dimension, group, terms),
        over: version.state === 'draft' ? version.created_at : null,
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['model'] }),
  });
}
