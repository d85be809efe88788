import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  AuditList,
  InvitationList,
  Key,
  KeyList,
  MemberChange,
  MemberList,
  NewInvitation,
  NewInvitationAnswer,
  NewKey,
  NewKeyAnswer,
  NewPasswordLink,
  PasswordChange,
  TeamList,
  TeamMade,
  Workspace,
  WorkspaceChange,
} from '../../../src/access/contract.ts';
import type {
  CustomField,
  CustomFieldChange,
  CustomFieldList,
  NewCustomField,
  NewPromotionRule,
  PromotionRule,
} from '../../../src/flow/identity/contract.ts';
import type {
  NotificationSettings,
  NotificationSettingsAnswer,
} from '../../../src/flow/work/notifications/contract.ts';
import { api } from '../../lib/request.ts';
import { meQuery } from '../../lib/session.ts';

export type Member = z.infer<typeof MemberList>['members'][number];
export type Team = z.infer<typeof TeamList>['teams'][number];
export type Invitation = z.infer<typeof InvitationList>['invitations'][number];
export type AuditEntry = z.infer<typeof AuditList>['entries'][number];
export type AuditFilter = { user_id?: string; subject_kind?: string };

const PAGE = 50;

/** Everybody who is or was here. The key begins as that of the colleagues who can own leads, so both are read again together. */
export const everybodyQuery = queryOptions({
  queryKey: ['member', { everybody: true }],
  queryFn: async ({ signal }) => (await api.get<z.infer<typeof MemberList>>('/api/members', undefined, signal)).members,
});

/** The teams by name. */
export const teamsQuery = queryOptions({
  queryKey: ['team'],
  queryFn: async ({ signal }) => (await api.get<z.infer<typeof TeamList>>('/api/teams', undefined, signal)).teams,
});

/** The invitations that wait, newest first. */
export const invitationsQuery = queryOptions({
  queryKey: ['invitation', { open: true }],
  queryFn: async ({ signal }) =>
    (await api.get<z.infer<typeof InvitationList>>('/api/invitations', undefined, signal)).invitations,
});

/** The keys, newest first, revoked ones too. */
export const keysQuery = queryOptions({
  queryKey: ['key'],
  queryFn: async ({ signal }) => (await api.get<z.infer<typeof KeyList>>('/api/keys', undefined, signal)).keys,
});

/** The workspace's own fields, archived ones last. */
export const customFieldsQuery = queryOptions({
  queryKey: ['field', { custom: true }],
  queryFn: async ({ signal }) =>
    (await api.get<z.infer<typeof CustomFieldList>>('/api/custom-fields', undefined, signal)).fields,
});

/** When an interest becomes a lead. */
export const ruleQuery = queryOptions({
  queryKey: ['promotion_rule'],
  queryFn: ({ signal }) => api.get<z.infer<typeof PromotionRule>>('/api/promotion-rule', undefined, signal),
});

/** Who changed what, newest first, page by page. */
export const auditQuery = (filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', filter],
    queryFn: ({ pageParam, signal }) =>
      api.get<z.infer<typeof AuditList>>('/api/audit', { ...filter, before: pageParam, limit: PAGE }, signal),
    initialPageParam: undefined as number | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  });

/** A change after which these lists are read again. Its errors are shown where `shown`, else as a message in passing. */
function useChange<Input, Answer>(send: (input: Input) => Promise<Answer>, topics: string[], shown = false) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    meta: { showsErrors: shown },
    onSuccess: () => Promise.all(topics.map((topic) => client.invalidateQueries({ queryKey: [topic] }))),
  });
}

/** Changes the workspace's settings. */
export const useChangeWorkspace = () =>
  useChange(
    (change: WorkspaceChange) => api.patch<Workspace>('/api/workspace', change),
    [String(meQuery.queryKey[0])],
    true,
  );

/** Changes a member's role or team. */
export const useChangeMember = () =>
  useChange(
    ({ id, ...change }: MemberChange & { id: string }) => api.patch<void>(`/api/members/${id}`, change),
    ['member', 'team', 'me'],
  );

/** Removes a member; records still name them. */
export const useRemoveMember = () =>
  useChange((id: string) => api.delete<void>(`/api/members/${id}`), ['member', 'team']);

/** Makes a link by which a member sets a new password; it is told this once. */
export const useMakePasswordLink = () =>
  useChange((id: string) => api.post<z.infer<typeof NewPasswordLink>>(`/api/members/${id}/password-link`), []);

/** Invites somebody; the link is told this once. */
export const useInvite = () =>
  useChange(
    (input: z.input<typeof NewInvitation>) => api.post<z.infer<typeof NewInvitationAnswer>>('/api/invitations', input),
    ['invitation'],
    true,
  );

/** Takes an invitation back. */
export const useRevokeInvitation = () =>
  useChange((id: number) => api.delete<void>(`/api/invitations/${id}`), ['invitation']);

/** Makes a team. */
export const useMakeTeam = () =>
  useChange((name: string) => api.post<z.infer<typeof TeamMade>>('/api/teams', { name }), ['team']);

/** Renames a team. */
export const useRenameTeam = () =>
  useChange(({ id, name }: { id: number; name: string }) => api.patch<void>(`/api/teams/${id}`, { name }), ['team']);

/** Removes a team; its members stay. */
export const useRemoveTeam = () => useChange((id: number) => api.delete<void>(`/api/teams/${id}`), ['team', 'member']);

/** Makes a key; the token of a secret one is told this once. */
export const useMakeKey = () =>
  useChange((key: z.input<typeof NewKey>) => api.post<z.infer<typeof NewKeyAnswer>>('/api/keys', key), ['key'], true);

/** Revokes a key, for good. */
export const useRevokeKey = () => useChange((key: Key) => api.delete<void>(`/api/keys/${key.key_id}`), ['key']);

/** Makes a custom field. */
export const useMakeField = () =>
  useChange(
    (field: z.input<typeof NewCustomField>) => api.post<CustomField>('/api/custom-fields', field),
    ['field'],
    true,
  );

/** Changes a field's label, choices or use. */
export const useChangeField = () =>
  useChange(
    ({ id, ...change }: CustomFieldChange & { id: number }) =>
      api.patch<CustomField>(`/api/custom-fields/${id}`, change),
    ['field'],
    true,
  );

/** Sets when an interest becomes a lead; null goes back to the shipped rule. */
export const useSetRule = () =>
  useChange(
    (rule: z.input<typeof NewPromotionRule>['rule']) =>
      api.put<z.infer<typeof PromotionRule>>('/api/promotion-rule', { rule }),
    ['promotion_rule'],
    true,
  );

/** Changes one's own password; other browsers are signed out. */
export const useChangePassword = () =>
  useChange((change: z.input<typeof PasswordChange>) => api.post<void>('/api/me/password', change), [], true);

/** What one gets by e-mail, and whether any can be sent from here. */
export const mailChoiceQuery = queryOptions({
  queryKey: ['notification_setting'],
  queryFn: ({ signal }) => api.get<NotificationSettingsAnswer>('/api/notifications/settings', undefined, signal),
});

/** Changes what one gets by e-mail; shown at once, taken back if the server refuses. */
export function useChooseMail() {
  const client = useQueryClient();
  const { queryKey } = mailChoiceQuery;
  return useMutation({
    mutationFn: (choice: NotificationSettings) =>
      api.put<NotificationSettingsAnswer>('/api/notifications/settings', choice),
    onMutate: (choice) => {
      const before = client.getQueryData(queryKey);
      if (before !== undefined) client.setQueryData(queryKey, { ...before, ...choice });
      return before;
    },
    onSuccess: (answer) => client.setQueryData(queryKey, answer),
    onError: (_error, _choice, before) => client.setQueryData(queryKey, before),
  });
}
