import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../../test/harness/database.ts';
import { byPlumb } from '../../access/audit.ts';
import { inWorkspace } from '../../base/db.ts';
import { registerListeners } from '../../base/facts.ts';
import { type Arrival, receive } from '../capture/index.ts';
import { insertSource } from '../capture/sources/queries.ts';
import { identity } from '../identity/index.ts';
import { adjust, courseAt, endAdjustment, scoring } from './index.ts';
import { ensureModel, makeLive, saveDraft } from './publish.ts';

const db = await withDatabase();
const noon = Date.UTC(2026, 4, 4, 12);
const hour = 3_600_000;
const day = 24 * hour;
const at = (days: number) => new Date(noon + days * day).toISOString();
const signal = (event: string) => ({
  name: `Signal ${event}`,
  when: { combinator: 'and', rules: [{ field: 'touch.event', operator: '=', value: event }] },
});
const model = (points: number, atMost?: { n: number; per: string }) => ({
  format: 1,
  name: 'Test',
  signals: { trial: signal('trial'), visit: signal('visit') },
  dimensions: [
    {
      key: 'all',
      name: 'All',
      groups: [
        {
          key: 'did',
          name: 'Did',
          terms: [
            { key: 'trial', kind: 'signal', signal: 'trial', points: 30, decay: { curve: 'half_life', days: 20 } },
            { key: 'visit', kind: 'signal', signal: 'visit', points, ...(atMost && { at_most: atMost }) },
            {
              ...{ key: 'chief', kind: 'field', points: 7 },
              when: { combinator: 'and', rules: [{ field: 'person.title', operator: 'contains', value: 'chief' }] },
            },
          ],
        },
      ],
    },
  ],
  bands: [{ key: 'cold' }, { key: 'hot', from: 25, margin: 5 }],
});

let workspace = 0;
let modelId = 0;
let source_id = 0;
let serial = 0;

beforeAll(() => registerListeners([...(identity.listeners ?? []), ...(scoring.listeners ?? [])]));
afterAll(() => registerListeners([]));

async function freshWorkspace(document: unknown): Promise<void> {
  workspace = await createTestWorkspace(db);
  await inWorkspace(db.app, workspace, async (tx) => {
    source_id = Number(await insertSource(tx, workspace, { key: 'site', channel: 'tracking', name: 'Site' }));
    modelId = await ensureModel(tx, workspace, { key: 'main', name: 'Main', is_primary: true });
    await saveDraft(tx, workspace, byPlumb, modelId, document, null);
    await makeLive(tx, workspace, byPlumb, modelId, 1, noon - 100 * day);
  });
}

const arrival = (event: string, occurred_at: number, fields: Arrival['fields'] = null): Arrival => ({
  ...{ source_id, channel: 'tracking', type: 'track', event, properties: {}, company: null, raw: '{}', fields },
  ...{ idempotency_key: `k${serial++}`, occurred_at, received_at: occurred_at, claims: { user_id: 'ann' } },
});
const touch = (event: string, days: number, fields?: Arrival['fields']) =>
  receive(db.app, workspace, [arrival(event, noon + days * day, fields)]);

async function theOne(): Promise<number> {
  const { rows } = await sql<{ person_id: number }>`
    select person_id from person where workspace_id = ${workspace} and merged_into is null`.execute(db.owner);
  return rows[0]?.person_id as number;
}

const marksOf = async (from: number, to: number) => {
  const personId = await theOne();
  const ends = [noon + from * day, noon + to * day];
  return (await inWorkspace(db.app, workspace, (tx) => courseAt(tx, workspace, personId, ends))).marks;
};

test('every kind of thing that moved a score is marked under the rules of its time, with what it gave, and nothing else is', async () => {
  await freshWorkspace(model(5, { n: 1, per: 'ever' }));
  await touch('trial', 0);
  await touch('visit', 1);
  // A cap drops the second; a title that nobody asks for moves nothing; nor does what is no signal.
  await touch('visit', 2);
  await touch('form', 3, { title: 'Clerk' });
  await touch('form', 4, { title: 'Chief buyer' });
  const personId = await theOne();
  await inWorkspace(db.app, workspace, async (tx) => {
    const wish = { dimension: 'all', points: 4, reason: 'Met at the fair', ends_at: null };
    const id = await adjust(tx, workspace, byPlumb, personId, wish, noon + 5 * day);
    await endAdjustment(tx, workspace, byPlumb, personId, id, noon + 6 * day);
    await saveDraft(tx, workspace, byPlumb, modelId, model(1, { n: 1, per: 'ever' }), null);
    await makeLive(tx, workspace, byPlumb, modelId, 2, noon + 7 * day);
    // A version that gives this person the same is no mark.
    await saveDraft(tx, workspace, byPlumb, modelId, model(1, { n: 1, per: 'ever' }), 'the same again');
    await makeLive(tx, workspace, byPlumb, modelId, 3, noon + 7.5 * day);
    await makeLive(tx, workspace, byPlumb, modelId, 1, noon + 8 * day);
  });
  expect(await marksOf(-10, 10)).toEqual([
    { kind: 'touch', at: at(0), points: 30, count: 1, what: ['Signal trial'] },
    { kind: 'touch', at: at(1), points: 5, count: 1, what: ['Signal visit'] },
    { kind: 'field', at: at(4), points: 7, count: 1, what: ['person.title'] },
    { kind: 'hand', at: at(5), points: 4, count: 1, what: ['Met at the fair'], ended: false },
    { kind: 'hand', at: at(6), points: -4, count: 1, what: ['Met at the fair'], ended: true },
    { kind: 'rules', at: at(7), points: -4, count: 1, what: [], version: 2, again: false },
    { kind: 'rules', at: at(8), points: 4, count: 1, what: [], version: 1, again: true },
  ]);
  expect((await marksOf(1, 6)).map((mark) => mark.at)).toEqual([4, 5, 6].map(at));
});

test('of many things points by hand that begin and end at one look leave no mark, those that last do', async () => {
  await freshWorkspace(model(5));
  const visits = Array.from({ length: 61 }, (_, days) => arrival('visit', noon + days * day));
  await receive(db.app, workspace, visits);
  const personId = await theOne();
  await inWorkspace(db.app, workspace, async (tx) => {
    const give = (reason: string, hours: number) =>
      adjust(
        tx,
        workspace,
        byPlumb,
        personId,
        { dimension: 'all', points: 9, reason, ends_at: null },
        noon + hours * hour,
      );
    const end = (id: number, hours: number) => endAdjustment(tx, workspace, byPlumb, personId, id, noon + hours * hour);
    await end(await give('A slip', 241), 242);
    const fair = await give('The fair', 482);
    await end(await give('Another slip', 483), 484);
    await end(fair, 964);
  });
  const byHand = (await marksOf(-1, 61)).filter((mark) => mark.kind === 'hand');
  expect(byHand).toMatchObject([
    { points: 9, count: 1, what: ['The fair'], ended: false },
    { points: -9, count: 1, what: ['The fair'], ended: true },
  ]);
});

test('ten thousand touches have few marks, whose points are what was given but for what faded at once, and are read within seconds', async () => {
  await freshWorkspace(model(1));
  const all = Array.from({ length: 10_000 }, (_, index) => arrival('visit', noon + (index * 90 * day) / 10_000));
  for (let from = 0; from < all.length; from += 1000) await receive(db.app, workspace, all.slice(from, from + 1000));
  await touch('trial', 45.2);
  const begin = performance.now();
  const marks = await marksOf(-1, 91);
  expect(performance.now() - begin).toBeLessThan(5000);
  expect(marks.length).toBeLessThanOrEqual(60);
  expect(marks.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(10_030, -1);
  expect(marks.reduce((sum, { count }) => sum + count, 0)).toBe(10_001);
});
