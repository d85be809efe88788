import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { ann, joinAs, type TestBrowser, withAccessServer } from '../../test/harness/access-server.ts';
import { withDatabase } from '../../test/harness/database.ts';
import type { RegisterRoutes } from '../base/step.ts';
import { findKey, findWriteKey, forgetFoundKeys } from './find-key.ts';
import { keyRoles, permissions, permissionsOfSecretKey } from './permissions.ts';
import { hashToken } from './token.ts';

const probes: RegisterRoutes = (app) => {
  for (const permission of permissions) {
    app.post(`/api/probe/${permission}`, { config: { permission } }, async ({ actor }) => ({
      workspace_id: actor.workspace_id,
      key_id: actor.key_id,
      user_id: actor.user_id,
      source_id: actor.source_id,
    }));
  }
};

const db = await withDatabase();
const { openBrowser } = await withAccessServer(db, { routes: [probes] });
const administrator = openBrowser();
const { body: setup } = await administrator.call('POST', '/api/setup', ann);
const marketing = await joinAs(administrator, openBrowser(), { email: 'mia@example.com', role: 'marketing' });

const make = async (by: TestBrowser, input: object) => (await by.call('POST', '/api/keys', input)).body;
/** A program: it sends neither cookies nor where it comes from. */
const program = (url: string, authorization: string) =>
  openBrowser().call('POST', url, {}, { authorization, 'sec-fetch-site': '' });
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test('a secret key is shown once, and only its hash is kept', async () => {
  const { key, token } = await make(administrator, { kind: 'secret', name: 'Warehouse' });
  expect(token).toMatch(/^plsk_[\w-]{43}$/);
  expect(key).toMatchObject({ kind: 'secret', role: 'marketing', public_token: null, shown: `${token.slice(0, 10)}…` });
  const { rows } = await sql<{ row: string; token_hash: Buffer }>`
    select k::text as row, token_hash from api_key k where key_id = ${key.key_id}`.execute(db.owner);
  expect(rows[0]?.token_hash).toEqual(hashToken(token));
  expect(rows[0]?.row).not.toContain(token.slice(10));
  expect(JSON.stringify((await administrator.call('GET', '/api/keys')).body)).not.toContain(token.slice(10));
});

test('a secret key may do what its role may, without people, keys and settings', async () => {
  for (const role of keyRoles) {
    const { key, token } = await make(administrator, { kind: 'secret', name: role, role });
    for (const permission of permissions) {
      const { status, body } = await program(`/api/probe/${permission}`, `Bearer ${token}`);
      const allowed = permissionsOfSecretKey(role).has(permission);
      expect([role, permission, status]).toEqual([role, permission, allowed ? 200 : 403]);
      if (allowed)
        expect(body).toEqual({ workspace_id: setup.workspace_id, key_id: key.key_id, user_id: null, source_id: null });
    }
  }
});

test('a write key is public: it can be shown again, and sends touches, nothing else', async () => {
  const { key, token } = await make(marketing, { kind: 'write', name: 'Website', source_id: 7 });
  expect(key).toMatchObject({ kind: 'write', role: null, public_token: token, source_id: 7 });
  const { body } = await marketing.call('GET', '/api/keys');
  expect(body.keys[0].public_token).toBe(token);
  for (const authorization of [`Bearer ${token}`, basic(`${token}:`)]) {
    for (const permission of permissions) {
      const { status } = await program(`/api/probe/${permission}`, authorization);
      expect([permission, status]).toEqual([permission, permission === 'touches.send' ? 200 : 403]);
    }
  }
  expect((await program('/api/probe/touches.send', basic(`${token}:`))).body.source_id).toBe(7);
});

test('marketing manages write keys, and no secret ones', async () => {
  expect((await marketing.call('POST', '/api/keys', { kind: 'secret', name: 'Mine' })).body).toMatchObject({
    code: 'forbidden',
    permission: 'keys.write',
  });
  const secret = await make(administrator, { kind: 'secret', name: 'Theirs' });
  expect((await marketing.call('DELETE', `/api/keys/${secret.key.key_id}`)).body.code).toBe('forbidden');
  const write = await make(administrator, { kind: 'write', name: 'Site' });
  expect((await marketing.call('DELETE', `/api/keys/${write.key.key_id}`)).status).toBe(204);
});

test('a revoked key is refused at once, and stays in the list', async () => {
  const { key, token } = await make(administrator, { kind: 'secret', name: 'Leaked' });
  expect((await program('/api/probe/people.read', `Bearer ${token}`)).status).toBe(200);
  expect((await administrator.call('DELETE', `/api/keys/${key.key_id}`)).status).toBe(204);
  expect((await program('/api/probe/people.read', `Bearer ${token}`)).body).toMatchObject({
    status: 401,
    code: 'not_signed_in',
  });
  expect((await administrator.call('DELETE', `/api/keys/${key.key_id}`)).status).toBe(404);
  const { body } = await administrator.call('GET', '/api/keys');
  const listed = body.keys.find((each: { key_id: number }) => each.key_id === key.key_id);
  expect(listed.revoked_at).toMatch(/Z$/);
});

test('a key revoked by another process works for ten seconds at most', async () => {
  const { key, token } = await make(administrator, { kind: 'write', name: 'Elsewhere' });
  const start = Date.now();
  expect(await findWriteKey(db.app, token, start)).toMatchObject({ key_id: key.key_id });
  await sql`update api_key set revoked_at = now() where key_id = ${key.key_id}`.execute(db.owner);
  expect(await findWriteKey(db.app, token, start + 9_999)).toMatchObject({ key_id: key.key_id });
  expect(await findWriteKey(db.app, token, start + 10_000)).toBeUndefined();
});

test('a secret key is no write key, and what looks like no key is not looked up', async () => {
  const { token } = await make(administrator, { kind: 'secret', name: 'Server' });
  expect(await findKey(db.app, token)).toBeDefined();
  expect(await findWriteKey(db.app, token)).toBeUndefined();
  for (const text of ['', 'x', "plwk_' or true --", `plin_${'a'.repeat(43)}`]) {
    expect(await findKey(db.app, text)).toBeUndefined();
  }
});

test('the last use is kept to the minute', async () => {
  const { key, token } = await make(administrator, { kind: 'secret', name: 'Cron' });
  const lastUse = async () => {
    const { rows } = await sql<{ at: Date | null }>`
      select last_used_at as at from api_key where key_id = ${key.key_id}`.execute(db.owner);
    return rows[0]?.at?.getTime() ?? null;
  };
  expect(await lastUse()).toBeNull();
  const start = Date.UTC(2030, 0, 1);
  for (const [at, expected] of [
    [0, 0],
    [30_000, 0],
    [59_999, 0],
    [60_000, 60_000],
  ] as const) {
    forgetFoundKeys(db.app);
    await findKey(db.app, token, start + at);
    expect(await lastUse()).toBe(start + expected);
  }
});

test('an unknown key is refused, and so is a key for another workspace', async () => {
  expect((await program('/api/probe/people.read', `Bearer plsk_${'x'.repeat(43)}`)).status).toBe(401);
  expect((await program('/api/probe/people.read', 'Bearer nonsense')).status).toBe(401);
  const { token } = await make(administrator, { kind: 'secret', name: 'Here' });
  const elsewhere = await openBrowser().call(
    'POST',
    '/api/probe/people.read',
    {},
    {
      authorization: `Bearer ${token}`,
      'x-plumb-workspace': '999',
    },
  );
  expect(elsewhere.body).toMatchObject({ status: 403, code: 'forbidden' });
});
