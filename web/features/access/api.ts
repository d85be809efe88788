import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  InvitationAccept,
  InvitationAccepted,
  InvitationSeen,
  OidcStarted,
  PasswordLinkUse,
  SetUp,
  SetUpState,
  SignInInput,
} from '../../../src/access/contract.ts';
import { api } from '../../lib/request.ts';
import { enterWorkspace } from '../../lib/session.ts';

/** Whether this installation still has to be set up, and what single sign-on is called. */
export const setUpQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => api.get<SetUpState>('/api/setup', undefined, signal),
  staleTime: 60_000,
});

/** What an invitation's link invites to; `gone` where it cannot be used any more. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => api.post<z.infer<typeof InvitationSeen>>('/api/invitations/look', { token }),
    retry: false,
  });

/** A change after which somebody else is signed in: nothing that was read before counts any more. */
function useEntering<Input, Answer>(send: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    meta: { showsErrors: true },
    onSuccess: () => {
      enterWorkspace(undefined);
      client.clear();
    },
  });
}

/** Makes the workspace and its administrator, who is signed in then. */
export const useSetUp = () => useEntering((input: z.input<typeof SetUp>) => api.post<void>('/api/setup', input));

/** Signs in with address and password. */
export const useSignIn = () =>
  useEntering((input: z.input<typeof SignInInput>) => api.post<void>('/api/session', input));

/** Accepts an invitation, as the signed-in user or as somebody new. */
export const useAcceptInvitation = () =>
  useEntering((input: InvitationAccept) =>
    api.post<z.infer<typeof InvitationAccepted>>('/api/invitations/accept', input),
  );

/** Sets a new password by an administrator's link, which works once; signs in by it. */
export const useNewPassword = () =>
  useEntering((input: z.infer<typeof PasswordLinkUse>) => api.post<void>('/api/password-link/use', input));

/** Goes to the provider of single sign-on, which sends the browser back to `return_to`. */
export async function goToSingleSignOn(returnTo: string): Promise<void> {
  const { url } = await api.post<z.infer<typeof OidcStarted>>('/api/session/oidc', { return_to: returnTo });
  window.location.assign(url);
}
