import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { joinAs } from '../../../../test/harness/access-server.ts';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';

const db = await withDatabase();
const { administrator, openBrowser, arrive } = await withWorkServer(db);

test('what was ended is taken back just as it was, the last said and what was said before it, of one and of many', async () => {
  const bob = await joinAs(administrator, openBrowser(), { email: 'bob@example.com', role: 'salesperson' });
  const { person_id: dan } = await arrive({ email: 'dan@fir.example' }, { fields: { full_name: 'Dan' } });
  const path = `/api/people/${dan}`;
  const set = (band: string, ends_at: string | null, who = administrator) =>
    who.call('POST', `${path}/temperature`, { band, reason: 'Met at the fair', ends_at });
  const readBy = async () => (await administrator.call('GET', path)).body.card.temperature.by;
  const tale = async () => (await administrator.call('GET', `${path}/timeline?kinds=temperature`)).body.entries;
  await set('warm', null, bob);
  await set('hot', new Date(Date.now() + 86_400_000).toISOString());
  const kept = async () => {
    const { rows } = await sql<object>`
      select band, reason, starts_at, ends_at, made_by, ended_by, said_until from temperature
      where person_id = ${dan} order by temperature_id`.execute(db.owner);
    return rows;
  };
  const before = await kept();
  const told = await tale();
  const end = async () => (await administrator.call('DELETE', `${path}/temperature`)).body;
  const restore = (ended: object) => bob.call('POST', `${path}/temperature/restore`, ended);
  const ended = await end();
  expect(ended.temperature_ids).toHaveLength(2);
  expect(await readBy()).toBe('points');
  expect((await restore(ended)).status).toBe(204);
  expect(await kept()).toEqual(before);
  expect(await tale()).toEqual(told);
  const { entries } = (await administrator.call('GET', '/api/audit?subject_kind=person')).body;
  expect(entries[0]).toMatchObject({ action: 'lead.temperature_restored', after: ended });
  // It holds: there is nothing to take back.
  expect(await restore(ended)).toMatchObject({ status: 409, body: { code: 'conflict' } });

  const select = { person_ids: [dan] };
  const bulk = await administrator.call('POST', '/api/leads/bulk', { select, action: { kind: 'end_temperature' } });
  const undo = (id: number) => administrator.call('POST', `/api/leads/bulk/${id}/undo`);
  expect(await readBy()).toBe('points');
  expect((await undo(bulk.body.bulk_change_id)).body).toEqual({ restored: 1, kept: 0 });
  expect(await kept()).toEqual(before);
  expect(await tale()).toEqual(told);

  const again = await administrator.call('POST', '/api/leads/bulk', { select, action: { kind: 'end_temperature' } });
  const { body: newer } = await set('hot', null);
  expect(await restore(ended)).toMatchObject({ status: 409 });
  expect((await undo(again.body.bulk_change_id)).body).toEqual({ restored: 0, kept: 1 });
  await administrator.call('DELETE', `${path}/temperature/${newer.temperature_id}`);
  expect(await readBy()).toBe('points');
});
