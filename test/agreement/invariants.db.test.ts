import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { byPlumb } from '../../src/access/audit.ts';
import { inWorkspace } from '../../src/base/db.ts';
import { announce, registerListeners } from '../../src/base/facts.ts';
import { type Arrival, type Claims, capture, fieldsWanted, receive } from '../../src/flow/capture/index.ts';
import { insertSource } from '../../src/flow/capture/sources/queries.ts';
import { identity } from '../../src/flow/identity/index.ts';
import { scoreDue } from '../../src/flow/scoring/due.ts';
import { explainPeople, scoring } from '../../src/flow/scoring/index.ts';
import { ensureModel, makeLive, saveDraft } from '../../src/flow/scoring/publish.ts';
import { rescoreAll } from '../../src/flow/scoring/rescore-all.ts';
import type { Model } from '../../src/model/format.ts';
import { createTestWorkspace, withDatabase } from '../harness/database.ts';
import { NOON, randomModel } from '../harness/random-model.ts';

const db = await withDatabase();
registerListeners([...(capture.listeners ?? []), ...(identity.listeners ?? []), ...(scoring.listeners ?? [])]);
afterAll(() => registerListeners([]));

const hour = 3_600_000;
const day = 24 * hour;

/** The same model with signals that touches can match. */
const overTouches = (model: Model): Model => ({
  ...model,
  signals: Object.fromEntries(
    Object.keys(model.signals).map((key) => [
      key,
      { name: key, when: { combinator: 'and', rules: [{ field: 'touch.event', operator: '=', value: key }] } },
    ]),
  ),
});

/** What somebody says and does: a touch that may be late, may be the same again, and may show that two are one. */
const touch = fc.record({
  kind: fc.constant('touch' as const),
  who: fc.nat(3),
  by: fc.constantFrom('email', 'user_id', 'user_id', 'both'),
  event: fc.constantFrom('s1', 's1', 's2', 's3', 'other'),
  late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 900 }) }),
  title: fc.constantFrom(undefined, undefined, 'Chief executive', 'Clerk', 'Head of sales'),
  employees: fc.constantFrom(undefined, undefined, 10, 50, 500),
  met: fc.option(fc.integer({ min: -100, max: 200 }), { nil: undefined, freq: 2 }),
  starts: fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined, freq: 2 }),
});
type Touch = { kind: 'touch' } & typeof touch extends fc.Arbitrary<infer T> ? T : never;

const deed = fc.oneof(
  { weight: 8, arbitrary: touch },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), which: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 400 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'publish' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'back' as const }) },
);

const story = fc.record({
  models: fc.tuple(randomModel.map(overTouches), randomModel.map(overTouches)),
  deeds: fc.array(deed, { minLength: 4, maxLength: 16 }),
  order: fc.infiniteStream(fc.nat()),
});

type Released = { version: 1 | 2; at: number };

/** A workspace whose first model is live since long ago; `publish` makes a version live at an instant (epoch ms). */
async function openWorkspace(models: readonly [Model, Model]) {
  const workspaceId = await createTestWorkspace(db, { time_zone: 'Europe/Chisinau' });
  const inside = <T>(work: Parameters<typeof inWorkspace<T>>[2]) => inWorkspace(db.app, workspaceId, work);
  const { sourceId, modelId } = await inside(async (tx) => {
    const fields = [
      { scope: 'person' as const, key: 'met_at', type: 'instant' as const, label: 'Met at' },
      { scope: 'person' as const, key: 'starts_on', type: 'date' as const, label: 'Starts on' },
    ];
    await announce(tx, fieldsWanted, { workspace_id: workspaceId, fields });
    const source = await insertSource(tx, workspaceId, { key: 'site', channel: 'tracking', name: 'Site' });
    const id = await ensureModel(tx, workspaceId, { key: 'main', name: 'Main', is_primary: true });
    return { sourceId: Number(source), modelId: id };
  });
  const publish = async ({ version, at }: Released) => {
    await inside(async (tx) => {
      const { rows } = await sql`select from model_version v
        where v.workspace_id = ${workspaceId} and v.model_id = ${modelId} and v.version = ${version}`.execute(tx);
      if (rows.length === 0) await saveDraft(tx, workspaceId, byPlumb, modelId, models[version - 1], null);
      const { new_signal_ids } = await makeLive(tx, workspaceId, byPlumb, modelId, version, at);
      return new_signal_ids;
    }).then((ids) => rescoreAll(db.app, workspaceId, modelId, ids, () => at));
  };
  await publish({ version: 1, at: NOON - 1000 * day });
  return { workspaceId, modelId, sourceId, inside, publish };
}

type Workspace = Awaited<ReturnType<typeof openWorkspace>>;

function toArrival(each: Touch, serial: number, clock: number, source_id: number): Arrival {
  const claims: Claims = {
    ...(each.by === 'user_id' ? {} : { email: `p${each.who}@company.example` }),
    ...(each.by === 'email' ? {} : { user_id: `u${each.who}` }),
  };
  const fields = {
    ...(each.title === undefined ? {} : { title: each.title }),
    ...(each.employees === undefined ? {} : { employees: each.employees }),
    ...(each.met === undefined ? {} : { met_at: new Date(clock + each.met * hour).toISOString() }),
    ...(each.starts === undefined ? {} : { starts_on: new Date(clock + each.starts * day).toISOString().slice(0, 10) }),
  };
  return {
    idempotency_key: `t${serial}`,
    source_id,
    channel: 'tracking',
    type: 'track',
    event: each.event,
    occurred_at: clock - each.late * hour,
    received_at: clock,
    claims,
    properties: {},
    fields: Object.keys(fields).length > 0 ? fields : null,
    company: null,
    raw: '{}',
  };
}

type Listed = { person_id: number; total: number; dimensions: number[]; band: string; cell: string | null };

async function listAll({ workspaceId, modelId }: Workspace): Promise<Listed[]> {
  const { rows } = await sql<Listed>`
    select s.person_id, s.total, s.dimension_points as dimensions, s.band, s.cell from standing s
    where s.workspace_id = ${workspaceId} and s.model_id = ${modelId} order by s.person_id`.execute(db.owner);
  return rows;
}

/** Receipts of everybody at an instant, each adding up, as they would be listed. */
async function readAll({ workspaceId, inside }: Workspace, ids: number[], at: number): Promise<Listed[]> {
  const explained = await inside((tx) => explainPeople(tx, workspaceId, ids, at));
  return ids.map((person_id) => {
    const score = explained.get(person_id)?.score;
    if (!score) throw new Error(`Person ${person_id}: no receipt`);
    const tenths = (lines: readonly { points: number }[]) =>
      lines.reduce((sum, line) => sum + Math.round(line.points * 10), 0);
    expect(tenths(score.lines)).toBe(Math.round(score.points * 10));
    for (const { lines, points } of score.dimensions) expect(tenths(lines)).toBe(Math.round(points * 10));
    const dimensions = score.dimensions.map(({ points }) => points);
    return { person_id, total: score.points, dimensions, band: score.band, cell: score.cell };
  });
}

/** What is listed, by whom it is about instead of by ids, which depend on who came first. */
async function byIdentifier(workspace: Workspace, listed: Listed[]) {
  const { rows } = await sql<{ value: string; person_id: number }>`
    select i.value, i.person_id from identifier i where i.workspace_id = ${workspace.workspaceId}
    order by i.value`.execute(db.owner);
  const shown = new Map(listed.map(({ person_id, ...rest }) => [person_id, rest]));
  return rows.map(({ value, person_id }) => [value, shown.get(person_id)]);
}

test('whatever comes, late, twice or as somebody else, and whichever rules are live: what is listed is the receipt, now, later and in any order', async () => {
  await fc.assert(
    fc.asyncProperty(story, async ({ models, deeds, order }) => {
      const live = await openWorkspace(models);
      const releases: Released[] = [];
      const arrivals: Arrival[] = [];
      let clock = NOON;
      const asked: { at: number; after: number; shown: Listed[] }[] = [];
      for (const each of deeds) {
        clock += hour;
        if (each.kind === 'wait') clock += each.hours * hour;
        await scoreDue(db, clock);
        if (each.kind === 'touch') {
          arrivals.push(toArrival(each, arrivals.length, clock, live.sourceId));
          await receive(db.app, live.workspaceId, arrivals.slice(-1));
        } else if (each.kind === 'again' && arrivals.length > 0) {
          const same = arrivals[each.which % arrivals.length] as Arrival;
          await receive(db.app, live.workspaceId, [{ ...same, received_at: clock }]);
        } else if (each.kind === 'publish' || each.kind === 'back') {
          const release: Released = { version: each.kind === 'publish' || releases.length === 0 ? 2 : 1, at: clock };
          await live.publish(release);
          releases.push(release);
        }
        const listed = await listAll(live);
        const ids = listed.map(({ person_id }) => person_id);
        expect(listed).toEqual(await readAll(live, ids, clock));
        asked.push({ at: clock, after: arrivals.length, shown: listed });
      }
      const end = clock + 9 * day;
      await scoreDue(db, end);
      const listed = await listAll(live);
      expect(listed).toEqual(
        await readAll(
          live,
          listed.map(({ person_id }) => person_id),
          end,
        ),
      );

      // What was shown at a past instant is what is said of it now, unless a touch of before it came later.
      const present = new Set(listed.map(({ person_id }) => person_id));
      for (const { at, after, shown } of asked) {
        const unchanged = arrivals.slice(after).every(({ occurred_at }) => occurred_at > at);
        const links = deeds.some((each) => each.kind === 'touch' && each.by === 'both');
        if (!unchanged || links) continue;
        const ids = shown.map(({ person_id }) => person_id).filter((id) => present.has(id));
        expect(await readAll(live, ids, at)).toEqual(shown.filter(({ person_id }) => present.has(person_id)));
      }

      const other = await openWorkspace(models);
      for (const release of releases) await other.publish(release);
      const shuffled = arrivals
        .map((arrival) => ({ arrival, by: order.next().value as number }))
        .sort((a, b) => a.by - b.by)
        .map(({ arrival }) => ({ ...arrival, source_id: other.sourceId, received_at: end }));
      for (let rest = shuffled; rest.length > 0; ) {
        const size = 1 + ((order.next().value as number) % 4);
        await receive(db.app, other.workspaceId, rest.slice(0, size));
        rest = rest.slice(size);
      }
      expect(await byIdentifier(other, await listAll(other))).toEqual(await byIdentifier(live, listed));
    }),
    { numRuns: Number(process.env.PLUMB_TEST_RUNS ?? 25), seed: 20261122 },
  );
}, 600_000);
