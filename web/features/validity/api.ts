import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  NewValidityRule,
  ValidityRule,
  ValidityRuleAnswer,
  ValidityRuleChange,
  ValidityRuleList,
} from '../../../src/flow/scoring/validity/contract.ts';
import { api } from '../../lib/request.ts';

export type { ValidityRule };
export type Rules = z.infer<typeof ValidityRuleList>;

/** Every rule with how many do not fulfil it, archived ones last. */
export const validityQuery = queryOptions({
  queryKey: ['validity'],
  queryFn: ({ signal }) => api.get<Rules>('/api/validity-rules', undefined, signal),
});

function useRuleMutation<Input, Answer>(send: (input: Input) => Promise<Answer>, showsErrors: boolean) {
  const client = useQueryClient();
  return useMutation({
    meta: { showsErrors },
    mutationFn: send,
    onSuccess: () => client.invalidateQueries({ queryKey: validityQuery.queryKey }),
  });
}

/** Makes a rule, the last in order. `showsErrors`: the screen says itself why it was refused. */
export const useMakeRule = ({ showsErrors = false } = {}) =>
  useRuleMutation(
    (rule: NewValidityRule) => api.post<z.infer<typeof ValidityRuleAnswer>>('/api/validity-rules', rule),
    showsErrors,
  );

/** Changes a rule, archives it or brings it back. */
export const useChangeRule = ({ showsErrors = false } = {}) =>
  useRuleMutation(
    ({ id, ...change }: ValidityRuleChange & { id: number }) =>
      api.patch<z.infer<typeof ValidityRuleAnswer>>(`/api/validity-rules/${id}`, change),
    showsErrors,
  );

/** Puts the rules into this order. */
export const useOrderRules = () =>
  useRuleMutation((ids: number[]) => api.put('/api/validity-rules/order', { validity_rule_ids: ids }), false);
