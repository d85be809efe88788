import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { withDatabase } from '../../../test/harness/database.ts';
import { inWorkspace } from '../../base/db.ts';
import { registerListeners, within } from '../../base/facts.ts';
import { workspaceCreated } from '../facts.ts';
import { listMemberships } from '../queries/memberships.ts';
import { listAuditEntries } from '../views.ts';
import { createWorkspace } from './create-workspace.ts';
import { removeWorkspace } from './remove-workspace.ts';
import { setUp } from './set-up.ts';

const db = await withDatabase();
const input = {
  workspace_name: 'Acme',
  name: 'Ann',
  email: 'ann@example.com',
  password: 'correct horse battery',
  language: 'en' as const,
  time_zone: 'Europe/Chisinau',
  preset: 'b2b_basic',
};
const count = async (table: string) => {
  const { rows } = await sql<{ n: number }>`select count(*)::integer as n from ${sql.table(table)}`.execute(db.owner);
  return rows[0]?.n;
};

afterEach(() => void registerListeners([]));

test('what fails while a workspace is being made leaves nothing behind', async () => {
  registerListeners([
    within(workspaceCreated, async () => {
      throw new Error('no preset of that name');
    }),
  ]);
  await expect(setUp(db.app, input)).rejects.toThrow('no preset of that name');
  expect([await count('workspace'), await count('auth_user'), await count('member')]).toEqual([0, 0, 0]);
});

test('of two who set up at once one does, and listeners hear of one workspace inside its transaction', async () => {
  const heard: unknown[] = [];
  registerListeners([
    within(workspaceCreated, async (tx, fact) => {
      const { rows } = await sql`select name from workspace`.execute(tx);
      heard.push({ ...fact, rows });
    }),
  ]);
  const results = await Promise.allSettled([
    setUp(db.app, input),
    setUp(db.app, { ...input, email: 'bob@example.com', workspace_name: 'Bob Ltd' }),
    setUp(db.app, { ...input, email: 'cid@example.com', workspace_name: 'Cid Ltd' }),
  ]);
  const done = results.filter((result) => result.status === 'fulfilled');
  const refused = results.filter((result) => result.status === 'rejected');
  expect(done).toHaveLength(1);
  expect(refused.map(({ reason }) => reason.code)).toEqual(['setup_done', 'setup_done']);
  expect([await count('workspace'), await count('auth_user'), await count('member')]).toEqual([1, 1, 1]);
  const made = done[0]?.value;
  expect(heard).toEqual([
    {
      workspace_id: made?.workspace_id,
      kind: 'real',
      language: 'en',
      preset: 'b2b_basic',
      administrator_id: made?.user_id,
      rows: [{ name: expect.any(String) }],
    },
  ]);
  await expect(setUp(db.app, input)).rejects.toMatchObject({ code: 'setup_done' });
});

test('the password is not kept in clear', async () => {
  const { rows } = await sql<{ password: string }>`select password from auth_account`.execute(db.app);
  expect(rows[0]?.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
});

test('the demo company is a second workspace of the same administrator, and is removed without touching the first', async () => {
  const { rows } = await sql<{ id: string }>`select id from auth_user`.execute(db.app);
  const userId = String(rows[0]?.id);
  const demo = { name: 'Demo', kind: 'demo' as const, time_zone: 'UTC', language: 'ro' as const, preset: 'b2b_basic' };
  const demoId = await createWorkspace(db.app, demo, userId);
  const both = await listMemberships(db.app, userId);
  expect(both.map(({ kind, role }) => ({ kind, role }))).toEqual([
    { kind: 'real', role: 'administrator' },
    { kind: 'demo', role: 'administrator' },
  ]);
  const { entries } = await inWorkspace(db.app, demoId, (tx) => listAuditEntries(tx, { limit: 10 }));
  expect(entries).toMatchObject([{ action: 'workspace.created', actor: { kind: 'plumb', id: null, name: null } }]);

  const realId = both[0]?.workspace_id ?? 0;
  await expect(removeWorkspace(db, realId, 'demo')).rejects.toMatchObject({ code: 'conflict' });
  await removeWorkspace(db, demoId, 'demo');
  await expect(removeWorkspace(db, demoId, 'demo')).rejects.toMatchObject({ code: 'not_found' });
  expect((await listMemberships(db.app, userId)).map((each) => each.workspace_id)).toEqual([realId]);
  expect([await count('workspace'), await count('member')]).toEqual([1, 1]);
});

test('removing a workspace empties every table that has one, whatever refers to what', async () => {
  const { rows: users } = await sql<{ id: string }>`select id from auth_user`.execute(db.app);
  const demo = { name: 'Demo', kind: 'demo' as const, time_zone: 'UTC', language: 'en' as const, preset: 'b2b_basic' };
  const id = await createWorkspace(db.app, demo, String(users[0]?.id));
  await inWorkspace(db.app, id, async (tx) => {
    await sql`insert into team (workspace_id, name) values (${id}, 'Sales')`.execute(tx);
    await sql`update member set team_id = (select team_id from team)`.execute(tx);
  });
  await sql`update auth_user set last_workspace_id = ${id}`.execute(db.app);
  await removeWorkspace(db, id, 'demo');
  const { rows: tables } = await sql<{ name: string }>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`.execute(db.owner);
  for (const { name } of tables) {
    const { rows } = await sql`select from ${sql.table(name)} where workspace_id = ${id}`.execute(db.owner);
    expect({ name, rows: rows.length }).toEqual({ name, rows: 0 });
  }
});
