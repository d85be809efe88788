import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withDoors } from '../../../../test/harness/doors.ts';
import { createWorkspace } from '../../../access/index.ts';
import { inWorkspace } from '../../../base/db.ts';
import { findDoorSource } from './door-sources.ts';
import { listSources } from './queries.ts';

const db = await withDatabase();
const { browser, workspace_id, server, writeKey } = await withDoors(db);
const list = async (query = '') =>
  (await browser.call('GET', `/api/sources${query}`)).body.sources as { key: string; name: string }[];

test('a new workspace has its usual sources, named in its language', async () => {
  expect((await list()).map(({ key }) => key).sort()).toEqual(['api', 'import', 'manual', 'website', 'website-form']);
  const { rows } = await sql<{ id: string }>`select id from auth_user`.execute(db.owner);
  const romanian = {
    name: 'Firma',
    kind: 'real' as const,
    time_zone: 'Europe/Bucharest',
    language: 'ro' as const,
    preset: 'b2b_basic',
  };
  const id = await createWorkspace(db.app, romanian, rows[0]?.id ?? '');
  const sources = await inWorkspace(db.app, id, (tx) => listSources(tx, id));
  expect(sources.find(({ key }) => key === 'website-form')?.name).toBe('Formular de pe site');
});

test('a source gets a key of its name, of which there is one', async () => {
  const made = [];
  for (const name of ['Târg Hanovra 2026', 'Târg Hanovra 2026', '展会'])
    made.push((await browser.call('POST', '/api/sources', { name, channel: 'event' })).body.key);
  expect(made).toEqual(['targ-hanovra-2026', 'targ-hanovra-2026-2', 'event']);
  const taken = await browser.call('POST', '/api/sources', { name: 'x', channel: 'event', key: 'event' });
  expect([taken.status, taken.body.code, taken.body.errors[0].path]).toEqual([409, 'already_exists', ['key']]);
});

test('an archived source leaves the list, what still comes from it is kept, and the change says who made it', async () => {
  const { body: source } = await browser.call('POST', '/api/sources', {
    name: 'Old site',
    channel: 'tracking',
    key: 'old-site',
  });
  const { body: key } = await browser.call('POST', '/api/keys', {
    kind: 'write',
    name: 'Old',
    source_id: source.source_id,
  });
  const changed = await browser.call('PATCH', `/api/sources/${source.source_id}`, {
    archived: true,
    incentive: 'White paper',
  });
  expect(changed.body).toMatchObject({ incentive: 'White paper', archived_at: expect.any(String) });
  expect((await list()).some(({ key }) => key === 'old-site')).toBe(false);
  expect((await list('?archived=true')).some(({ key }) => key === 'old-site')).toBe(true);
  const payload = { userId: 'u', event: 'e', writeKey: key.token };
  expect((await server.inject({ method: 'POST', url: '/v1/t', payload })).statusCode).toBe(200);
  const { body: heard } = await browser.call('GET', `/api/sources/${source.source_id}/heard`);
  expect(heard).toMatchObject({ touches_today: 1, latest: [{ event: 'e' }] });
  const { body: audit } = await browser.call('GET', '/api/audit?subject_kind=source');
  expect(audit.entries[0]).toMatchObject({ action: 'source.changed', after: { incentive: 'White paper' } });
  expect((await browser.call('PATCH', '/api/sources/999', { name: 'x' })).status).toBe(404);
});

test('a usual source that somebody removed is made again when a door needs it', async () => {
  await sql`delete from source where workspace_id = ${workspace_id} and key = 'website-form'`.execute(db.owner);
  const wanted = { source_id: null, usual: 'website-form' } as const;
  expect(await findDoorSource(db.app, workspace_id, wanted, Date.now() + 60_000)).toMatchObject({ channel: 'form' });
  expect(writeKey).toMatch(/^plwk_/);
});
