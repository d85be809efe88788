import { expect, test } from 'vitest';
import { ann, joinAs, type TestBrowser, withAccessServer } from '../../test/harness/access-server.ts';
import { createTestWorkspace, withDatabase } from '../../test/harness/database.ts';
import { inWorkspace } from '../base/db.ts';
import type { RegisterRoutes } from '../base/step.ts';
import { type Permission, permissions, type Role, rolePermissions, roles } from './permissions.ts';
import { upsertMember } from './queries/memberships.ts';
import { getVisibility } from './visibility.ts';

/** A route per permission, and one that says what leads the caller sees. */
const probes: RegisterRoutes = (app, { db }) => {
  for (const permission of permissions) {
    app.get(`/api/probe/${permission}`, { config: { permission } }, async () => ({ ok: true }));
  }
  app.get('/api/probe/visibility', { config: { permission: 'signed_in' } }, ({ actor }) =>
    inWorkspace(db.app, actor.workspace_id, (tx) => getVisibility(tx, actor)),
  );
};

const db = await withDatabase();
const { openBrowser } = await withAccessServer(db, { routes: [probes] });
const administrator = openBrowser();
const { body: setup } = await administrator.call('POST', '/api/setup', ann);
const browsers = { administrator } as Record<Role, TestBrowser>;
for (const role of roles.slice(1)) {
  browsers[role] = await joinAs(administrator, openBrowser(), { email: `${role}@example.com`, role });
}
const idOf = async (role: Role) => String((await browsers[role].call('GET', '/api/me')).body.user.user_id);

test('each role passes exactly the routes that the matrix gives it, and a refusal names what is missing', async () => {
  for (const role of roles) {
    for (const permission of permissions) {
      const { status, body } = await browsers[role].call('GET', `/api/probe/${permission}`);
      if (rolePermissions[role].includes(permission))
        expect([role, permission, status]).toEqual([role, permission, 200]);
      else expect(body).toMatchObject({ status: 403, code: 'forbidden', permission, role });
    }
  }
});

const real: [Permission, 'GET' | 'POST' | 'PATCH' | 'DELETE', string][] = [
  ['settings.write', 'PATCH', '/api/workspace'],
  ['audit.read', 'GET', '/api/audit'],
  ['members.read', 'GET', '/api/members'],
  ['members.read', 'GET', '/api/teams'],
  ['members.write', 'PATCH', '/api/members/nobody'],
  ['members.write', 'DELETE', '/api/members/nobody'],
  ['members.write', 'POST', '/api/teams'],
  ['members.write', 'PATCH', '/api/teams/999'],
  ['members.write', 'DELETE', '/api/teams/999'],
  ['members.write', 'GET', '/api/invitations'],
  ['members.write', 'POST', '/api/invitations'],
  ['members.write', 'DELETE', '/api/invitations/999'],
  ['keys.read', 'GET', '/api/keys'],
  ['write_keys.write', 'POST', '/api/keys'],
  ['write_keys.write', 'DELETE', '/api/keys/999'],
];

test.each(real)('%s is asked for by %s %s', async (permission, method, url) => {
  for (const role of roles) {
    const { status } = await browsers[role].call(method, url, method === 'GET' || method === 'DELETE' ? undefined : {});
    expect([role, status === 403]).toEqual([role, !rolePermissions[role].includes(permission)]);
  }
  const nobody = await openBrowser().call(method, url);
  expect(nobody.body).toMatchObject({ status: 401, code: 'not_signed_in' });
});

test('another workspace is out of reach, though its number is known', async () => {
  const otherId = await createTestWorkspace(db, { name: 'Other' });
  const there = { 'x-plumb-workspace': String(otherId) };
  for (const url of ['/api/workspace', '/api/members', '/api/keys', '/api/audit', '/api/me']) {
    expect((await administrator.call('GET', url, undefined, there)).body).toMatchObject({
      status: 403,
      code: 'forbidden',
    });
    expect((await administrator.call('GET', `${url}?workspace=${otherId}`)).status).toBe(403);
  }
  await inWorkspace(db.app, otherId, async (tx) => {
    await upsertMember(tx, { user_id: await idOf('viewer'), role: 'administrator', team_id: null });
  });
  const { body } = await browsers.viewer.call('GET', '/api/members', undefined, there);
  expect(body.members).toHaveLength(1);
  expect(
    (await browsers.viewer.call('DELETE', `/api/members/${await idOf('marketing')}`, undefined, there)).status,
  ).toBe(404);
  const team = await administrator.call('POST', '/api/teams', { name: 'Ours' });
  const stolen = { team_id: team.body.team_id };
  expect((await browsers.viewer.call('PATCH', `/api/members/${await idOf('viewer')}`, stolen, there)).status).toBe(404);
});

test('members are listed by name, those removed last', async () => {
  const gone = await joinAs(administrator, openBrowser(), { email: 'aaron@example.com', role: 'viewer' });
  const goneId = (await gone.call('GET', '/api/me')).body.user.user_id;
  await administrator.call('DELETE', `/api/members/${goneId}`);
  const { body } = await browsers.viewer.call('GET', '/api/members');
  const names = body.members.map((member: { name: string }) => member.name);
  expect(names).toEqual(['Ann', 'head_of_sales', 'marketing', 'salesperson', 'viewer', 'aaron']);
  expect(body.members.at(-1).left_at).toMatch(/^\d{4}-.*Z$/);
});

test('a workspace always keeps an administrator', async () => {
  const annId = await idOf('administrator');
  for (const change of [{ role: 'viewer' }, { role: 'marketing', team_id: null }]) {
    expect((await administrator.call('PATCH', `/api/members/${annId}`, change)).body.code).toBe('conflict');
  }
  expect((await administrator.call('DELETE', `/api/members/${annId}`)).body.code).toBe('conflict');
  expect((await administrator.call('PATCH', `/api/members/${annId}`, { role: 'administrator' })).status).toBe(204);
});

test('of two administrators who remove each other at once, one stays', async () => {
  const [annId, second] = [await idOf('administrator'), await idOf('marketing')];
  await administrator.call('PATCH', `/api/members/${second}`, { role: 'administrator' });
  const statuses = await Promise.all([
    administrator.call('PATCH', `/api/members/${second}`, { role: 'marketing' }),
    browsers.marketing.call('PATCH', `/api/members/${annId}`, { role: 'marketing' }),
  ]);
  expect(statuses.map(({ status }) => status).filter((status) => status === 204)).toHaveLength(1);
  const { body } = await browsers.viewer.call('GET', '/api/members');
  const left = body.members.filter((member: { role: Role }) => member.role === 'administrator');
  expect(left).toHaveLength(1);
  const stays = left[0].user_id === annId ? administrator : browsers.marketing;
  await stays.call('PATCH', `/api/members/${annId}`, { role: 'administrator' });
  await administrator.call('PATCH', `/api/members/${second}`, { role: 'marketing' });
});

test('somebody who forgot the password sets a new one by a link, once, and every session ends', async () => {
  const kim = await joinAs(administrator, openBrowser(), { email: 'kim@example.com', role: 'viewer' });
  const kimId = (await kim.call('GET', '/api/me')).body.user.user_id;
  const first = await administrator.call('POST', `/api/members/${kimId}/password-link`);
  const second = await administrator.call('POST', `/api/members/${kimId}/password-link`);
  const use = (link: string, browser = openBrowser()) =>
    browser.call('POST', '/api/password-link/use', { token: link.split('#')[1], password: 'a brand new one' });
  expect((await use(first.body.link)).body.code).toBe('gone');
  const there = openBrowser();
  expect((await use(second.body.link, there)).status).toBe(204);
  expect((await use(second.body.link)).body.code).toBe('gone');
  expect((await there.call('GET', '/api/me')).body.user.email).toBe('kim@example.com');
  expect((await kim.call('GET', '/api/me')).status).toBe(401);
  const signIn = (password: string) => kim.call('POST', '/api/session', { email: 'kim@example.com', password });
  expect((await signIn(ann.password)).status).toBe(401);
  expect((await signIn('a brand new one')).status).toBe(204);
});

test('no administrator opens a workspace that is somebody else’s through such a link', async () => {
  const viewerId = await idOf('viewer');
  const refused = await administrator.call('POST', `/api/members/${viewerId}/password-link`);
  expect(refused.body).toMatchObject({ status: 403, code: 'forbidden' });
  expect((await administrator.call('POST', '/api/members/nobody/password-link')).status).toBe(404);
});

test('teams have names of their own, and removing one leaves its members', async () => {
  const { body: team } = await administrator.call('POST', '/api/teams', { name: 'North' });
  expect((await administrator.call('POST', '/api/teams', { name: 'North' })).body.code).toBe('already_exists');
  const { body: south } = await administrator.call('POST', '/api/teams', { name: 'South' });
  expect((await administrator.call('PATCH', `/api/teams/${south.team_id}`, { name: 'North' })).body.code).toBe(
    'already_exists',
  );
  expect((await administrator.call('PATCH', `/api/teams/${south.team_id}`, { name: 'East' })).status).toBe(204);
  const sellerId = await idOf('salesperson');
  await administrator.call('PATCH', `/api/members/${sellerId}`, { team_id: team.team_id });
  const { body } = await administrator.call('GET', '/api/teams');
  expect(body.teams).toContainEqual({ team_id: team.team_id, name: 'North', members: 1 });
  expect((await administrator.call('DELETE', `/api/teams/${team.team_id}`)).status).toBe(204);
  const { members } = (await administrator.call('GET', '/api/members')).body;
  expect(members.find((member: { user_id: string }) => member.user_id === sellerId)).toMatchObject({ team_id: null });
});

test('what salespeople see follows the workspace’s setting and their team', async () => {
  const [sellerId, headId] = [await idOf('salesperson'), await idOf('head_of_sales')];
  const seen = async () => (await browsers.salesperson.call('GET', '/api/probe/visibility')).body;
  expect(await seen()).toEqual({ kind: 'all', user_ids: [], unowned: true });
  await administrator.call('PATCH', '/api/workspace', { salespeople_see: 'own' });
  expect(await seen()).toEqual({ kind: 'own', user_ids: [sellerId], unowned: false });
  await administrator.call('PATCH', '/api/workspace', { salespeople_see: 'team' });
  expect(await seen()).toEqual({ kind: 'team', user_ids: [sellerId], unowned: true });
  const { body: team } = await administrator.call('POST', '/api/teams', { name: 'West' });
  for (const id of [sellerId, headId])
    await administrator.call('PATCH', `/api/members/${id}`, { team_id: team.team_id });
  expect((await seen()).user_ids.sort()).toEqual([sellerId, headId].sort());
  expect((await browsers.head_of_sales.call('GET', '/api/probe/visibility')).body.kind).toBe('all');
});

test('settings of other steps stay when access changes its own', async () => {
  const { body: before } = await administrator.call('GET', '/api/workspace');
  const changed = await administrator.call('PATCH', '/api/workspace', {
    name: 'Acme & Sons',
    time_zone: 'Asia/Shanghai',
  });
  expect(changed.body).toEqual({ ...before, name: 'Acme & Sons', time_zone: 'Asia/Shanghai' });
  expect((await administrator.call('PATCH', '/api/workspace', { language: 'xx' })).body.code).toBe('invalid_input');
  expect(setup.workspace_id).toBe(before.workspace_id);
});
