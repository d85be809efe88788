import { describe, expect, it } from 'vitest';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';
import { inWorkspace } from '../../../base/db.ts';
import { matchSignal } from './queries.ts';

const db = await withDatabase();
const { administrator, arrive, workspaceId } = await withWorkServer(db);
const day = 86_400_000;
const now = Date.now();

const view = (path: string, person: string, daysAgo: number) =>
  arrive(
    { user_id: person },
    { type: 'page', event: null, occurred_at: now - daysAgo * day, properties: { path, plan_size: 3, Colour: 'Red' } },
  );
for (let visit = 0; visit < 60; visit += 1) await view(`/pricing/${visit % 3}`, `u${visit % 7}`, visit / 10);
await view('/pricing/old', 'u1', 40);
await view('/about', 'u9', 1);
await arrive({ user_id: 'u2' }, { type: 'track', event: 'Pricing asked', occurred_at: now - day });

const pricing = { combinator: 'and', rules: [{ field: 'touch.path', operator: 'matchesPath', value: '/pricing/**' }] };
const match = (when: unknown) => administrator.call('POST', '/api/signals/matches', { when });

describe('the touches that a signal would count', () => {
  it('are all of the last thirty days that match, by day, of how many people, and the latest fifty', async () => {
    const { status, body } = await match(pricing);
    expect(status).toBe(200);
    expect(body).toMatchObject({ touches: 60, people: 7 });
    expect(body.days).toHaveLength(30);
    expect(body.days.reduce((sum: number, each: { touches: number }) => sum + each.touches, 0)).toBe(60);
    expect(body.rows).toHaveLength(50);
    expect(body.rows[0]).toMatchObject({ type: 'page', path: '/pricing/0', channel: 'tracking' });
    const instants = body.rows.map((row: { occurred_at: string }) => row.occurred_at);
    expect(instants).toEqual(instants.toSorted().reverse());
  });

  it('are none where nothing matches, and every day says so', async () => {
    const { body } = await match({ combinator: 'or', rules: [] });
    expect(body).toMatchObject({ touches: 0, people: 0, rows: [] });
    expect(body.days).toHaveLength(30);
  });

  it.each(['2026-11-22T21:30:00Z', '2027-04-10T21:30:00Z'])(
    'are of thirty days also where a clock was put on or back among them, as at %s',
    async (at) => {
      const { since, days } = await inWorkspace(db.app, workspaceId, (tx) =>
        matchSignal(tx, workspaceId, pricing, 'Europe/Chisinau', Date.parse(at)),
      );
      expect(days).toHaveLength(30);
      const firstMidnight = new Date(since).toLocaleString('sv', { timeZone: 'Europe/Chisinau' });
      expect(firstMidnight).toBe(`${days[0]?.day} 00:00:00`);
    },
  );

  it('are not looked for with a condition that no signal can have', async () => {
    const wrong = { combinator: 'and', rules: [{ field: 'person.title', operator: '=', value: 'x' }] };
    expect(await match(wrong)).toMatchObject({ status: 422, body: { code: 'condition_invalid' } });
  });
});

describe('what touches carry', () => {
  it('is offered as values, the commonest first, whatever their case', async () => {
    const values = async (field: string, q = '') =>
      (await administrator.call('GET', `/api/signals/values?field=${field}&q=${encodeURIComponent(q)}`)).body.values;
    expect(await values('touch.path', '/PRI')).toEqual(['/pricing/0', '/pricing/1', '/pricing/2']);
    expect(await values('touch.event')).toEqual(['Pricing asked']);
    expect(await values('touch.properties.Colour', 'r')).toEqual(['Red']);
    expect(await values('touch.path', '%')).toEqual([]);
  });

  it('is offered as names of properties', async () => {
    const { body } = await administrator.call('GET', '/api/signals/properties');
    expect(body.properties).toEqual(expect.arrayContaining(['Colour', 'path', 'plan_size']));
  });
});
