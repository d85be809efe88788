import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../../test/harness/database.ts';
import { byPlumb } from '../../access/audit.ts';
import { inWorkspace } from '../../base/db.ts';
import { registerListeners } from '../../base/facts.ts';
import { receive } from '../capture/index.ts';
import { insertSource } from '../capture/sources/queries.ts';
import { identity } from '../identity/index.ts';
import { adjust, explainPerson, scoring } from './index.ts';
import { ensureModel, makeLive, saveDraft } from './publish.ts';

const db = await withDatabase();
const noon = Date.UTC(2026, 4, 4, 12);
const day = 86_400_000;
const signal = (event: string) => ({
  name: event,
  when: { combinator: 'and', rules: [{ field: 'touch.event', operator: '=', value: event }] },
});
const term = (key: string, points: number) => ({
  ...{ key, kind: 'signal', signal: key, points },
  decay: { curve: 'half_life', days: 1 },
});
const model = {
  format: 1,
  name: 'Test',
  signals: { trial: signal('trial'), visit: signal('visit') },
  dimensions: [
    {
      key: 'engagement',
      name: 'Engagement',
      groups: [{ key: 'did', name: 'Did', terms: [term('trial', 30), term('visit', 15)] }],
    },
  ],
  bands: [{ key: 'cold' }, { key: 'hot', from: 25, margin: 5 }],
};

let workspace = 0;
let modelId = 0;
let source_id = 0;

beforeAll(async () => {
  registerListeners([...(identity.listeners ?? []), ...(scoring.listeners ?? [])]);
  workspace = await createTestWorkspace(db);
  await inWorkspace(db.app, workspace, async (tx) => {
    source_id = Number(await insertSource(tx, workspace, { key: 'site', channel: 'tracking', name: 'Site' }));
    modelId = await ensureModel(tx, workspace, { key: 'main', name: 'Main', is_primary: true });
    await saveDraft(tx, workspace, byPlumb, modelId, model, null);
    await makeLive(tx, workspace, byPlumb, modelId, 1, noon - 100 * day);
  });
});
afterAll(() => registerListeners([]));

/** Whoever does this for the first time is a new person. */
async function touch(who: string, event: string, at: number): Promise<void> {
  const common = { channel: 'tracking', type: 'track' as const, properties: {}, fields: null, company: null };
  const key = `${who} ${event}`;
  await receive(db.app, workspace, [
    {
      ...common,
      ...{ source_id, event, idempotency_key: key, occurred_at: at, received_at: at },
      claims: { user_id: who },
      raw: '{}',
    },
  ]);
}

async function standingOf(who: string) {
  const { rows } = await sql<{ person_id: number; total: number; band: string }>`
    select s.person_id, s.total, s.band from standing s
    join identifier i on i.workspace_id = s.workspace_id and i.person_id = s.person_id
    where s.workspace_id = ${workspace} and i.value = ${who}`.execute(db.owner);
  return rows[0] as { person_id: number; total: number; band: string };
}

const replayed = (personId: number, at: number) =>
  inWorkspace(db.app, workspace, async (tx) => (await explainPerson(tx, workspace, personId, at)).score);

test('who left a band while nobody looked has left it, though a touch brings them back inside its margin', async () => {
  await touch('ann', 'trial', noon);
  expect(await standingOf('ann')).toMatchObject({ total: 30, band: 'hot' });
  // 30 points have become 7.5, and no look at what is due has happened, as on a server that stood still.
  await touch('ann', 'visit', noon + 2 * day);
  const { person_id, total, band } = await standingOf('ann');
  expect({ total, band }).toEqual({ total: 23, band: 'cold' });
  expect(await replayed(person_id, noon + 2 * day)).toMatchObject({ points: 23, band: 'cold' });
});

test('the same where points are given by hand', async () => {
  await touch('bob', 'trial', noon);
  const { person_id } = await standingOf('bob');
  const at = noon + 2 * day;
  await inWorkspace(db.app, workspace, (tx) =>
    adjust(
      tx,
      workspace,
      byPlumb,
      person_id,
      { dimension: 'engagement', points: 15, reason: 'Met at the fair', ends_at: null },
      at,
    ),
  );
  expect(await standingOf('bob')).toMatchObject({ total: 23, band: 'cold' });
  expect(await replayed(person_id, at)).toMatchObject({ points: 23, band: 'cold' });
});

test('who never left it stays in it', async () => {
  await touch('eve', 'trial', noon);
  await touch('eve', 'visit', noon + 0.3 * day);
  await touch('eve', 'again', noon + 0.9 * day);
  const { person_id, total, band } = await standingOf('eve');
  expect({ total, band }).toEqual({ total: 26, band: 'hot' });
  await touch('eve', 'once more', noon + 1.1 * day);
  expect(await standingOf('eve')).toMatchObject({ total: 23, band: 'hot' });
  expect(await replayed(person_id, noon + 1.1 * day)).toMatchObject({ points: 23, band: 'hot' });
});
