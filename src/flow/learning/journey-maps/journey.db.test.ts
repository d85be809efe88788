import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { joinAs } from '../../../../test/harness/access-server.ts';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';
import type { Condition } from '../../../conditions/format.ts';
import type { Stage } from './contract.ts';

const db = await withDatabase();
const { administrator: ann, openBrowser, arrive, workspaceId } = await withWorkServer(db);
const seller = await joinAs(ann, openBrowser(), { email: 'sam@example.com', role: 'salesperson' });

const everybody: Condition = { combinator: 'and', rules: [] };
const pricing = (count: number): Condition => ({
  combinator: 'or',
  rules: [{ field: 'signal.pricing_viewed', operator: '>=', value: { count } }],
});
const stage = (key: string, when: Condition): Stage => ({
  key,
  name: key,
  when,
  feeling: { face: 3, text: '' },
  obstacles: '',
  questions: '',
  offers: '',
  known_from: ['crm'],
});
const stages = [stage('aware', everybody), stage('compares', pricing(1)), stage('returns', pricing(2))];

const profile = await ann.call('POST', '/api/profiles', { kind: 'persona', name: 'Boss', when: everybody });
const path = `/api/profiles/${profile.body.profile_id}/journey`;
const person = async (name: string, views: number) => {
  const email = `${name.toLowerCase()}@fir.example`;
  for (let view = 0; view <= views; view++)
    await arrive(
      { email },
      view === 0
        ? { fields: { full_name: name, email, email_kind: 'business' } }
        : { type: 'page', properties: { path: '/pricing' }, occurred_at: Date.now() - (5 - view) * 86_400_000 },
    );
};

test('a map begins empty, is proposed from the signals, and is kept over the revision that one knows', async () => {
  expect((await seller.call('GET', path)).body).toMatchObject({ stages: [], revision: 0, profile: { key: 'boss' } });
  const proposed = (await seller.call('GET', `${path}/proposal`)).body;
  expect(proposed.stages[2]).toMatchObject({ stage: 'evaluation', signals: [{ key: 'pricing_viewed' }, {}] });

  expect((await ann.call('PUT', path, { stages: stages.slice(0, 2), over: 0 })).body).toMatchObject({ revision: 1 });
  const stale = await ann.call('PUT', path, { stages: [], over: 0 });
  expect(stale).toMatchObject({ status: 409, body: { code: 'conflict' } });
  expect((await ann.call('PUT', path, { stages, over: 1 })).body).toMatchObject({ revision: 2, stages });
});

test('each count is what the list shows under its filter', async () => {
  await person('Ada', 0);
  await person('Bea', 1);
  await person('Cyd', 2);
  await person('Dan', 1);
  const { body } = await ann.call('GET', `${path}/people`);
  expect(body).toMatchObject({ people: 4, leads: 4, before: { people: 0 } });
  expect(body.stages.map((each: { reached: number; people: number }) => [each.people, each.reached])).toEqual([
    [1, 4],
    [2, 3],
    [1, 1],
  ]);
  expect(body.stages[2].days).toEqual({ since: 'compares', median: expect.closeTo(1, 4), people: 1 });
  for (const place of [body.before, ...body.stages]) {
    const { body: list } = await ann.call('POST', '/api/leads/query', { kind: 'lead', filter: place.filter });
    expect(list.rows).toHaveLength(place.leads);
  }
});

test('the card tells at which stage a person is', async () => {
  const { body: list } = await ann.call('POST', '/api/leads/query', { search: 'Cyd' });
  const journey = await seller.call('GET', `/api/people/${list.rows[0].person_id}/journey`);
  expect(journey.body.maps).toMatchObject([{ name: 'Boss', at: 2, stages: [{}, { key: 'compares' }, {}] }]);
  await ann.call('PATCH', `/api/profiles/${profile.body.profile_id}`, { archived: true });
  expect((await ann.call('GET', `/api/people/${list.rows[0].person_id}/journey`)).body.maps).toEqual([]);
  expect((await ann.call('GET', `${path}/people`)).body.before.filter).toBeNull();
  await ann.call('PATCH', `/api/profiles/${profile.body.profile_id}`, { archived: false });
  expect(await ann.call('GET', '/api/people/999999/journey')).toMatchObject({ status: 404 });
});

test('who sees only their own leads counts only those', async () => {
  const { rows } = await sql<{ settings: object }>`
    update workspace set settings = settings || '{"salespeople_see": "own"}' where workspace_id = ${workspaceId} returning settings`.execute(
    db.owner,
  );
  expect(rows).toHaveLength(1);
  expect((await seller.call('GET', `${path}/people`)).body).toMatchObject({ people: 0 });
  await sql`update workspace set settings = settings - 'salespeople_see' where workspace_id = ${workspaceId}`.execute(
    db.owner,
  );
});

test('only who may change scoring keeps a map, and only what can be asked for', async () => {
  expect(await seller.call('PUT', path, { stages, over: 2 })).toMatchObject({ status: 403 });
  const mine = stage('mine', { combinator: 'and', rules: [{ field: 'lead.owner', operator: 'in', value: ['@me'] }] });
  expect(await ann.call('PUT', path, { stages: [stages[0], mine], over: 2 })).toMatchObject({
    status: 422,
    body: { code: 'condition_invalid', errors: [{ path: ['body', 'stages', 1, 'when', 'rules', 0, 'field'] }] },
  });
  expect(await ann.call('PUT', path, { stages: [stages[0], stages[0]], over: 2 })).toMatchObject({ status: 400 });
  let deep = pricing(1);
  for (let level = 0; level < 6; level++) deep = { combinator: 'or', rules: [deep, ...pricing(1).rules] };
  expect(await ann.call('PUT', path, { stages: [stages[0], stage('deep', deep)], over: 2 })).toMatchObject({
    status: 422,
    body: { errors: [{ path: ['body', 'stages'] }] },
  });
  expect(await ann.call('PUT', '/api/profiles/999/journey', { stages, over: 0 })).toMatchObject({ status: 404 });
});

test('the log tells which stages changed: what one keeps within minutes as one change', async () => {
  const changes = async () => {
    const { rows } = await sql<{ before: object; after: object }>`
      select before, after from audit_entry where action = 'journey_map.changed' order by audit_entry_id desc`.execute(
      db.owner,
    );
    return rows;
  };
  const { key: _, ...compares } = stages[1] as Stage;
  expect(await changes()).toMatchObject([
    { before: { order: [] }, after: { compares, order: ['aware', 'compares', 'returns'] } },
  ]);
  await sql`update audit_entry set at = at - interval '11 minutes'`.execute(db.owner);
  const { body } = await ann.call('PUT', path, { stages: [stages[1], stages[0]], over: 2 });
  expect(body.revision).toBe(3);
  const [last, ...before] = await changes();
  expect(before).toHaveLength(1);
  expect(Object.keys(last?.before ?? {}).sort()).toEqual(['order', 'returns']);
  expect(last?.after).toEqual({ order: ['compares', 'aware'] });
});
