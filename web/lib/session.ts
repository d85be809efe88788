import { queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { z } from 'zod';
import type { Me, MyChange, Permission } from '../../src/access/contract.ts';
import { ApiError, api, requestWorkspace, setRequestWorkspace } from './request.ts';

export type Session = z.infer<typeof Me>;
export type PermissionName = z.infer<typeof Permission>;

const STORED = 'plumb-workspace';

/** Who is signed in, where, and what they may do. A tab keeps its workspace, so that two tabs can work in two. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  staleTime: 5 * 60_000,
  queryFn: async ({ signal }) => {
    const stored = Number(sessionStorage.getItem(STORED));
    if (stored > 0) setRequestWorkspace(stored);
    const ask = () => api.get<Session>('/api/me', undefined, signal);
    const me = await ask().catch((error: unknown) => {
      // The tab's workspace was removed, or one is no longer a member of it: on in another.
      if (!(error instanceof ApiError) || error.code !== 'forbidden' || requestWorkspace() === undefined) throw error;
      enterWorkspace(undefined);
      return ask();
    });
    enterWorkspace(me.workspace?.workspace_id);
    return me;
  },
});

/** Makes this tab's requests be about that workspace, from now on and after a reload. */
export function enterWorkspace(id: number | undefined): void {
  setRequestWorkspace(id);
  if (id === undefined) sessionStorage.removeItem(STORED);
  else sessionStorage.setItem(STORED, String(id));
}

/** Goes on in another workspace in this tab: who one is there first, then everything that is shown, read anew. */
export function useEnterWorkspace(): (id: number) => Promise<void> {
  const client = useQueryClient();
  return useCallback(
    async (id) => {
      enterWorkspace(id);
      await client.invalidateQueries({ queryKey: meQuery.queryKey });
      await client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
    },
    [client],
  );
}

/** The session; only below the frame, where somebody is signed in. */
export function useMe(): Session {
  return useSuspenseQuery(meQuery).data;
}

/** Whether the signed-in user may do that. */
export function useMay(permission: PermissionName): boolean {
  return useMe().permissions.includes(permission);
}

/** Changes one's own preferences; shown at once, taken back if the server refuses. */
export function useChangeMe() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: MyChange) => api.patch<Session>('/api/me', change),
    onMutate: (change) => {
      const before = client.getQueryData(meQuery.queryKey);
      if (before !== undefined)
        client.setQueryData(meQuery.queryKey, { ...before, user: { ...before.user, ...onlyUser(change) } });
      return before;
    },
    onError: (_error, _change, before) => {
      if (before !== undefined) client.setQueryData(meQuery.queryKey, before);
    },
  });
}

function onlyUser({ last_workspace_id: _, ...user }: MyChange): Partial<Session['user']> {
  return user;
}
