import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  NewProfile,
  Profile,
  ProfileAnswer,
  ProfileChange,
  ProfileList,
} from '../../../src/flow/scoring/profiles/contract.ts';
import { api } from '../../lib/request.ts';

export type { Profile };
export type Profiles = z.infer<typeof ProfileList>;

/** Every profile with how many people and leads it holds for, archived ones last. */
export const profilesQuery = queryOptions({
  queryKey: ['profile'],
  queryFn: ({ signal }) => api.get<Profiles>('/api/profiles', undefined, signal),
});

/** Makes a profile. */
export function useMakeProfile() {
  const client = useQueryClient();
  return useMutation({
    meta: { showsErrors: true },
    mutationFn: (profile: z.input<typeof NewProfile>) =>
      api.post<z.infer<typeof ProfileAnswer>>('/api/profiles', profile),
    onSuccess: () => client.invalidateQueries({ queryKey: profilesQuery.queryKey }),
  });
}

/** Changes a profile, archives it or brings it back. `showsErrors`: the screen says itself why it was refused. */
export function useChangeProfile({ showsErrors = false } = {}) {
  const client = useQueryClient();
  return useMutation({
    meta: { showsErrors },
    mutationFn: ({ id, ...change }: ProfileChange & { id: number }) =>
      api.patch<z.infer<typeof ProfileAnswer>>(`/api/profiles/${id}`, change),
    onSuccess: () => client.invalidateQueries({ queryKey: profilesQuery.queryKey }),
  });
}
