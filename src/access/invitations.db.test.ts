import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { ann, joinAs, withAccessServer } from '../../test/harness/access-server.ts';
import { withDatabase } from '../../test/harness/database.ts';
import { createWorkspace } from './actions/create-workspace.ts';
import { findUserByEmail } from './queries/users.ts';

const db = await withDatabase();
const { openBrowser } = await withAccessServer(db);
const administrator = openBrowser();
await administrator.call('POST', '/api/setup', ann);

beforeEach(async () => void (await sql`delete from rate_limit`.execute(db.app)));

const password = 'a long enough one';
const invite = async (email: string, role = 'salesperson') => {
  const answer = await administrator.call('POST', '/api/invitations', { email, role });
  expect(answer.status).toBe(201);
  const [page, token] = String(answer.body.link).split('#');
  expect(page).toBe('http://localhost:4100/invitation');
  return { token, invitation_id: answer.body.invitation.invitation_id };
};

test('somebody new joins through the link, and is signed in then', async () => {
  const { token } = await invite('Bob@Example.com');
  const browser = openBrowser();
  expect((await browser.call('POST', '/api/invitations/look', { token })).body).toEqual({
    workspace_name: 'Acme',
    email: 'bob@example.com',
    role: 'salesperson',
    has_account: false,
    oidc_name: null,
  });
  const nameless = await browser.call('POST', '/api/invitations/accept', { token, password });
  expect(nameless.body).toMatchObject({ code: 'invalid_input', errors: [{ path: ['name'] }] });
  const accepted = await browser.call('POST', '/api/invitations/accept', {
    token,
    name: 'Bob',
    password,
    language: 'ru',
  });
  expect(accepted.status).toBe(200);
  expect((await browser.call('GET', '/api/me')).body).toMatchObject({
    user: { name: 'Bob', email: 'bob@example.com', language: 'ru' },
    workspace: { workspace_id: accepted.body.workspace_id },
    role: 'salesperson',
  });
});

test('a link works once, even for many who use it at once', async () => {
  const { token } = await invite('cid@example.com');
  const accept = () => openBrowser().call('POST', '/api/invitations/accept', { token, name: 'Cid', password });
  const statuses = (await Promise.all([accept(), accept(), accept()])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 410, 410]);
  expect((await accept()).body).toMatchObject({
    code: 'gone',
    detail: 'This invitation was accepted already: sign in',
    reason: 'invitation_accepted',
  });
});

test('a link that was taken back, replaced, has run out or was made up is refused, saying why', async () => {
  const revoked = await invite('dan@example.com');
  expect((await administrator.call('DELETE', `/api/invitations/${revoked.invitation_id}`)).status).toBe(204);
  expect((await administrator.call('DELETE', `/api/invitations/${revoked.invitation_id}`)).status).toBe(404);
  const replaced = await invite('eve@example.com');
  const fresh = await invite('eve@example.com', 'viewer');
  const late = await invite('fay@example.com');
  await sql`update invitation set expires_at = now() - interval '1 second' where email = 'fay@example.com'`.execute(
    db.owner,
  );
  const refused = async (token: unknown) => {
    const looked = await openBrowser().call('POST', '/api/invitations/look', { token });
    const accepted = await openBrowser().call('POST', '/api/invitations/accept', { token, name: 'X', password });
    expect(looked.body.detail).toBe(accepted.body.detail);
    return { status: accepted.status, detail: accepted.body.detail };
  };
  const ask = 'ask for a new one';
  expect(await refused(revoked.token)).toEqual({ status: 410, detail: `This invitation was taken back: ${ask}` });
  expect(await refused(replaced.token)).toEqual({ status: 410, detail: `This invitation was taken back: ${ask}` });
  expect(await refused(late.token)).toEqual({ status: 410, detail: `This invitation has run out: ${ask}` });
  expect(await refused(`plin_${'x'.repeat(43)}`)).toEqual({
    status: 410,
    detail: `This invitation is no longer there: ${ask}`,
  });
  const { body } = await administrator.call('GET', '/api/invitations');
  expect(
    body.invitations.map(({ email, expired }: { email: string; expired: boolean }) => ({ email, expired })),
  ).toEqual([
    { email: 'fay@example.com', expired: true },
    { email: 'eve@example.com', expired: false },
  ]);
  expect((await openBrowser().call('POST', '/api/invitations/look', { token: fresh.token })).body.role).toBe('viewer');
});

test('the database does not know the token', async () => {
  const { token } = await invite('gus@example.com');
  const { rows } = await sql<{ all: string }>`select string_agg(i::text, '') as all from invitation i`.execute(
    db.owner,
  );
  expect(rows[0]?.all).toContain('gus@example.com');
  expect(rows[0]?.all).not.toContain(String(token).slice(5));
});

test('a member is not invited again, but somebody who was removed can be', async () => {
  const zoe = await joinAs(administrator, openBrowser(), { email: 'zoe@example.com', role: 'viewer' });
  const again = await administrator.call('POST', '/api/invitations', { email: 'zoe@example.com', role: 'viewer' });
  expect(again.body.code).toBe('already_exists');
  const { body: me } = await zoe.call('GET', '/api/me');
  expect((await administrator.call('DELETE', `/api/members/${me.user.user_id}`)).status).toBe(204);
  expect((await zoe.call('GET', '/api/members')).body).toMatchObject({ status: 403 });
  expect((await zoe.call('GET', '/api/me')).body).toMatchObject({
    workspace: null,
    role: null,
    permissions: [],
    workspaces: [],
  });

  const { token } = await invite('zoe@example.com', 'marketing');
  expect((await zoe.call('POST', '/api/invitations/look', { token })).body.has_account).toBe(true);
  const stranger = await openBrowser().call('POST', '/api/invitations/accept', { token, name: 'Zoe', password });
  expect(stranger.body.code).toBe('not_signed_in');
  const bob = openBrowser();
  await bob.call('POST', '/api/session', { email: 'bob@example.com', password });
  expect((await bob.call('POST', '/api/invitations/accept', { token })).body.code).toBe('forbidden');
  expect((await zoe.call('POST', '/api/invitations/accept', { token })).status).toBe(200);
  expect((await zoe.call('GET', '/api/me')).body.role).toBe('marketing');
});

test('one user can belong to several workspaces, and chooses', async () => {
  const bob = await findUserByEmail(db.app, 'bob@example.com');
  const other = {
    name: 'Other',
    kind: 'real' as const,
    time_zone: 'UTC',
    language: 'en' as const,
    preset: 'b2b_basic',
  };
  const otherId = await createWorkspace(db.app, other, String(bob?.user_id));
  const browser = openBrowser();
  await browser.call('POST', '/api/session', { email: 'bob@example.com', password });
  expect((await browser.call('GET', '/api/me')).body.workspace.name).toBe('Acme');
  const there = { 'x-plumb-workspace': String(otherId) };
  expect((await browser.call('GET', '/api/me', undefined, there)).body).toMatchObject({
    workspace: { name: 'Other' },
    role: 'administrator',
  });
  expect((await browser.call('PATCH', '/api/me', { last_workspace_id: otherId })).status).toBe(200);
  expect((await browser.call('GET', '/api/workspace')).body.name).toBe('Other');
});
