import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../../test/harness/database.ts';
import { byPlumb } from '../../access/audit.ts';
import { inWorkspace, type Tx } from '../../base/db.ts';
import { registerListeners, within } from '../../base/facts.ts';
import type { Arrival, Claims } from '../capture/arrival.ts';
import { receive } from '../capture/receive.ts';
import { identity } from '../identity/index.ts';
import { scoreDue } from './due.ts';
import { adjust, bandsCrossed, type Crossing, endAdjustment, explainPerson, scoring } from './index.ts';
import { ensureModel, makeLive, saveDraft } from './publish.ts';
import { rescoreAll } from './rescore-all.ts';

const db = await withDatabase();
const noon = Date.UTC(2026, 4, 4, 12);
const hour = 3_600_000;
const day = 24 * hour;

const signal = (event: string) => ({
  name: event,
  when: { combinator: 'and', rules: [{ field: 'touch.event', operator: '=', value: event }] },
});
const model = (pricing: number) => ({
  format: 1,
  name: 'Test',
  signals: { pricing: signal('pricing'), trial: signal('trial'), left: signal('left') },
  dimensions: [
    {
      key: 'fit',
      name: 'Fit',
      ceiling: 12,
      groups: [
        {
          key: 'title',
          name: 'Title',
          take: 'first',
          terms: [
            {
              key: 'chief',
              kind: 'field',
              points: 10,
              when: { combinator: 'or', rules: [{ field: 'person.title', operator: 'contains', value: 'chief' }] },
            },
            {
              key: 'known',
              kind: 'field',
              points: 3.4,
              when: { combinator: 'or', rules: [{ field: 'person.title', operator: 'notNull' }] },
            },
          ],
        },
        {
          key: 'company',
          name: 'Company',
          terms: [
            {
              key: 'large',
              kind: 'field',
              points: 5,
              when: { combinator: 'or', rules: [{ field: 'company.employees', operator: '>', value: 100 }] },
            },
            {
              key: 'card',
              kind: 'field',
              points: 1.5,
              when: { combinator: 'or', rules: [{ field: 'person.completeness', operator: '>=', value: 40 }] },
            },
          ],
        },
      ],
    },
    {
      key: 'engagement',
      name: 'Engagement',
      groups: [
        {
          key: 'web',
          name: 'Web',
          floor: 0,
          terms: [
            {
              key: 'pricing',
              kind: 'signal',
              signal: 'pricing',
              points: pricing,
              decay: { curve: 'half_life', days: 3 },
              at_most: { n: 2, per: 'day' },
            },
            {
              key: 'trial',
              kind: 'signal',
              signal: 'trial',
              points: 20,
              decay: { curve: 'none' },
              at_most: { n: 1, per: 'ever' },
            },
            { key: 'often', kind: 'count', signal: 'pricing', comparison: '>=', count: 3, window_days: 7, points: 4 },
            { key: 'left', kind: 'signal', signal: 'left', points: -8, decay: { curve: 'half_life', days: 10 } },
          ],
        },
      ],
    },
  ],
  bands: [{ key: 'cold' }, { key: 'warm', from: 10, margin: 3 }, { key: 'hot', from: 20, margin: 8 }],
});

let workspace = 0;
let source = 0;
let modelId = 0;

const announced: { workspace_id: number; crossings: Crossing[] }[] = [];

beforeAll(() => {
  registerListeners([
    ...(identity.listeners ?? []),
    ...(scoring.listeners ?? []),
    within(bandsCrossed, async (_, fact) => {
      announced.push(fact);
    }),
  ]);
});
afterAll(() => {
  registerListeners([]);
});

async function freshWorkspace() {
  workspace = await createTestWorkspace(db, { time_zone: 'Europe/Chisinau' });
  const made = await sql<{ source_id: number }>`
    insert into source (workspace_id, key, name, channel) values (${workspace}, 'site', 'Web site', 'tracking') returning source_id`.execute(
    db.owner,
  );
  source = made.rows[0]?.source_id as number;
  await inWorkspace(db.app, workspace, async (tx) => {
    modelId = await ensureModel(tx, workspace, { key: 'main', name: 'Main', is_primary: true });
    await saveDraft(tx, workspace, byPlumb, modelId, model(6), null);
    await makeLive(tx, workspace, byPlumb, modelId, 1, noon - 100 * day);
  });
}

let serial = 0;
function arrival(claims: Claims, more: Partial<Arrival>): Arrival {
  const at = more.occurred_at ?? noon;
  return {
    idempotency_key: `k${serial++}`,
    source_id: source,
    channel: 'tracking',
    type: 'track',
    event: null,
    occurred_at: at,
    received_at: noon + 20 * day,
    claims,
    properties: {},
    fields: null,
    company: null,
    raw: '{}',
    ...more,
  };
}

type Standing = {
  person_id: number;
  total: number;
  fit: number;
  engagement: number;
  band: string;
  touch_count: number;
  next_change_at: Date | null;
  email: string;
};

function standings(): Promise<Standing[]> {
  return inWorkspace(db.app, workspace, async (tx) => {
    const { rows } = await sql<Standing>`
      select s.person_id, s.total, s.fit, s.engagement, s.band, s.touch_count, s.next_change_at, p.fields->>'email' as email
      from standing s join person p using (workspace_id, person_id) order by email, s.person_id`.execute(tx);
    return rows;
  });
}

/** What the receipt says of everybody at an instant, to hold against what is listed. */
async function receipts(at: number) {
  const all = await standings();
  return inWorkspace(db.app, workspace, async (tx) => {
    const shown = [];
    for (const { person_id } of all) {
      const { score } = await explainPerson(tx, workspace, person_id, at);
      const points = (key: string) => score.dimensions.find((dimension) => dimension.key === key)?.points;
      for (const { lines, points: sum } of score.dimensions)
        expect(Math.round(lines.reduce((a, line) => a + line.points * 10, 0)) / 10).toBe(sum);
      shown.push([person_id, score.points, points('fit'), points('engagement'), score.band]);
    }
    return shown;
  });
}

const listed = async () => (await standings()).map((s) => [s.person_id, s.total, s.fit, s.engagement, s.band]);

/** Each band that somebody came to was left again for the next, the last one is where they are, and each fact told of one of them. */
async function expectEachCrossingOnce() {
  const { rows } = await sql<{ email: string; bands: (string | null)[]; into: string[]; band: string; ids: number[] }>`
    select s.band, coalesce(array_agg(c.from_band order by c.crossing_id) filter (where c.crossing_id is not null), '{}') as bands,
      coalesce(array_agg(c.to_band order by c.crossing_id) filter (where c.crossing_id is not null), '{}') as into,
      coalesce(json_agg(c.crossing_id) filter (where c.crossing_id is not null), '[]') as ids
    from standing s left join crossing c using (workspace_id, person_id, model_id)
    where s.workspace_id = ${workspace} group by s.person_id, s.band`.execute(db.owner);
  for (const { bands, into, band } of rows) {
    // Somebody new begins below the lowest band or in it.
    expect(bands.map((band, index) => (index === 0 ? (band ?? 'cold') : band))).toEqual(
      ['cold', ...into].slice(0, bands.length),
    );
    expect(into.at(-1) ?? 'cold').toBe(band);
  }
  const told = announced.filter((fact) => fact.workspace_id === workspace).flatMap((fact) => fact.crossings);
  expect(told.map(({ crossing_id }) => crossing_id).sort()).toEqual(rows.flatMap(({ ids }) => ids).sort());
}

const touch = fc.record({
  who: fc.constantFrom('a@x.example', 'b@x.example', 'c@y.example'),
  event: fc.constantFrom('pricing', 'pricing', 'trial', 'left', 'other'),
  hours: fc.integer({ min: 0, max: 20 * 24 }),
  title: fc.constantFrom('Chief buyer', 'Clerk', null, undefined, undefined),
  employees: fc.constantFrom(50, 500, undefined, undefined),
});

/** Points given by hand when all touches have come, for some hours or for good. */
const given = fc.record({
  who: fc.nat(2),
  dimension: fc.constantFrom('fit', 'engagement'),
  points: fc.integer({ min: -15, max: 15 }).filter((points) => points !== 0),
  hours: fc.constantFrom(null, 3, 30),
});
const ann = { user_id: 'ann', key_id: null, request_id: null };

describe('points', () => {
  it('are the receipt’s, in any order and batching of touches, now and as time passes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(touch, { minLength: 1, maxLength: 12 }),
        fc.array(given, { maxLength: 3 }),
        fc.infiniteStream(fc.nat()),
        async (touches, adjustments, chance) => {
          const rounds = [];
          for (const shuffled of [false, true]) {
            await freshWorkspace();
            const made = touches.map((t, i) =>
              arrival(
                { email: t.who },
                {
                  idempotency_key: `t${i}`,
                  event: t.event,
                  occurred_at: noon + t.hours * hour,
                  fields: t.title === undefined ? null : { title: t.title },
                  company: t.employees === undefined ? null : { employees: t.employees },
                },
              ),
            );
            const order = shuffled
              ? made
                  .map((m) => ({ m, by: chance.next().value as number }))
                  .sort((x, y) => x.by - y.by)
                  .map(({ m }) => m)
              : made;
            for (let rest = order; rest.length > 0; ) {
              const size = shuffled ? 1 + ((chance.next().value as number) % 4) : rest.length;
              await receive(db.app, workspace, rest.slice(0, size));
              rest = rest.slice(size);
            }
            const people = await standings();
            for (const [order, { who, hours, ...wish }] of adjustments.entries()) {
              const { person_id } = people[who % people.length] as Standing;
              const ends_at = hours === null ? null : noon + 20 * day + hours * hour;
              await inWorkspace(db.app, workspace, (tx) =>
                adjust(
                  tx,
                  workspace,
                  ann,
                  person_id,
                  { ...wish, ends_at, reason: 'Met at a fair' },
                  noon + 20 * day + order,
                ),
              );
            }
            expect(await listed()).toEqual(await receipts(noon + 20 * day + adjustments.length));
            for (const later of [noon + 20 * day + 7 * hour, noon + 26 * day]) {
              await scoreDue(db, later);
              expect(await listed()).toEqual(await receipts(later));
            }
            await expectEachCrossingOnce();
            rounds.push((await standings()).map(({ person_id: _, next_change_at: __, ...shown }) => shown));
          }
          expect(rounds[1]).toEqual(rounds[0]);
        },
      ),
      { numRuns: 12, seed: 20261122 },
    );
  }, 60_000);

  it('follow a newly published version over everybody, and the older one made live again', async () => {
    await freshWorkspace();
    const addresses = ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example', 'e@x.example'];
    const pricing = { event: 'pricing', occurred_at: noon + 20 * day };
    await receive(
      db.app,
      workspace,
      addresses.map((email) => arrival({ email }, pricing)),
    );
    const totals = async () => (await standings()).map((standing) => standing.total);
    expect(await totals()).toEqual([6, 6, 6, 6, 6]);
    const at = noon + 20 * day;
    for (const [version, total] of [
      [2, 9],
      [1, 6],
    ] as const) {
      const made = await inWorkspace(db.app, workspace, async (tx) => {
        if (version === 2) await saveDraft(tx, workspace, byPlumb, modelId, model(9), 'pricing counts more');
        return makeLive(tx, workspace, byPlumb, modelId, version, at + (version === 2 ? 1 : 2));
      });
      expect(made.new_signal_ids).toEqual([]);
      const written = await rescoreAll(db.app, workspace, modelId, made.new_signal_ids, () => at, 2);
      expect([written, await totals()]).toEqual([5, [total, total, total, total, total]]);
    }
  });

  it('given by hand count at once, go along in a merge, and can be ended', async () => {
    await freshWorkspace();
    const at = noon + 20 * day;
    const [one] = await receive(db.app, workspace, [arrival({ email: 'a@x.example' }, { event: 'trial' })]);
    const [two] = await receive(db.app, workspace, [arrival({ user_id: 'u1' }, {})]);
    const wish = { dimension: 'fit', points: 9, reason: 'Her budget is approved', ends_at: null };
    const inside = <T>(work: (tx: Tx) => Promise<T>) => inWorkspace(db.app, workspace, work);
    const id = await inside((tx) => adjust(tx, workspace, ann, two?.person_id as number, wish, at));
    expect((await standings()).map((standing) => standing.total)).toEqual([20, 9]);
    await receive(db.app, workspace, [arrival({ user_id: 'u1', email: 'a@x.example' }, {})]);
    expect((await standings()).map((standing) => standing.total)).toEqual([29]);
    const survivor = one?.person_id as number;
    const explained = await inside((tx) => explainPerson(tx, workspace, survivor, at));
    expect(explained.adjustments).toMatchObject([{ id, reason: 'Her budget is approved', made_by: 'ann' }]);
    await inside((tx) => endAdjustment(tx, workspace, ann, survivor, id, at + hour));
    expect((await standings()).map((standing) => standing.total)).toEqual([20]);
    expect((await inside((tx) => explainPerson(tx, workspace, survivor, at + hour - 1))).score.points).toBe(29);
    await expect(inside((tx) => endAdjustment(tx, workspace, ann, survivor, id, at + day))).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      inside((tx) => adjust(tx, workspace, ann, survivor, { ...wish, dimension: 'luck' }, at)),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('of a signal that is new are found in the touches of the past', async () => {
    await freshWorkspace();
    await receive(db.app, workspace, [
      arrival({ email: 'a@x.example' }, { event: 'Webinar attended', properties: { minutes: 42 } }),
    ]);
    const next = model(6);
    const when = { combinator: 'and', rules: [{ field: 'touch.properties.minutes', operator: '>', value: 30 }] };
    Object.assign(next.signals, { webinar: { name: 'Webinar', when } });
    next.dimensions[1]?.groups[0]?.terms.push({
      key: 'webinar',
      kind: 'signal',
      signal: 'webinar',
      points: 7,
    } as never);
    const made = await inWorkspace(db.app, workspace, async (tx) => {
      const { version } = await saveDraft(tx, workspace, byPlumb, modelId, next, null);
      return makeLive(tx, workspace, byPlumb, modelId, version, noon + 19 * day);
    });
    expect(made.new_signal_ids).toHaveLength(1);
    await rescoreAll(db.app, workspace, modelId, made.new_signal_ids, () => noon + 20 * day);
    expect((await standings())[0]?.total).toBe(7);
  });
});
