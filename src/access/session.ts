import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../base/errors.ts';
import { assertOwnPage } from './same-origin.ts';
import { authPath, clientAddressHeader, type SignIn } from './sign-in.ts';

/** The user whose browser sent a request. */
export type SessionUser = { user_id: string; email: string; last_workspace_id: number | null };

/** What the doors of signing in work with. */
export type Doors = {
  /** Passwords and sessions. */
  signIn: SignIn;
  /**
   * Single sign-on, where it is configured. Apart from the other, because it asks the provider for its addresses when it
   * starts, and a provider that hangs must not keep anybody from a password or a session.
   */
  singleSignOn: SignIn | null;
  publicUrl: string;
};

/**
 * The user that a request's cookie stands for, or undefined. Throws `forbidden` where another site's page asks for a
 * change. With a reply, a session that is past its first day is made to last longer, and the cookie with it.
 */
export async function findSessionUser(
  { signIn, publicUrl }: Doors,
  request: FastifyRequest,
  reply?: FastifyReply,
): Promise<SessionUser | undefined> {
  const { cookie } = request.headers;
  if (cookie === undefined) return undefined;
  const { headers, response } = await signIn.api.getSession({
    headers: new Headers({ cookie }),
    query: { disableRefresh: reply === undefined },
    returnHeaders: true,
  });
  if (!response) return undefined;
  assertOwnPage(request, publicUrl, { withCookie: true });
  if (reply) passCookies(headers, reply);
  const { id, email, lastWorkspaceId } = response.user;
  return { user_id: id, email, last_workspace_id: lastWorkspaceId ?? null };
}

/** The same; throws `not_signed_in` where nobody is. */
export async function getSessionUser(
  doors: Doors,
  request: FastifyRequest,
  reply?: FastifyReply,
): Promise<SessionUser> {
  const user = await findSessionUser(doors, request, reply);
  if (!user) throw new AppError('not_signed_in', 'Nobody is signed in here, or the session has ended');
  return user;
}

/**
 * Passes a request on to the sign-in library under its own path, with the client's address for its limits. The caller
 * has checked where the request comes from. Throws `too_many_requests`; other refusals are in the answer's status.
 */
export async function callSignIn(
  library: SignIn,
  publicUrl: string,
  request: FastifyRequest,
  path: string,
  body?: Record<string, unknown>,
): Promise<Response> {
  const headers = libraryHeaders(request, publicUrl);
  const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
  const answer = await library.handler(new Request(`${publicUrl}${authPath}${path}`, init));
  if (answer.status === 429) {
    const retryAfterSeconds = Number(answer.headers.get('x-retry-after') ?? 60);
    throw new AppError('too_many_requests', 'Too many tries from this address', { retryAfterSeconds });
  }
  return answer;
}

/** Signs in a user who has just been made, past the limits; the cookie goes with the reply. */
export async function startSession(
  { signIn, publicUrl }: Doors,
  request: FastifyRequest,
  reply: FastifyReply,
  credentials: { email: string; password: string },
): Promise<void> {
  const headers = libraryHeaders(request, publicUrl);
  const answer = await signIn.api.signInEmail({ body: credentials, headers, asResponse: true });
  if (!answer.ok) throw new AppError('internal', `Signing in a new user was answered with ${answer.status}`);
  passCookies(answer.headers, reply);
}

/** Sends on what the library wants the browser to remember. */
export function passCookies(from: Headers, reply: FastifyReply): void {
  const cookies = from.getSetCookie();
  if (cookies.length > 0) reply.header('set-cookie', cookies);
}

function libraryHeaders({ headers, ip }: FastifyRequest, publicUrl: string): Headers {
  const passed = new Headers({
    'content-type': 'application/json',
    origin: new URL(publicUrl).origin,
    [clientAddressHeader]: ip,
  });
  if (headers.cookie !== undefined) passed.set('cookie', headers.cookie);
  if (headers['user-agent'] !== undefined) passed.set('user-agent', headers['user-agent']);
  return passed;
}
