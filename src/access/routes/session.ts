import { z } from 'zod';
import { AppError } from '../../base/errors.ts';
import type { App } from '../../base/step.ts';
import { OidcStart, OidcStarted, SignInInput } from '../contract.ts';
import { assertMayTry, forgetTries } from '../rate-limit.ts';
import { assertOwnPage } from '../same-origin.ts';
import { callSignIn, passCookies } from '../session.ts';
import { oidcProviderId } from '../sign-in.ts';
import type { AccessContext } from './context.ts';

const anybody = { permission: 'public' } as const;
const tags = ['session'];
const Nothing = z.null();

/** Signing in and out. */
export function addSessionRoutes(server: App, access: AccessContext): void {
  const { app, signIn, singleSignOn, publicUrl } = access;

  server.post(
    '/api/session',
    { config: anybody, schema: { summary: 'Sign in', tags, body: SignInInput, response: { 204: Nothing } } },
    async (request, reply) => {
      assertOwnPage(request, publicUrl, { withCookie: false });
      const { email, password, remember } = request.body;
      await assertMayTry(app, 'sign_in_by_account', email, Date.now());
      const answer = await callSignIn(signIn, publicUrl, request, '/sign-in/email', {
        email,
        password,
        rememberMe: remember,
      });
      if (!answer.ok) throw new AppError('not_signed_in', 'The address or the password is wrong');
      await forgetTries(app, 'sign_in_by_account', email);
      passCookies(answer.headers, reply);
      return reply.code(204).send(null);
    },
  );

  server.delete(
    '/api/session',
    { config: anybody, schema: { summary: 'Sign out', tags, response: { 204: Nothing } } },
    async (request, reply) => {
      assertOwnPage(request, publicUrl, { withCookie: request.headers.cookie !== undefined });
      const answer = await callSignIn(signIn, publicUrl, request, '/sign-out', {});
      passCookies(answer.headers, reply);
      return reply.code(204).send(null);
    },
  );

  server.post(
    '/api/session/oidc',
    {
      config: anybody,
      schema: { summary: 'Begin single sign-on', tags, body: OidcStart, response: { 200: OidcStarted } },
    },
    async (request, reply) => {
      assertOwnPage(request, publicUrl, { withCookie: false });
      if (singleSignOn === null) throw notConfigured();
      const answer = await callSignIn(singleSignOn, publicUrl, request, '/sign-in/social', {
        provider: oidcProviderId,
        callbackURL: request.body.return_to,
        errorCallbackURL: '/sign-in',
      });
      if (!answer.ok) throw new AppError('unavailable', 'The provider of single sign-on cannot be reached');
      passCookies(answer.headers, reply);
      const { url } = (await answer.json()) as { url: string };
      return { url };
    },
  );

  server.get(
    `/api/auth/callback/${oidcProviderId}`,
    { config: anybody, schema: { summary: 'Where the provider of single sign-on sends browsers back', tags } },
    async (request, reply) => {
      if (singleSignOn === null) throw notConfigured();
      const question = request.url.indexOf('?');
      const query = question < 0 ? '' : request.url.slice(question);
      const answer = await callSignIn(singleSignOn, publicUrl, request, `/callback/${oidcProviderId}${query}`);
      passCookies(answer.headers, reply);
      return reply.redirect(answer.headers.get('location') ?? '/sign-in?error=unknown', 302);
    },
  );
}

function notConfigured(): AppError {
  return new AppError('not_found', 'Single sign-on is not configured here');
}
