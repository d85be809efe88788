import { getMigrations } from 'better-auth/db/migration';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ann, withAccessServer } from '../../test/harness/access-server.ts';
import { withDatabase } from '../../test/harness/database.ts';
import { limits } from './rate-limit.ts';
import { signInOptions } from './sign-in.ts';

const db = await withDatabase();
const { openBrowser } = await withAccessServer(db);
const credentials = { email: ann.email, password: ann.password };

test('the tables have every column that the sign-in library wants', async () => {
  const options = signInOptions(db.owner, { public_url: 'http://localhost', secret: 'x1'.repeat(20) });
  const { toBeCreated, toBeAdded, unsafeChanges, schemaProblems } = await getMigrations(options);
  expect({ toBeCreated, toBeAdded, unsafeChanges, schemaProblems }).toEqual({
    toBeCreated: [],
    toBeAdded: [],
    unsafeChanges: [],
    schemaProblems: [],
  });
});

test('the first visit makes workspace and administrator, who is signed in then', async () => {
  const browser = openBrowser();
  expect((await browser.call('GET', '/api/setup')).body).toEqual({ needed: true, oidc_name: null });
  expect((await browser.call('GET', '/api/me')).status).toBe(401);
  const made = await browser.call('POST', '/api/setup', ann);
  expect(made).toMatchObject({ status: 201, body: { workspace_id: expect.any(Number) } });
  expect((await browser.call('GET', '/api/setup')).body.needed).toBe(false);
  expect((await browser.call('POST', '/api/setup', ann)).body).toMatchObject({ status: 409, code: 'setup_done' });
  const { body: me } = await browser.call('GET', '/api/me');
  expect(me).toMatchObject({
    user: { name: 'Ann', email: 'ann@example.com', language: 'en', theme: 'auto', time_zone: null },
    workspace: { name: 'Acme', kind: 'real', time_zone: 'Europe/Chisinau', language: 'en', salespeople_see: 'all' },
    role: 'administrator',
    workspaces: [{ workspace_id: made.body.workspace_id, name: 'Acme', kind: 'real', role: 'administrator' }],
  });
  expect(me.permissions).toContain('members.write');
});

test('the session’s cookie is out of reach of scripts and other sites', async () => {
  const { headers } = await openBrowser().call('POST', '/api/session', credentials);
  expect(String(headers['set-cookie'])).toMatch(
    /^plumb\.session_token=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
  );
});

test('under https it is sent over https only', async () => {
  const secure = await withAccessServer(db, { public_url: 'https://plumb.example.com' });
  const { headers } = await secure.openBrowser().call('POST', '/api/session', credentials);
  expect(String(headers['set-cookie'])).toMatch(/^__Secure-plumb\.session_token=.*; Secure/);
});

test('signing out ends the session, not only the cookie', async () => {
  const browser = openBrowser();
  await browser.call('POST', '/api/session', { ...credentials, email: ' Ann@Example.COM ' });
  const kept = new Map(browser.cookies);
  expect((await browser.call('GET', '/api/me')).status).toBe(200);
  expect((await browser.call('DELETE', '/api/session')).status).toBe(204);
  expect(browser.cookies.size).toBe(0);
  for (const [name, value] of kept) browser.cookies.set(name, value);
  expect((await browser.call('GET', '/api/me')).status).toBe(401);
});

test('a wrong password and an unknown address are refused with the same words', async () => {
  const browser = openBrowser();
  const wrong = await browser.call('POST', '/api/session', { ...credentials, password: 'wrong password' });
  const unknown = await browser.call('POST', '/api/session', { ...credentials, email: 'nobody@example.com' });
  expect(wrong.status).toBe(401);
  expect({ ...wrong.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
});

test('nobody signs up by themselves', async () => {
  const browser = openBrowser();
  for (const path of ['/api/auth/sign-up/email', '/api/auth/sign-in/email', '/api/auth/update-user']) {
    expect((await browser.call('POST', path, { ...ann })).status).toBe(404);
  }
});

test('another site’s page cannot act with the cookie, nor sign its visitor in', async () => {
  const browser = openBrowser();
  await browser.call('POST', '/api/session', credentials);
  const foreign = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': '', origin: 'https://evil.example' },
    { 'sec-fetch-site': '', origin: 'null' },
    { 'sec-fetch-site': '' },
  ];
  for (const headers of foreign) {
    const answer = await browser.call('PATCH', '/api/me', { theme: 'dark' }, headers);
    expect(answer.body).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await browser.call('POST', '/api/teams', { name: 'x' }, headers)).status).toBe(403);
  }
  const evil = { 'sec-fetch-site': '', origin: 'https://evil.example' };
  expect((await openBrowser().call('POST', '/api/session', credentials, evil)).status).toBe(403);
  const own = { 'sec-fetch-site': '', origin: 'http://localhost:4100' };
  expect((await browser.call('PATCH', '/api/me', { theme: 'dark' }, own)).body.user.theme).toBe('dark');
});

test('preferences are one’s own, and what is left out stays', async () => {
  const browser = openBrowser();
  await browser.call('POST', '/api/session', credentials);
  const change = { language: 'ro', time_zone: 'Asia/Shanghai' };
  expect((await browser.call('PATCH', '/api/me', change)).body.user).toMatchObject({
    ...change,
    theme: 'dark',
    name: 'Ann',
  });
  expect((await browser.call('PATCH', '/api/me', { time_zone: null })).body.user).toMatchObject({
    language: 'ro',
    time_zone: null,
  });
  expect((await browser.call('PATCH', '/api/me', { time_zone: 'Mars/Olympus' })).body.code).toBe('invalid_input');
  expect((await browser.call('PATCH', '/api/me', { last_workspace_id: 999 })).status).toBe(403);
});

test('a changed password ends every other session', async () => {
  const [here, there] = [openBrowser(), openBrowser()];
  await here.call('POST', '/api/session', credentials);
  await there.call('POST', '/api/session', credentials);
  const password = 'another long password';
  const wrong = await here.call('POST', '/api/me/password', { present: 'not this one', password });
  expect(wrong.body).toMatchObject({ status: 400, errors: [{ path: ['body', 'present'] }] });
  const short = await here.call('POST', '/api/me/password', { present: ann.password, password: 'short' });
  expect(short.body.code).toBe('invalid_input');
  expect((await here.call('POST', '/api/me/password', { present: ann.password, password })).status).toBe(204);
  expect((await here.call('GET', '/api/me')).status).toBe(200);
  expect((await there.call('GET', '/api/me')).status).toBe(401);
  expect((await there.call('POST', '/api/session', credentials)).status).toBe(401);
  expect((await there.call('POST', '/api/session', { ...credentials, password })).status).toBe(204);
});

/** As if everybody who has tried more than once had tried as often as the door allows. */
const wearOut = (max: number) => sql`update rate_limit set hits = ${max} where hits > 1`.execute(db.app);
const guess = (email: string) => openBrowser().call('POST', '/api/session', { email, password: 'guess guess' });

test('an account can be tried so often and no more, whether it exists or not', async () => {
  const password = 'another long password';
  for (const email of ['guess@example.com', ann.email]) {
    await sql`delete from rate_limit`.execute(db.app);
    expect([(await guess(email)).status, (await guess(email)).status]).toEqual([401, 401]);
    await wearOut(limits.sign_in_by_account.max);
    const refused = await openBrowser().call('POST', '/api/session', { email, password });
    expect(refused.body.code).toBe('too_many_requests');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(60);
  }
});

test('signing in well forgets the tries on that account', async () => {
  await sql`delete from rate_limit`.execute(db.app);
  for (let i = 0; i < 2; i++) await guess(ann.email);
  await openBrowser().call('POST', '/api/session', { ...credentials, password: 'another long password' });
  const { rows } = await sql`select hits from rate_limit`.execute(db.app);
  expect(rows).toEqual([{ hits: 3 }]);
});

test('one address can try so many accounts and no more', async () => {
  await sql`delete from rate_limit`.execute(db.app);
  expect([(await guess('u1@example.com')).status, (await guess('u2@example.com')).status]).toEqual([401, 401]);
  await wearOut(limits.sign_in_by_address.max);
  const refused = await guess('u3@example.com');
  expect(refused.body.code).toBe('too_many_requests');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
});
