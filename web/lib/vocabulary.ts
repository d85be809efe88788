import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type { MemberList } from '../../src/access/contract.ts';
import type { FieldList, FieldValuesAnswer } from '../../src/flow/work/contract.ts';
import { api } from './request.ts';

/** The fields that conditions, columns and sorts may name. */
export const fieldsQuery = queryOptions({
  queryKey: ['field'],
  queryFn: async ({ signal }) => (await api.get<z.infer<typeof FieldList>>('/api/fields', undefined, signal)).fields,
  staleTime: 5 * 60_000,
});

/** Everybody who works here now, and so can own a lead. */
export const membersQuery = queryOptions({
  queryKey: ['member'],
  queryFn: async ({ signal }) => {
    const { members } = await api.get<z.infer<typeof MemberList>>('/api/members', undefined, signal);
    return members.filter((member) => member.left_at === null);
  },
  staleTime: 5 * 60_000,
});

/** Values of a field seen in the data, for suggestions while typing. */
export async function suggestValues(field: string, q: string): Promise<string[]> {
  return (await api.get<z.infer<typeof FieldValuesAnswer>>('/api/fields/values', { field, q })).values;
}
