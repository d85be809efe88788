import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { joinAs, type TestBrowser } from '../../../../test/harness/access-server.ts';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';

const db = await withDatabase();
const { administrator, openBrowser, arrive } = await withWorkServer(db);

/** Twelve leads of one company, half of them in Moldova, and two interests. */
const ids: number[] = [];
let bob: TestBrowser;
let eve: TestBrowser;
let bobId = '';
let eveId = '';

const inMoldova = { combinator: 'and', rules: [{ field: 'person.country', operator: '=', value: 'moldova' }] };
const list = async (body: object = {}, browser = administrator) =>
  (await browser.call('POST', '/api/leads/query', { kind: 'lead', limit: 200, ...body })).body.rows as {
    person_id: number;
    owner: { id: string } | null;
    columns: Record<string, unknown>;
  }[];
const change = (select: object, action: object, browser = administrator) =>
  browser.call('POST', '/api/leads/bulk', { select, action });
const undo = (id: number, browser = administrator) => browser.call('POST', `/api/leads/bulk/${id}/undo`);
const ownerOf = async (id: number) => (await list()).find((row) => row.person_id === id)?.owner?.id ?? null;
const seePeople = (whose: 'own' | 'team' | 'all') =>
  administrator.call('PATCH', '/api/workspace', { salespeople_see: whose });

beforeAll(async () => {
  for (let i = 0; i < 12; i++) {
    const fields = {
      full_name: `Person ${i}`,
      country: i % 2 === 0 ? 'Moldova' : 'Romania',
      title: i === 3 ? '=1+1' : 'Buyer',
    };
    ids.push((await arrive({ email: `p${i}@acme.example` }, { fields })).person_id);
  }
  await arrive({ anonymous_id: 'visitor-1' }, { type: 'page' });
  await arrive({ anonymous_id: 'visitor-2' }, { type: 'page' });
  bob = await joinAs(administrator, openBrowser(), { email: 'bob@example.com', role: 'salesperson' });
  eve = await joinAs(administrator, openBrowser(), { email: 'eve@example.com', role: 'salesperson' });
  bobId = (await bob.call('GET', '/api/me')).body.user.user_id;
  eveId = (await eve.call('GET', '/api/me')).body.user.user_id;
});

test('an owner is given to all that a query finds, and undoing takes it back except where somebody changed it since', async () => {
  await change({ person_ids: [ids[0] as number] }, { kind: 'assign_owner', owner_id: eveId });
  const given = await change({ query: { kind: 'lead', filter: inMoldova } }, { kind: 'assign_owner', owner_id: bobId });
  expect(given).toMatchObject({ status: 200, body: { affected: 6 } });
  expect(
    (await list())
      .filter((row) => row.owner?.id === bobId)
      .map((row) => row.person_id)
      .sort(),
  ).toEqual(ids.filter((_, i) => i % 2 === 0).sort());
  await administrator.call('PUT', `/api/people/${ids[2]}/owner`, { owner_id: eveId });
  expect((await undo(given.body.bulk_change_id)).body).toEqual({ restored: 5, kept: 1 });
  expect(await Promise.all([0, 2, 4].map((i) => ownerOf(ids[i] as number)))).toEqual([eveId, eveId, null]);
  expect(await undo(given.body.bulk_change_id)).toMatchObject({ status: 409, body: { code: 'already_done' } });
});

test('those who already are so are left out, and the owner must work here', async () => {
  const again = await change(
    { person_ids: [ids[0] as number, ids[1] as number] },
    { kind: 'assign_owner', owner_id: eveId },
  );
  expect(again.body.affected).toBe(1);
  expect(await change({ person_ids: ids }, { kind: 'assign_owner', owner_id: 'nobody' })).toMatchObject({
    status: 400,
    body: { code: 'invalid_input' },
  });
});

test('a field is set for many as touches of their own, and undone where nothing newer was said', async () => {
  const columns = ['person.city'];
  await administrator.call('PATCH', `/api/people/${ids[5]}/fields`, { fields: { city: 'Iasi' } });
  const set = await change({ person_ids: ids.slice(4, 8) }, { kind: 'set_field', key: 'city', value: 'Balti' });
  expect(set.body.affected).toBe(4);
  const cities = async () => (await list({ columns })).filter(({ person_id }) => ids.slice(4, 8).includes(person_id));
  expect((await cities()).map((row) => row.columns['person.city'])).toEqual(Array(4).fill('Balti'));
  await arrive({ email: 'p6@acme.example' }, { fields: { city: 'Cahul' } });
  expect((await undo(set.body.bulk_change_id)).body).toEqual({ restored: 3, kept: 1 });
  const after = new Map((await cities()).map((row) => [row.person_id, row.columns['person.city']]));
  expect([4, 5, 6, 7].map((i) => after.get(ids[i] as number))).toEqual([null, 'Iasi', 'Cahul', null]);
});

test('a field that says who somebody is, a value it cannot hold and an unknown field are refused', async () => {
  for (const action of [
    { kind: 'set_field', key: 'email', value: 'same@acme.example' },
    { kind: 'set_field', key: 'employees', value: 'many' },
    { kind: 'set_field', key: 'shoe_size', value: '42' },
  ]) {
    expect(await change({ person_ids: ids }, action)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  }
});

test('who changed what over how many, and who took it back, is in the audit log', async () => {
  const { body } = await administrator.call('GET', '/api/audit?subject_kind=bulk_change');
  const actions = body.entries.map((entry: { action: string }) => entry.action);
  expect(new Set(actions)).toEqual(new Set(['people.changed_together', 'people.change_undone']));
  const first = body.entries.at(-1);
  expect(first).toMatchObject({ actor: { name: 'Ann' }, after: { kind: 'assign_owner', affected: 1 } });
});

test('a salesperson sees, counts, finds, changes and undoes only what is theirs to see', async () => {
  await seePeople('own');
  await change({ person_ids: ids }, { kind: 'assign_owner', owner_id: null });
  const mine = await change({ person_ids: ids.slice(0, 3) }, { kind: 'assign_owner', owner_id: bobId });
  expect((await list({}, bob)).map((row) => row.person_id).sort()).toEqual(ids.slice(0, 3).sort());
  expect(await list({}, eve)).toEqual([]);
  expect((await bob.call('POST', '/api/leads/count', { kind: 'all' })).body).toEqual({ count: 3, exact: true });
  expect((await bob.call('GET', '/api/search?q=person')).body.people).toHaveLength(3);
  expect((await eve.call('GET', '/api/search?q=person')).body).toEqual({ people: [], companies: [] });
  expect((await eve.call('GET', '/api/fields/values?field=person.country')).body.values).toEqual([]);
  const others = await change({ query: { kind: 'all' } }, { kind: 'set_field', key: 'department', value: 'X' }, bob);
  expect(others.body.affected).toBe(3);
  expect((await change({ person_ids: ids }, { kind: 'assign_owner', owner_id: eveId }, eve)).body.affected).toBe(0);
  expect(await undo(mine.body.bulk_change_id, eve)).toMatchObject({ status: 404 });
  expect((await undo(others.body.bulk_change_id, bob)).body).toEqual({ restored: 3, kept: 0 });
  expect((await bob.call('POST', '/api/leads/export', { columns: ['person.email'] })).status).toBe(403);
  await seePeople('all');
  expect(await list({}, eve)).toHaveLength(12);
});

test('an export holds every row once, in order, with formulas disarmed, and is in the audit log', async () => {
  const columns = ['person.full_name', 'person.title', 'score.total', 'lead.opened_at', 'lead.source'];
  const sort = { by: 'full_name', direction: 'asc' };
  const { body, status, headers } = await administrator.call('POST', '/api/leads/export', {
    kind: 'all',
    columns,
    sort,
  });
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('text/csv; charset=utf-8');
  const [head, ...rows] = parse(body, { bom: true }) as string[][];
  expect(head).toEqual(['Name', 'Job title', 'Score', 'Lead since', 'Source']);
  const named = Array.from({ length: 12 }, (_, i) => `Person ${i}`).sort();
  expect(rows.map((row) => row[0])).toEqual([...named, '', '']);
  expect(rows.find((row) => row[0] === 'Person 3')?.[1]).toBe("'=1+1");
  expect(rows[0]?.[3]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const audit = await administrator.call('GET', '/api/audit?subject_kind=people');
  expect(audit.body.entries[0]).toMatchObject({ action: 'people.exported', after: { kind: 'all', columns } });
  const bad = await administrator.call('POST', '/api/leads/export', { columns: ['person.nothing'] });
  expect(bad).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
});

test('a change over more people than one owner batch is whole, and its undo as well', async () => {
  await sql`
    insert into person (workspace_id, person_id, created_at, first_source_id)
    select p.workspace_id, 900000 + n, now(), p.first_source_id from person p, generate_series(1, 6000) n where p.person_id = ${ids[0]}`.execute(
    db.owner,
  );
  await sql`
    with l as (
      insert into lead (workspace_id, person_id, subject, source_id, opened_at, reason)
      select p.workspace_id, p.person_id, 'X', p.first_source_id, now(), '{}' from person p where p.person_id > 900000
      returning workspace_id, person_id, lead_id
    )
    insert into standing (workspace_id, person_id, model_id, version, total, dimension_points, band, computed_at, open_lead_id,
                          first_touch_at, last_touch_at, touch_count)
    select l.workspace_id, l.person_id, s.model_id, 1, 0, '{}', 'cold', now(), l.lead_id, now(), now(), 1
    from l join standing s on s.workspace_id = l.workspace_id and s.person_id = ${ids[0]}`.execute(db.owner);
  await sql`analyze lead, standing`.execute(db.owner);
  const owned = async () =>
    (
      await administrator.call('POST', '/api/leads/count', {
        filter: { combinator: 'and', rules: [{ field: 'lead.owner', operator: '=', value: eveId }] },
      })
    ).body.count;
  const before = await owned();
  const all = await change({ query: { kind: 'lead' } }, { kind: 'assign_owner', owner_id: eveId });
  expect(all.body.affected).toBe(6012 - before);
  expect(await owned()).toBe(6012);
  expect((await undo(all.body.bulk_change_id)).body).toEqual({ restored: 6012 - before, kept: 0 });
  expect(await owned()).toBe(before);
});
