import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { joinAs, type TestBrowser } from '../../../../test/harness/access-server.ts';
import { createTestWorkspace, withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';
import { inWorkspace } from '../../../base/db.ts';
import { compileTemperature, holdingAt } from './compile-temperature.ts';
import { readCooling } from './queries.ts';
import { type SaidByHand, temperatureAt } from './temperature-at.ts';

const db = await withDatabase();
const { administrator, openBrowser, arrive, workspaceId } = await withWorkServer(db);
const day = 86_400_000;
const ids: number[] = [];
let bob: TestBrowser;

beforeAll(async () => {
  for (const name of ['Ada', 'Bea', 'Cy'])
    ids.push((await arrive({ email: `${name.toLowerCase()}@fir.example` }, { fields: { full_name: name } })).person_id);
  bob = await joinAs(administrator, openBrowser(), { email: 'bob@example.com', role: 'salesperson' });
});

const [ada, bea, cy] = [() => ids[0] as number, () => ids[1] as number, () => ids[2] as number];
const are = (band: string) => ({
  combinator: 'and',
  rules: [{ field: 'lead.temperature', operator: '=', value: band }],
});
const list = async (filter: object) =>
  (await administrator.call('POST', '/api/leads/query', { filter, sort: { by: 'full_name', direction: 'asc' } })).body
    .rows as { full_name: string; band: string; temperature: { band: string; by: string; hand: object | null } }[];
const names = async (band: string) => (await list(are(band))).map((row) => row.full_name);
const set = (id: number, band: string, more: object = {}, who = administrator) =>
  who.call('POST', `/api/people/${id}/temperature`, { band, reason: 'Ready to sign', ends_at: null, ...more });
const cardOf = async (id: number) => (await administrator.call('GET', `/api/people/${id}`)).body.card;
const tale = async (id: number) =>
  (await administrator.call('GET', `/api/people/${id}/timeline?kinds=temperature`)).body.entries;

test('at every instant SQL says what the reader says: by hand, its end, silence', async () => {
  const now = Date.UTC(2026, 2, 15);
  const instant = fc.integer({ min: -6, max: 6 }).map((days) => now + days * day);
  const band = fc.constantFrom('cold', 'warm', 'hot', 'boiling');
  const said = fc.array(fc.tuple(band, instant, fc.option(fc.nat(6))), { maxLength: 4 });
  const people = fc.array(fc.record({ band, last_touch_at: instant, said }), { minLength: 1, maxLength: 12 });
  const days = fc.dictionary(fc.constantFrom('warm', 'hot'), fc.integer({ min: 1, max: 8 }));
  const bands = fc.constantFrom(['cold', 'warm', 'hot'], ['cold', 'hot'], ['hot', 'warm', 'cold']);
  let serial = 1_000_000;
  await fc.assert(
    fc.asyncProperty(
      people,
      days,
      bands,
      fc.array(instant, { minLength: 1, maxLength: 4 }),
      async (some, cools, keys, at) => {
        const rule = { bands: keys, days: new Map(Object.entries(cools)) };
        const known = some.map(({ said: each, ...person }) => ({
          ...person,
          person_id: serial++,
          said: each.map(
            ([to, starts_at, lasts]): SaidByHand => ({
              temperature_id: serial++,
              band: to,
              starts_at,
              ends_at: lasts === null ? null : starts_at + lasts * day,
            }),
          ),
        }));
        const rows = known.flatMap((person) => person.said.map((each) => ({ ...each, person_id: person.person_id })));
        await inWorkspace(db.app, workspaceId, async (tx) => {
          await sql`
          insert into temperature (workspace_id, person_id, temperature_id, origin_person_id, band, reason, starts_at, ends_at, made_by)
          overriding system value
          select ${workspaceId}::int, t.person_id, t.temperature_id, t.person_id, t.band, 'Said', to_timestamp(t.starts_at / 1000),
            to_timestamp(t.ends_at / 1000), 'ann'
          from json_to_recordset(${JSON.stringify(rows)}::json)
            as t (person_id bigint, temperature_id bigint, band text, starts_at float8, ends_at float8)`.execute(tx);
          for (const instants of at.flatMap((each) => [each - 1, each])) {
            const { rows: found } = await sql<{ band: string }>`
            select ${compileTemperature(workspaceId, rule, instants)} as band
            from (select e.person_id, e.band, to_timestamp(e.last_touch_at / 1000) as last_touch_at, e.place
              from rows from (json_to_recordset(${JSON.stringify(known)}::json) as (person_id bigint, band text, last_touch_at float8))
                with ordinality as e (person_id, band, last_touch_at, place)) s
            order by s.place`.execute(tx);
            expect(found.map((row) => row.band)).toEqual(
              known.map((person) => temperatureAt(person, rule, instants).band),
            );
          }
        });
      },
    ),
    { seed: 9, numRuns: 60 },
  );
});

test('said by hand it shows in lists and on the card with what the points say beside it, is told, and is taken back', async () => {
  expect(await names('cold')).toEqual(['Ada', 'Bea', 'Cy']);
  const until = new Date(Date.now() + day).toISOString();
  const made = await set(ada(), 'hot', { ends_at: until }, bob);
  expect(made.status).toBe(201);
  expect(await names('hot')).toEqual(['Ada']);
  expect((await list(are('hot')))[0]).toMatchObject({
    band: 'cold',
    temperature: { band: 'hot', by: 'hand', hand: { reason: 'Ready to sign', by: { name: 'bob' }, until } },
  });
  expect(await cardOf(ada())).toMatchObject({ standing: { band: 'cold' }, temperature: { band: 'hot', by: 'hand' } });
  expect(await tale(ada())).toMatchObject([
    { what: 'set', band: 'hot', reason: 'Ready to sign', until, by: { name: 'bob' } },
  ]);
  expect(
    (await administrator.call('DELETE', `/api/people/${ada()}/temperature/${made.body.temperature_id}`)).status,
  ).toBe(204);
  expect((await cardOf(ada())).temperature).toEqual({ band: 'cold', by: 'points', hand: null });
  expect(await tale(ada())).toMatchObject([
    { what: 'ended', band: 'hot', by: { name: 'Ann' } },
    { what: 'set', until: null },
  ]);
  const { entries } = (await administrator.call('GET', '/api/audit?subject_kind=person')).body;
  expect(entries.slice(0, 2)).toMatchObject([
    { action: 'lead.temperature_ended' },
    { action: 'lead.temperature_set', after: { band: 'hot', reason: 'Ready to sign' } },
  ]);
});

test('it ends by itself at its end, and then what was said before it holds again', async () => {
  await set(bea(), 'warm');
  await set(bea(), 'hot', { ends_at: new Date(Date.now() + day).toISOString() });
  expect((await cardOf(bea())).temperature.band).toBe('hot');
  // Two days go by.
  await sql`
    update temperature set starts_at = starts_at - interval '2 days', ends_at = ends_at - interval '2 days'
    where person_id = ${bea()}`.execute(db.owner);
  expect((await cardOf(bea())).temperature).toMatchObject({ band: 'warm', by: 'hand' });
  expect(await names('warm')).toEqual(['Bea']);
  expect((await tale(bea()))[0]).toMatchObject({ what: 'ended', band: 'hot', by: null });
  expect((await administrator.call('DELETE', `/api/people/${bea()}/temperature`)).status).toBe(200);
  expect((await cardOf(bea())).temperature.by).toBe('points');
  expect((await administrator.call('DELETE', `/api/people/${bea()}/temperature`)).status).toBe(404);
});

test('a band that the model does not have, an end that has come and who may not are refused', async () => {
  expect(await set(ada(), 'boiling')).toMatchObject({ status: 400, body: { errors: [{ path: ['body', 'band'] }] } });
  expect(await set(ada(), 'hot', { ends_at: new Date(Date.now() - 1).toISOString() })).toMatchObject({ status: 400 });
  expect((await set(ada(), 'hot', { reason: ' ' })).status).toBe(400);
  const viewer = await joinAs(administrator, openBrowser(), { email: 'eve@example.com', role: 'viewer' });
  expect((await set(ada(), 'hot', {}, viewer)).status).toBe(403);
  expect((await viewer.call('PUT', '/api/cooling', { bands: [] })).status).toBe(403);
  await administrator.call('PATCH', '/api/workspace', { salespeople_see: 'own' });
  await administrator.call('PUT', `/api/people/${cy()}/owner`, {
    owner_id: (await administrator.call('GET', '/api/me')).body.user.user_id,
  });
  expect((await set(cy(), 'hot', {}, bob)).status).toBe(404);
  await administrator.call('PATCH', '/api/workspace', { salespeople_see: 'all' });
});

test('silence cools from the instant the workspace names, for as long as it says so', async () => {
  await sql`update standing set band = 'hot', last_touch_at = now() - interval '20 days' where person_id = ${cy()}`.execute(
    db.owner,
  );
  expect(await names('hot')).toEqual(['Cy']);
  const put = await administrator.call('PUT', '/api/cooling', { bands: [{ band: 'hot', days: 14 }] });
  expect(put.status).toBe(204);
  expect((await administrator.call('GET', '/api/cooling')).body.bands).toMatchObject([
    { band: 'cold', days: null },
    { band: 'warm', days: null },
    { band: 'hot', days: 14 },
  ]);
  expect((await list(are('warm')))[0]).toMatchObject({
    band: 'hot',
    temperature: { band: 'warm', by: 'silence', hand: null },
  });
  await administrator.call('PUT', '/api/cooling', {
    bands: [
      { band: 'hot', days: 14 },
      { band: 'warm', days: 20 },
    ],
  });
  expect(await names('cold')).toEqual(['Ada', 'Bea', 'Cy']);
  const bad = await administrator.call('PUT', '/api/cooling', { bands: [{ band: 'cold', days: 3 }] });
  expect(bad).toMatchObject({ status: 400, body: { errors: [{ path: ['body', 'bands', 0, 'band'] }] } });
  await administrator.call('PUT', '/api/cooling', { bands: [] });
  expect(await names('hot')).toEqual(['Cy']);
});

test('it is said of many at once, and taken back except where somebody has ended it since', async () => {
  const bulk = async (action: object) =>
    (await administrator.call('POST', '/api/leads/bulk', { select: { person_ids: ids }, action })).body;
  const undo = async (id: number) => (await administrator.call('POST', `/api/leads/bulk/${id}/undo`)).body;
  const warm = { kind: 'set_temperature', band: 'warm', reason: 'Met at the fair', ends_at: null };
  await set(ada(), 'warm');
  const given = await bulk(warm);
  expect(given.affected).toBe(2);
  expect(await names('warm')).toEqual(['Ada', 'Bea', 'Cy']);
  await administrator.call('DELETE', `/api/people/${bea()}/temperature`);
  expect(await undo(given.bulk_change_id)).toEqual({ restored: 1, kept: 1 });
  expect(await names('warm')).toEqual(['Ada']);
  const ended = await bulk({ kind: 'end_temperature' });
  expect(ended.affected).toBe(1);
  expect(await names('warm')).toEqual([]);
  expect(await undo(ended.bulk_change_id)).toEqual({ restored: 1, kept: 0 });
  expect((await cardOf(ada())).temperature).toMatchObject({
    band: 'warm',
    by: 'hand',
    hand: { reason: 'Ready to sign' },
  });
  const wrong = await administrator.call('POST', '/api/leads/bulk', {
    select: { person_ids: ids },
    action: { ...warm, band: 'boiling' },
  });
  expect(wrong.status).toBe(400);
});

test('two who say at once what cools both succeed, and what one of them said is what holds', async () => {
  const [one, other] = [
    { bands: [{ band: 'hot', days: 14 }] },
    {
      bands: [
        { band: 'warm', days: 7 },
        { band: 'hot', days: 3 },
      ],
    },
  ];
  const put = (body: object) => administrator.call('PUT', '/api/cooling', body);
  for (let time = 0; time < 5; time++) {
    const answers = await Promise.all([put(one), put(other), put(one), put(other)]);
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204]);
    const { bands } = (await administrator.call('GET', '/api/cooling')).body;
    const held = Object.fromEntries(bands.map((each: { band: string; days: number }) => [each.band, each.days]));
    expect([
      { cold: null, warm: null, hot: 14 },
      { cold: null, warm: 7, hot: 3 },
    ]).toContainEqual(held);
    await put({ bands: [] });
  }
});

test('it goes with a person into whoever that person becomes', async () => {
  const { person_id: other } = await arrive({ email: 'ada2@fir.example' }, { fields: { full_name: 'Ada Two' } });
  await set(other, 'hot');
  await arrive({ email: 'ada2@fir.example', user_id: 'u-1' });
  const survivor = await arrive({ email: 'bea@fir.example', user_id: 'u-1' });
  expect(survivor.person_id).not.toBe(other);
  const { rows } = await sql<{ person_id: number }>`
    select person_id from temperature where origin_person_id = ${other}`.execute(db.owner);
  expect(rows).toEqual([{ person_id: survivor.person_id }]);
});

test('what holds now is found past 200,000 things that have ended', async () => {
  const crowd = await createTestWorkspace(db);
  await sql`
    insert into temperature (workspace_id, person_id, origin_person_id, band, reason, starts_at, ends_at, made_by)
    select ${crowd}::int, g, g, 'hot', 'Said', now() - interval '9 days', now() - interval '3 days', 'ann'
    from generate_series(1, 200000) g`.execute(db.owner);
  await sql`analyze temperature`.execute(db.owner);
  await inWorkspace(db.app, crowd, async (tx) => {
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: object }] }>`
      explain (analyze, buffers, format json)
      select t.person_id from temperature t where t.workspace_id = ${crowd} and t.band = any('{hot}') and ${holdingAt(Date.now())}`.execute(
      tx,
    );
    const read = rows[0]?.['QUERY PLAN'][0].Plan as Record<string, number>;
    expect((read['Shared Hit Blocks'] ?? 0) + (read['Shared Read Blocks'] ?? 0)).toBeLessThan(50);
    expect((await readCooling(tx, crowd, Date.now())).is_said).toBe(false);
  });
});
