import { afterAll, expect, test, vi } from 'vitest';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';
import { inWorkspace } from '../../../base/db.ts';
import { type LiveChange, notifyLive, startLive } from '../../../base/live.ts';
import { silentLog } from '../../../base/log.ts';
import { tellTurned } from './tell-turned.ts';

const db = await withDatabase();
const { administrator, arrive, workspaceId } = await withWorkServer(db);
const day = 86_400_000;
const live = await startLive(db.url, silentLog);
afterAll(() => live.close());

/** The people named to screens by what is done between two marks. */
async function heardOf(work: () => Promise<unknown>): Promise<unknown[]> {
  const heard: LiveChange[] = [];
  const leave = live.subscribe(workspaceId, (change) => heard.push(change));
  const mark = (topic: string) => inWorkspace(db.app, workspaceId, (tx) => notifyLive(tx, { topic }));
  await mark('begin');
  await work();
  await mark('end');
  await vi.waitFor(() => expect(heard.at(-1)).toEqual({ topic: 'end' }), { timeout: 10_000 });
  leave();
  return heard
    .slice(heard.findIndex(({ topic }) => topic === 'begin') + 1, -1)
    .flatMap(({ topic, ids }) => (topic === 'person' ? (ids?.toSorted() ?? 'all') : topic));
}

test('screens are told of a lead and of an interest at the instant when silence cools them, once', async () => {
  await administrator.call('PUT', '/api/cooling', { bands: [{ band: 'hot', days: 14 }] });
  const touched = Date.now() - 3 * day;
  const lead = await arrive({ email: 'ada@fir.example' }, { fields: { full_name: 'Ada' }, occurred_at: touched });
  const interest = await arrive({ user_id: 'u1' }, { occurred_at: touched });
  await arrive({ email: 'bea@fir.example' }, { occurred_at: touched + 1 });
  const cools = touched + 14 * day;
  expect(await heardOf(() => tellTurned(db, cools - day, cools - 1))).toEqual([]);
  expect(await heardOf(() => tellTurned(db, cools - 1, cools))).toEqual([lead.person_id, interest.person_id]);
  expect(await tellTurned(db, cools, cools + day)).toBe(1);
});

test('and of whom what was said by hand has ended', async () => {
  const { person_id } = await arrive({ email: 'cy@fir.example' }, { occurred_at: Date.now() - 100 * day });
  const ends = Date.now() + day;
  const said = { band: 'hot', reason: 'Ready to sign', ends_at: new Date(ends).toISOString() };
  expect((await administrator.call('POST', `/api/people/${person_id}/temperature`, said)).status).toBe(201);
  expect(await heardOf(() => tellTurned(db, ends - day / 2, ends - 1))).toEqual([]);
  expect(await heardOf(() => tellTurned(db, ends - 1, ends))).toEqual([person_id]);
});
