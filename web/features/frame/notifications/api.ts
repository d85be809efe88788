import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { z } from 'zod';
import type { NotificationPage, ReadAnswer } from '../../../../src/flow/work/notifications/contract.ts';
import { api } from '../../../lib/request.ts';
import { useMe } from '../../../lib/session.ts';
import { type Pages, withRead } from './pages.ts';

/** What one should know in that workspace, newest first, page by page. */
export const notificationsQuery = (workspaceId: number | undefined) =>
  infiniteQueryOptions({
    queryKey: ['notification', { workspace: workspaceId }],
    queryFn: ({ pageParam, signal }) =>
      api.get<z.infer<typeof NotificationPage>>('/api/notifications', { before: pageParam }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });

/** Marks notifications as read, these or all; shown at once, asked for again if the server refuses. */
export function useMarkRead() {
  const client = useQueryClient();
  const { queryKey } = notificationsQuery(useMe().workspace?.workspace_id);
  return useMutation({
    mutationFn: (ids: number[] | undefined) => api.post<z.infer<typeof ReadAnswer>>('/api/notifications/read', { ids }),
    onMutate: async (ids) => {
      await client.cancelQueries({ queryKey });
      client.setQueryData(
        queryKey,
        (pages: Pages | undefined) => pages && withRead(pages, ids, new Date().toISOString()),
      );
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}

/** Lets go of all pages but the first: what is closed is not read again page by page. */
export function useForgetOlder(): () => void {
  const client = useQueryClient();
  const workspaceId = useMe().workspace?.workspace_id;
  return useCallback(() => {
    client.setQueryData(notificationsQuery(workspaceId).queryKey, (pages: Pages | undefined) => {
      const { pages: [page] = [], pageParams } = pages ?? {};
      return page === undefined ? undefined : { pages: [page], pageParams: (pageParams ?? []).slice(0, 1) };
    });
  }, [client, workspaceId]);
}
