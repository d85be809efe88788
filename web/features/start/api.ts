import { queryOptions, useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import type { InvitationList, MemberList } from '../../../src/access/contract.ts';
import type { SourceList } from '../../../src/flow/capture/contract.ts';
import type { LeadCount, SavedViewList } from '../../../src/flow/work/contract.ts';
import { api } from '../../lib/request.ts';
import { useEnterWorkspace } from '../../lib/session.ts';

/** How far the demo company of this workspace is filled; null in a real workspace. */
export type Demo = { workspace_id: number; people: number; people_done: number };

export const demoQuery = queryOptions({
  queryKey: ['demo'],
  queryFn: async ({ signal }) => (await api.get<{ demo: Demo | null }>('/api/demo', undefined, signal)).demo,
});

/** Which of the first steps have been taken here. */
export type FirstSteps = { touch: boolean; score: boolean; view: boolean; colleague: boolean; owner: boolean };

const ownerKnown = { combinator: 'and', rules: [{ field: 'lead.owner', operator: 'notNull' }] };

/** Read from what there is, so that a step ticks itself however it was taken. What one may not see counts as open. */
export const firstStepsQuery = queryOptions({
  queryKey: ['person', 'first-steps'],
  // Steps are taken on other screens: whoever comes back sees them ticked.
  staleTime: 0,
  queryFn: async ({ signal }): Promise<FirstSteps> => {
    const count = async (selection: unknown) =>
      (await api.post<z.infer<typeof LeadCount>>('/api/leads/count', selection, signal)).count > 0;
    const [sources, score, owner, views, members, invitations] = await Promise.all([
      api.get<z.infer<typeof SourceList>>('/api/sources', undefined, signal).then((answer) => answer.sources),
      count({ kind: 'all' }),
      count({ kind: 'lead', filter: ownerKnown }),
      api.get<z.infer<typeof SavedViewList>>('/api/views', undefined, signal).then((answer) => answer.views),
      api.get<z.infer<typeof MemberList>>('/api/members', undefined, signal).then((answer) => answer.members),
      api
        .get<z.infer<typeof InvitationList>>('/api/invitations', undefined, signal)
        .then((answer) => answer.invitations)
        .catch(() => []),
    ]);
    return {
      touch: sources.some((source) => source.last_received_at !== null),
      score,
      owner,
      view: views.some((view) => view.key === null),
      colleague: members.length > 1 || invitations.length > 0,
    };
  },
});

/** Makes the demo company and goes there. */
export function useMakeDemo() {
  const enter = useEnterWorkspace();
  return useMutation({
    mutationFn: () => api.post<Demo>('/api/demo', {}),
    onSuccess: ({ workspace_id }) => enter(workspace_id),
  });
}

/** Removes the demo company one is in, and goes back to the workspace given. */
export function useRemoveDemo() {
  const enter = useEnterWorkspace();
  return useMutation({
    mutationFn: ({ demo }: { demo: number; back: number }) => api.delete<void>(`/api/demo/${demo}`),
    onSuccess: (_answer, { back }) => enter(back),
  });
}
