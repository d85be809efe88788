import { generateKeyPairSync, sign } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { ann, type TestBrowser, withAccessServer } from '../../test/harness/access-server.ts';
import { withDatabase } from '../../test/harness/database.ts';

type Person = { sub: string; email: string; email_verified?: boolean; name?: string };

/** Whoever sits at the provider's own screen. */
let person: Person;
/** Makes the id token wrong in some way. */
let spoil: (claims: Record<string, unknown>) => Record<string, unknown>;

const db = await withDatabase();
const issuer = await startIssuer();
const oidc = { issuer: issuer.url, client_id: 'plumb', client_secret: 'hush', name: 'Acme ID' };
const { openBrowser } = await withAccessServer(db, { oidc });
const administrator = openBrowser();
await administrator.call('POST', '/api/setup', ann);

beforeEach(async () => {
  spoil = (claims) => claims;
  await sql`delete from rate_limit`.execute(db.app);
});

/** Goes to the provider and back; where the browser is sent in the end. */
async function signInThroughProvider(browser: TestBrowser, return_to?: string): Promise<string> {
  const begun = await browser.call('POST', '/api/session/oidc', { ...(return_to ? { return_to } : {}) });
  const atProvider = await fetch(begun.body.url, { redirect: 'manual' });
  const back = new URL(atProvider.headers.get('location') ?? '');
  const answer = await browser.call('GET', back.pathname + back.search, undefined, { 'sec-fetch-site': 'cross-site' });
  expect(answer.status).toBe(302);
  return String(answer.headers.location);
}

test('the sign-in screen learns what single sign-on is called', async () => {
  expect((await openBrowser().call('GET', '/api/setup')).body.oidc_name).toBe('Acme ID');
});

test('somebody who was not invited is turned away, and no user is made', async () => {
  person = { sub: 's-bob', email: 'bob@example.com', email_verified: true, name: 'Bob' };
  const browser = openBrowser();
  expect(await signInThroughProvider(browser)).toMatch(/^\/sign-in\?error=not_invited/);
  expect((await browser.call('GET', '/api/me')).status).toBe(401);
  const { rows } = await sql`select from auth_user where email = 'bob@example.com'`.execute(db.app);
  expect(rows).toHaveLength(0);
});

test('somebody invited, whose address the provider vouches for, joins by signing in, and comes back where they were', async () => {
  await administrator.call('POST', '/api/invitations', { email: 'bob@example.com', role: 'salesperson' });
  person = { sub: 's-bob', email: 'Bob@Example.com', email_verified: true, name: 'Bob' };
  const browser = openBrowser();
  expect(await signInThroughProvider(browser, '/leads?view=7')).toBe('/leads?view=7');
  const { body } = await browser.call('GET', '/api/me');
  expect(body).toMatchObject({
    user: { name: 'Bob', email: 'bob@example.com' },
    role: 'salesperson',
    workspace: { name: 'Acme' },
  });

  const again = openBrowser();
  expect(await signInThroughProvider(again)).toBe('/');
  expect((await again.call('GET', '/api/me')).body.user.user_id).toBe(body.user.user_id);
});

test('no token of the provider is kept', async () => {
  const { rows } = await sql`
    select access_token, refresh_token, id_token from auth_account where provider_id = 'oidc'`.execute(db.app);
  expect(rows).toEqual([{ access_token: null, refresh_token: null, id_token: null }]);
});

test('an address that the provider does not vouch for opens no account, neither a new nor an existing one', async () => {
  await administrator.call('POST', '/api/invitations', { email: 'cid@example.com', role: 'viewer' });
  for (const email_verified of [false, undefined]) {
    person = {
      sub: 's-cid',
      email: 'cid@example.com',
      name: 'Cid',
      ...(email_verified === undefined ? {} : { email_verified }),
    };
    expect(await signInThroughProvider(openBrowser())).toMatch(/^\/sign-in\?error=email_not_verified/);
    person = { sub: 's-evil', email: ann.email, ...(email_verified === undefined ? {} : { email_verified }) };
    const browser = openBrowser();
    expect(await signInThroughProvider(browser)).toMatch(/^\/sign-in\?error=/);
    expect((await browser.call('GET', '/api/me')).status).toBe(401);
  }
});

test('somebody who has a password signs in through the provider as the same user', async () => {
  person = { sub: 's-ann', email: ann.email, email_verified: true, name: 'Somebody else’s idea of Ann' };
  const browser = openBrowser();
  expect(await signInThroughProvider(browser)).toBe('/');
  expect((await browser.call('GET', '/api/me')).body).toMatchObject({ user: { name: 'Ann' }, role: 'administrator' });
});

test.each([
  ['another issuer', { iss: 'https://evil.example' }],
  ['another audience', { aud: 'somebody-else' }],
  ['a token that has run out', { exp: 1 }],
  ['another sign-in’s token', { nonce: 'replayed' }],
])('an id token of %s is refused', async (_what, wrong) => {
  person = { sub: 's-ann', email: ann.email, email_verified: true };
  spoil = (claims) => ({ ...claims, ...wrong });
  const browser = openBrowser();
  expect(await signInThroughProvider(browser)).toMatch(/^\/sign-in\?error=/);
  expect((await browser.call('GET', '/api/me')).status).toBe(401);
});

test('an answer of the provider works only in the browser that asked', async () => {
  person = { sub: 's-ann', email: ann.email, email_verified: true };
  const begun = await openBrowser().call('POST', '/api/session/oidc', {});
  const atProvider = await fetch(begun.body.url, { redirect: 'manual' });
  const back = new URL(atProvider.headers.get('location') ?? '');
  const victim = openBrowser();
  const answer = await victim.call('GET', back.pathname + back.search);
  expect(answer.headers.location).toMatch(/sign-in\?error=/);
  expect((await victim.call('GET', '/api/me')).status).toBe(401);
});

test('one is sent back to this site only', async () => {
  for (const return_to of ['https://evil.example', '//evil.example', '/\\evil.example', 'leads']) {
    expect((await openBrowser().call('POST', '/api/session/oidc', { return_to })).body.code).toBe('invalid_input');
  }
});

test('a provider that hangs keeps nobody from a password', async () => {
  const hanging = createServer(() => undefined);
  await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(hanging.address() as AddressInfo).port}`;
  const server = await withAccessServer(db, { oidc: { ...oidc, issuer: url } });
  const browser = server.openBrowser();
  expect((await browser.call('POST', '/api/session', { email: ann.email, password: ann.password })).status).toBe(204);
  expect((await browser.call('GET', '/api/me')).status).toBe(200);
  hanging.closeAllConnections();
  hanging.close();
  expect((await browser.call('POST', '/api/session/oidc', {})).body).toMatchObject({
    status: 503,
    code: 'unavailable',
  });
});

/** A provider as small as the protocol allows: discovery, keys, authorization code with PKCE, signed id tokens. */
async function startIssuer() {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const questions = new Map<string, URLSearchParams>();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', url);
    const send = (body: unknown, status = 200) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (pathname === '/.well-known/openid-configuration') return send(discovery);
    if (pathname === '/keys')
      return send({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] });
    if (pathname === '/authorize') {
      const code = crypto.randomUUID();
      questions.set(code, searchParams);
      const location = `${searchParams.get('redirect_uri')}?code=${code}&state=${searchParams.get('state')}`;
      return response.writeHead(302, { location }).end();
    }
    const form = new URLSearchParams(await new Response(request as never).text());
    const question = questions.get(form.get('code') ?? '');
    questions.delete(form.get('code') ?? '');
    if (!question || form.get('client_secret') !== 'hush' || !(await isProof(form, question))) {
      return send({ error: 'invalid_grant' }, 400);
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: url, aud: 'plumb', iat: now, exp: now + 300, nonce: question.get('nonce'), ...person };
    send({ access_token: 'secret-access', token_type: 'Bearer', id_token: writeToken(spoil(claims)) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const discovery = {
    issuer: url,
    authorization_endpoint: `${url}/authorize`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const writeToken = (claims: Record<string, unknown>) => {
    const body = `${encode({ alg: 'RS256', kid: 'k' })}.${encode(claims)}`;
    return `${body}.${sign('RSA-SHA256', Buffer.from(body), privateKey).toString('base64url')}`;
  };
  return { url };
}

async function isProof(form: URLSearchParams, question: URLSearchParams): Promise<boolean> {
  const digest = await crypto.subtle.digest('SHA-256', Buffer.from(form.get('code_verifier') ?? ''));
  return Buffer.from(digest).toString('base64url') === question.get('code_challenge');
}
