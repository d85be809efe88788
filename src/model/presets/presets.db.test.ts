import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../../test/harness/database.ts';
import { inWorkspace } from '../../base/db.ts';
import { registerListeners } from '../../base/facts.ts';
import type { Arrival } from '../../flow/capture/index.ts';
import { receive } from '../../flow/capture/index.ts';
import { identity } from '../../flow/identity/index.ts';
import { explainPerson, rescoreAll, scoring } from '../../flow/scoring/index.ts';
import { installPreset } from '../../flow/scoring/install-preset.ts';
import { PRESETS } from './presets.ts';

const db = await withDatabase();
registerListeners([...(identity.listeners ?? []), ...(scoring.listeners ?? [])]);
afterAll(() => registerListeners([]));

const noon = Date.UTC(2026, 4, 4, 12);
const day = 86_400_000;
const did = (user: string, days: number, type: Arrival['type'], event: string | null, more: Partial<Arrival> = {}) => ({
  claims: { user_id: user },
  occurred_at: noon - days * day,
  ...{ type, event, properties: {}, fields: null, company: null, raw: '{}' },
  ...more,
});
const story = [
  did('ana', 9, 'form', 'Free trial', {
    claims: { user_id: 'ana', email: 'ana@acme.md' },
    fields: { title: 'Head of marketing', employees: 900, industry: 'Manufacturing', budget: 5000 },
  }),
  did('ana', 8, 'track', 'Workspace activated'),
  ...[0, 1, 2, 3].map((days) => did('ana', days, 'track', 'Logged in')),
  did('ana', 1, 'page', null, { properties: { path: '/pricing' } }),
  did('ana', 1, 'track', 'Form Error'),
  did('bob', 20, 'track', 'Trial started'),
  did('bob', 2, 'track', 'Meeting held'),
  did('eve', 3, 'track', 'Unsubscribed'),
];

test.each(PRESETS)(
  '%s scores alike as touches come, in one statement over everybody, and in receipts',
  async (preset) => {
    const workspace = await createTestWorkspace(db);
    const { rows: sources } = await sql<{ source_id: number }>`
    insert into source (workspace_id, key, name, channel) values (${workspace}, 'site', 'Site', 'tracking') returning source_id`.execute(
      db.owner,
    );
    await inWorkspace(db.app, workspace, (tx) => installPreset(tx, workspace, preset, 'ro', noon - 100 * day));
    const arrivals = story.map(
      (each, n): Arrival => ({
        ...each,
        idempotency_key: `k${n}`,
        source_id: sources[0]?.source_id as number,
        channel: 'tracking',
        received_at: noon,
      }),
    );
    await receive(db.app, workspace, arrivals);
    const standing = () =>
      inWorkspace(db.app, workspace, async (tx) => {
        const { rows } = await sql<{
          model_id: number;
          person_id: number;
          total: number;
          band: string;
          computed_at: Date;
        }>`
        select s.model_id, s.person_id, s.total, s.band, s.computed_at from standing s order by s.person_id`.execute(
          tx,
        );
        return rows;
      });
    const live = await standing();
    expect(live).toHaveLength(3);
    const compare = async (rows: typeof live) => {
      for (const { person_id, total, band, computed_at } of rows) {
        const { score } = await inWorkspace(db.app, workspace, (tx) =>
          explainPerson(tx, workspace, person_id, computed_at.getTime()),
        );
        expect([score.points, score.band]).toEqual([total, band]);
      }
    };
    await compare(live);
    await rescoreAll(db.app, workspace, live[0]?.model_id as number, [], () => noon + 5 * day);
    const after = await standing();
    await compare(after);
    expect(after.some(({ total }) => total !== 0)).toBe(true);
  },
);
