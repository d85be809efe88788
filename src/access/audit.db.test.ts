import { sql } from 'kysely';
import { afterAll, expect, test, vi } from 'vitest';
import { ann, joinAs, withAccessServer } from '../../test/harness/access-server.ts';
import { createTestWorkspace, withDatabase } from '../../test/harness/database.ts';
import { inWorkspace } from '../base/db.ts';
import { startLive } from '../base/live.ts';
import { silentLog } from '../base/log.ts';
import { byPlumb, recordChange } from './audit.ts';

const db = await withDatabase();
const { openBrowser } = await withAccessServer(db);
const administrator = openBrowser();
const { body: setup } = await administrator.call('POST', '/api/setup', ann);
const { body: me } = await administrator.call('GET', '/api/me');
const annActor = { kind: 'user', id: me.user.user_id, name: 'Ann' };

type Entry = { audit_entry_id: number; action: string; subject_id: string };
const read = async (query = '') => (await administrator.call('GET', `/api/audit${query}`)).body;
const latest = async () => (await read('?limit=1')).entries[0];

test('the first entry is the making of the workspace', async () => {
  expect(await latest()).toMatchObject({
    action: 'workspace.created',
    actor: annActor,
    before: null,
    after: { name: 'Acme' },
  });
});

test('an entry says who, what, from what, to what and in which request', async () => {
  const answer = await administrator.call('PATCH', '/api/workspace', {
    name: 'Acme Ltd',
    salespeople_see: 'team',
    language: 'en',
  });
  expect(await latest()).toEqual({
    audit_entry_id: expect.any(Number),
    at: expect.stringMatching(/Z$/),
    actor: annActor,
    action: 'workspace.changed',
    subject_kind: 'workspace',
    subject_id: String(setup.workspace_id),
    before: { name: 'Acme', salespeople_see: 'all' },
    after: { name: 'Acme Ltd', salespeople_see: 'team' },
    request_id: answer.headers['x-request-id'],
  });
});

test('screens that show the log, or who and what has access, are told of a change', async () => {
  const live = await startLive(db.url, silentLog);
  afterAll(() => live.close());
  const heard: string[] = [];
  live.subscribe(setup.workspace_id, ({ topic }) => heard.push(topic));
  const { body: team } = await administrator.call('POST', '/api/teams', { name: 'West' });
  await administrator.call('DELETE', `/api/teams/${team.team_id}`);
  await administrator.call('POST', '/api/invitations', { email: 'wes@example.com', role: 'viewer' });
  await administrator.call('POST', '/api/keys', { kind: 'write', name: 'Live' });
  await administrator.call('PATCH', `/api/members/${me.user.user_id}`, { role: 'administrator', team_id: null });
  const all = new Set(['team', 'audit', 'invitation', 'key']);
  await vi.waitFor(() => expect(new Set(heard)).toEqual(all), { timeout: 10_000 });
});

test('a change that changes nothing leaves no entry', async () => {
  const before = await latest();
  await administrator.call('PATCH', '/api/workspace', { name: 'Acme Ltd' });
  expect(await latest()).toEqual(before);
});

test('members, teams, invitations and keys leave their traces, and no secret among them', async () => {
  const bob = await joinAs(administrator, openBrowser(), { email: 'bob@example.com', role: 'viewer' });
  const { body } = await bob.call('GET', '/api/me');
  const bobId = body.user.user_id;
  const { body: team } = await administrator.call('POST', '/api/teams', { name: 'North' });
  await administrator.call('PATCH', `/api/members/${bobId}`, { role: 'marketing', team_id: team.team_id });
  await administrator.call('DELETE', `/api/teams/${team.team_id}`);
  const { body: made } = await administrator.call('POST', '/api/keys', { kind: 'write', name: 'Site' });
  await administrator.call('DELETE', `/api/keys/${made.key.key_id}`);
  await administrator.call('DELETE', `/api/members/${bobId}`);
  const { entries } = await read();
  expect(entries.map((entry: Entry) => entry.action).slice(0, 8)).toEqual([
    'member.removed',
    'key.revoked',
    'key.created',
    'team.removed',
    'member.changed',
    'team.created',
    'member.joined',
    'invitation.created',
  ]);
  expect(entries[4]).toMatchObject({
    before: { role: 'viewer', team_id: null },
    after: { role: 'marketing', team_id: team.team_id },
  });
  expect(entries[6].actor).toEqual({ kind: 'user', id: bobId, name: 'bob' });
  const text = JSON.stringify(entries);
  for (const secret of [made.token, ann.password, 'plin_']) expect(text).not.toContain(secret);
});

test('the log is read page by page, newest first, and by subject or actor', async () => {
  await inWorkspace(db.app, setup.workspace_id, async (tx) => {
    for (let i = 0; i < 25; i++) {
      await recordChange(tx, byPlumb, {
        action: 'lead.assigned',
        subject_kind: 'lead',
        subject_id: i % 5,
        after: { i },
      });
    }
  });
  const all: Entry[] = [];
  for (let next: number | null = 0; next !== null; ) {
    const page = await read(`?limit=7${next === 0 ? '' : `&before=${next}`}`);
    all.push(...page.entries);
    next = page.next;
  }
  const ids = all.map((entry) => entry.audit_entry_id);
  expect(ids).toEqual([...ids].sort((a, b) => b - a));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual((await read('?limit=200')).entries.map((entry: Entry) => entry.audit_entry_id));
  expect((await read('?subject_kind=lead&subject_id=3')).entries).toHaveLength(5);
  expect((await read(`?subject_kind=lead&user_id=${me.user.user_id}`)).entries).toHaveLength(0);
});

test('what somebody goes on with is one entry, until ten minutes pass or somebody else comes between', async () => {
  const [by, eve] = [me.user.user_id, 'eve'].map((user_id) => ({ ...byPlumb, user_id }));
  if (!by || !eve) throw new Error('nobody is there');
  const keep = (who: typeof by, from: object, to: object, action = 'interview.answered') =>
    inWorkspace(db.app, setup.workspace_id, (tx) =>
      recordChange(tx, who, {
        action,
        subject_kind: 'interview',
        subject_id: 7,
        before: { ...from },
        after: { ...to },
        goes_on: true,
      }),
    );
  const told = async () =>
    (await read('?subject_kind=interview&subject_id=7')).entries.map(({ before, after }: Record<string, unknown>) => [
      before,
      after,
    ]);
  await keep(by, { a: 1 }, { a: 2 });
  await administrator.call('PATCH', '/api/workspace', { name: 'Acme & Sons' });
  await keep(by, { a: 2, b: 1 }, { a: 3, b: 2 });
  const one = [
    { a: 1, b: 1 },
    { a: 3, b: 2 },
  ];
  expect(await told()).toEqual([one]);
  // It stands where the latest change would.
  expect((await latest()).subject_id).toBe('7');
  await keep(eve, { a: 3 }, { a: 4 });
  await keep(by, { a: 4 }, { a: 5 });
  const [third, second] = [
    [{ a: 4 }, { a: 5 }],
    [{ a: 3 }, { a: 4 }],
  ];
  expect(await told()).toEqual([third, second, one]);
  await sql`update audit_entry set at = at - interval '11 minutes' where subject_kind = 'interview'`.execute(db.owner);
  await keep(by, { a: 5 }, { a: 6 });
  const fourth = [{ a: 5 }, { a: 6 }];
  expect(await told()).toEqual([fourth, third, second, one]);
  // Only what is kept while typing goes on, whoever asks for it.
  await keep(by, { a: 6 }, { a: 7 }, 'interview.removed');
  await keep(by, { a: 7 }, { a: 8 }, 'interview.removed');
  expect(await told()).toHaveLength(6);
});

test('nobody rewrites the log, and other workspaces do not see it', async () => {
  const rewrite = inWorkspace(db.app, setup.workspace_id, (tx) => sql`update audit_entry set action = 'x'`.execute(tx));
  await expect(rewrite).rejects.toThrow('permission denied');
  const erase = inWorkspace(db.app, setup.workspace_id, (tx) => sql`delete from audit_entry`.execute(tx));
  await expect(erase).rejects.toThrow('permission denied');
  const other = await createTestWorkspace(db);
  const { rows } = await inWorkspace(db.app, other, (tx) => sql`select from audit_entry`.execute(tx));
  expect(rows).toHaveLength(0);
});
