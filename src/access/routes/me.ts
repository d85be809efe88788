import { z } from 'zod';
import { AppError } from '../../base/errors.ts';
import type { App } from '../../base/step.ts';
import { changeMe, readMe } from '../actions/me.ts';
import { readRequestedWorkspace } from '../authorize.ts';
import { Me, MyChange, PasswordChange } from '../contract.ts';
import { assertMayTry } from '../rate-limit.ts';
import { callSignIn, getSessionUser, passCookies } from '../session.ts';
import type { AccessContext } from './context.ts';

/** Not bound to a workspace: somebody who belongs nowhere any more is still somebody. The handlers ask for a session. */
const ownSession = { permission: 'public' } as const;
const tags = ['session'];

/** One's own self. */
export function addMeRoutes(server: App, access: AccessContext): void {
  const { app, signIn, publicUrl } = access;

  server.get(
    '/api/me',
    { config: ownSession, schema: { summary: 'Who is signed in, and what they may do', tags, response: { 200: Me } } },
    async (request, reply) => {
      const { user_id } = await getSessionUser(access, request, reply);
      return readMe(app, user_id, readRequestedWorkspace(request));
    },
  );

  server.patch(
    '/api/me',
    {
      config: ownSession,
      schema: { summary: 'Change one’s own preferences', tags, body: MyChange, response: { 200: Me } },
    },
    async (request) => {
      const { user_id } = await getSessionUser(access, request);
      await changeMe(app, user_id, request.body);
      return readMe(app, user_id, readRequestedWorkspace(request));
    },
  );

  server.post(
    '/api/me/password',
    {
      config: ownSession,
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
}

async function readRefusal(answer: Response): Promise<AppError> {
  const { code } = (await answer.json().catch(() => ({}))) as { code?: string };
  if (code === 'CREDENTIAL_ACCOUNT_NOT_FOUND') {
    return new AppError('conflict', 'This account has no password: it signs in through single sign-on');
  }
  const message = 'the present password is wrong';
  return new AppError('invalid_input', `body.present: ${message}`, {
    errors: [{ path: ['body', 'present'], message }],
  });
}
