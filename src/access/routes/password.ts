import { z } from 'zod';
import { AppError } from '../../base/errors.ts';
import type { App } from '../../base/step.ts';
import { makePasswordLink, passwordAddress, usePasswordLink } from '../actions/password-link.ts';
import { MemberParams, NewPasswordLink, PasswordChange, PasswordLinkUse } from '../contract.ts';
import { assertMayTry, forgetTries } from '../rate-limit.ts';
import { assertOwnPage } from '../same-origin.ts';
import { callSignIn, getSessionUser, passCookies, startSession } from '../session.ts';
import type { AccessContext } from './context.ts';

/** The handlers ask for a session or a link themselves: neither is bound to a workspace. */
const anybody = { permission: 'public' } as const;
const tags = ['session'];

/** Changing a password that is known, and setting one that was forgotten. */
export function addPasswordRoutes(server: App, access: AccessContext): void {
  const { app, signIn, publicUrl } = access;

  server.post(
    '/api/me/password',
    {
      config: anybody,
      schema: { summary: 'Change one’s own password', tags, body: PasswordChange, response: { 204: z.null() } },
    },
    async (request, reply) => {
      const { user_id } = await getSessionUser(access, request);
      await assertMayTry(app, 'password_change', user_id, Date.now());
      const { present, password } = request.body;
      const answer = await callSignIn(signIn, publicUrl, request, '/change-password', {
        currentPassword: present,
        newPassword: password,
        revokeOtherSessions: true,
      });
      if (!answer.ok) throw await readRefusal(answer);
      passCookies(answer.headers, reply);
      return reply.code(204).send(null);
    },
  );

  server.post(
    '/api/members/:user_id/password-link',
    {
      config: { permission: 'members.write' },
      schema: {
        summary: 'Make a link by which a member sets a new password',
        tags: ['members'],
        params: MemberParams,
        response: { 201: NewPasswordLink },
      },
    },
    async ({ actor, params }, reply) => {
      const link = await makePasswordLink(app, actor, params.user_id, Date.now());
      reply.code(201);
      return { link: passwordAddress(publicUrl, link), expires_at: new Date(link.expires_at) };
    },
  );

  server.post(
    '/api/password-link/use',
    {
      config: anybody,
      schema: { summary: 'Set a new password by a link', tags, body: PasswordLinkUse, response: { 204: z.null() } },
    },
    async (request, reply) => {
      assertOwnPage(request, publicUrl, { withCookie: false });
      await assertMayTry(app, 'password_change', request.ip, Date.now());
      const { email } = await usePasswordLink(app, request.body, Date.now());
      await forgetTries(app, 'sign_in_by_account', email);
      await startSession(access, request, reply, { email, password: request.body.password });
      return reply.code(204).send(null);
    },
  );
}

async function readRefusal(answer: Response): Promise<AppError> {
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
  if (code === 'CREDENTIAL_ACCOUNT_NOT_FOUND') {
    return new AppError('conflict', 'This account has no password: it signs in through single sign-on', {
      detail: { reason: 'no_password' },
    });
  }
  const message = 'the present password is wrong';
  return new AppError('invalid_input', `body.present: ${message}`, {
    errors: [{ path: ['body', 'present'], message }],
  });
}
