import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withLabCompany } from '../../../../test/harness/lab-company.ts';
import { inWorkspace } from '../../../base/db.ts';
import { scoreCourse } from '../../../model/course.ts';
import { type PreparedModel, prepareModel } from '../../../model/evaluate.ts';
import type { Model } from '../../../model/format.ts';
import { loadContext } from '../../identity/index.ts';
import { termCatalogue } from '../catalogue.ts';
import { changesOf, type PersonHistory, readHistories, subjectAt } from '../history.ts';
import { readLiveModels } from '../live-model.ts';
import { rescoreAll } from '../rescore-all.ts';
import type {
  AdviceAnswer,
  CompareAnswer,
  CurvePoint,
  OutcomesAnswer,
  SuggestAnswer,
  VolumeAnswer,
} from './contract.ts';

const db = await withDatabase();
const DAY = 86_400_000;
const now = Date.UTC(2026, 0, 12, 12);
const { call, ask, workspaceId, modelId, document } = await withLabCompany(db, 420, now);
const at = new Date(now).toISOString();
const since = now - 365 * DAY;

/** What brute force knows of somebody: every shown total and band of the year with its instant, and when they won. */
type Known = {
  person_id: number;
  first_at: number;
  won_at: number | undefined;
  course: { at: number; points: number; band: string }[];
};
let known: Known[] = [];

/** Walks everybody through the year, change by change. */
beforeAll(async () => {
  known = await inWorkspace(db.app, workspaceId, async (tx) => {
    const context = await loadContext(tx, workspaceId);
    const [live] = await readLiveModels(tx, workspaceId);
    if (!live) throw new Error('no live model');
    const ready: PreparedModel = prepareModel(live.model, termCatalogue(context), context.time_zone);
    const { rows } = await sql<{ person_id: number; first_at: number; won_at: number | null }>`
      select p.person_id, (extract(epoch from min(t.occurred_at)) * 1000)::float8 as first_at,
        (extract(epoch from min(t.occurred_at) filter (where t.event = 'Order Won')) * 1000)::float8 as won_at
      from person p join touch t on t.workspace_id = p.workspace_id and t.person_id = p.person_id
      where p.workspace_id = ${workspaceId} and p.merged_into is null
      group by p.person_id order by p.person_id`.execute(tx);
    const histories = await readHistories(
      tx,
      workspaceId,
      rows.map((row) => row.person_id),
    );
    return rows.map(({ person_id, first_at, won_at }): Known => {
      const shared = histories.get(person_id) as PersonHistory;
      const own = new Set(shared.sayings.map(({ fields }) => fields.company_id));
      const history = { ...shared, companies: new Map([...shared.companies].filter(([id]) => own.has(id))) };
      const past = {
        readAt: (instant: number) => subjectAt(history, live, instant).read,
        changes: changesOf(history),
        hits: subjectAt(history, live, first_at).hits,
        adjustments: [],
      };
      const { points, complete } = scoreCourse(ready, past, first_at, now);
      expect(complete).toBe(true);
      const course = points.map((point) => ({ at: Date.parse(point.at), points: point.points, band: point.band }));
      return { person_id, first_at, won_at: won_at ?? undefined, course };
    });
  });
}, 240_000);

/** The highest total shown between two instants; −∞ where nothing was shown. */
function highest({ course }: Known, from: number, to: number): number {
  const before = course.findLast((point) => point.at <= from && from <= to);
  const within = course.filter((point) => point.at >= from && point.at <= to);
  return Math.max(Number.NEGATIVE_INFINITY, ...[...(before ? [before] : []), ...within].map((point) => point.points));
}

const reached = (each: Known) => highest(each, since, each.won_at === undefined ? now : each.won_at - 1);

test('precision, recall and lift of every threshold are what walking everybody through the year counts', async () => {
  const { status, body } = await ask('outcomes', { version: 'live', at });
  expect(status).toBe(200);
  const answer = body as OutcomesAnswer;
  const winners = known.filter((each) => each.won_at !== undefined);
  expect(winners.length).toBeGreaterThan(4);
  expect(answer.learnt).toMatchObject({
    sample: { people: known.length, read: known.length },
    cases: { people: winners.length, read: winners.length },
  });
  expect(answer.after.curve.length).toBeGreaterThan(20);
  for (const point of [...answer.after.curve, ...answer.after.bands]) {
    const above = known.filter((each) => reached(each) >= point.from);
    const won = above.filter((each) => each.won_at !== undefined);
    expect(point).toMatchObject({ people: above.length, won: won.length });
    expect(point.precision?.value ?? null).toBe(above.length === 0 ? null : won.length / above.length);
    expect(point.recall?.value).toBe(won.length / winners.length);
    if (above.length > 0)
      expect(point.lift).toBeCloseTo(won.length / above.length / (winners.length / known.length), 10);
    const risen = above.filter((each) => highest(each, since, since) < point.from);
    expect(point.per_week).toBeCloseTo(risen.length / (365 / 7), 10);
  }
  expect(answer.after.auc).toBeGreaterThan(0.7);
  expect(answer.before).toEqual(answer.after);
});

test('what comes at the win or after it is never looked at', async () => {
  const { body: before } = await ask('outcomes', { version: 'live', at });
  const winner = known.find((each) => each.won_at !== undefined) as Known;
  const signal = await sql<{
    signal_id: number;
  }>`select signal_id from signal where workspace_id = ${workspaceId} and name = 'Trial requested'`.execute(db.owner);
  const peeked = { person: winner.person_id, signal: signal.rows[0]?.signal_id, at: new Date(winner.won_at as number) };
  await sql`insert into signal_hit (workspace_id, person_id, signal_id, occurred_at, touch_id)
    values (${workspaceId}, ${peeked.person}, ${peeked.signal}, ${peeked.at}, 1)`.execute(db.owner);
  const { body: after } = await ask('outcomes', { version: 'live', at });
  await sql`delete from signal_hit where workspace_id = ${workspaceId} and touch_id = 1`.execute(db.owner);
  expect(after).toEqual(before);
});

test('the last total before the win, and a condition of one’s own on what counts as won', async () => {
  const won = { combinator: 'and', rules: [{ field: 'touch.event', operator: '=', value: 'Order Lost' }] };
  const { body } = await ask('outcomes', { version: 'live', at, won, score: 'last' });
  const lost = await sql<{ person_id: number; at: number }>`
    select t.person_id, (extract(epoch from min(t.occurred_at)) * 1000)::float8 as at from touch t
    where t.workspace_id = ${workspaceId} and t.event = 'Order Lost' group by t.person_id`.execute(db.owner);
  const endOf = new Map(lost.rows.map((row) => [row.person_id, row.at - 1]));
  expect(body.learnt.cases.people).toBe(endOf.size);
  const last = (each: Known) => highest(each, endOf.get(each.person_id) ?? now, endOf.get(each.person_id) ?? now);
  for (const point of body.after.curve as CurvePoint[])
    expect(point.people).toBe(known.filter((each) => last(each) >= point.from).length);
  const bad = { combinator: 'and', rules: [{ field: 'person.title', operator: '=', value: 'x' }] };
  const refused = await ask('outcomes', { won: bad });
  expect([refused.status, refused.body.code]).toEqual([422, 'condition_invalid']);
});

test('what the workspace says counts as won is what every question learns from, until it says so no more', async () => {
  const when = { combinator: 'and', rules: [{ field: 'touch.event', operator: '=', value: 'Order Lost' }] };
  const learnt = async (body: object) => (await ask('outcomes', { version: 'live', at, ...body })).body;
  const [usual, asked] = [await learnt({}), await learnt({ won: when })];
  expect(asked).not.toEqual(usual);
  const said = await call('PUT', '/api/won', { when });
  expect([said.status, said.body]).toEqual([200, { when, is_usual: false }]);
  expect((await call('GET', '/api/won')).body).toEqual(said.body);
  expect(await learnt({})).toEqual(asked);
  expect((await call('POST', '/api/learning/customers', {})).body.won).toEqual(when);
  for (const bad of [
    { combinator: 'and', rules: [] },
    { ...when, rules: [{ ...when.rules[0], field: 'person.title' }] },
  ])
    expect((await call('PUT', '/api/won', { when: bad })).body.code).toBe('condition_invalid');
  const { body: back } = await call('PUT', '/api/won', { when: null });
  expect(back).toMatchObject({ is_usual: true });
  expect(await learnt({})).toEqual(usual);
});

test('a suggested threshold is the lowest that gives what was wished for', async () => {
  const curve = [...new Set(known.map(reached))].sort((a, b) => a - b);
  const perWeek = (from: number) =>
    known.filter((each) => reached(each) >= from && highest(each, since, since) < from).length / (365 / 7);
  const { body: volume } = await ask('suggest', { version: 'live', at, wish: { per_week: 0.7 } });
  const wished = volume as SuggestAnswer;
  expect(wished.state).toBe('met');
  expect(wished.point?.from).toBe(curve.find((from) => perWeek(from) <= 0.7));
  expect(wished.between?.low).toBeLessThanOrEqual(wished.point?.from as number);
  expect(wished.between?.high).toBeGreaterThanOrEqual(wished.point?.from as number);
  const { body: none } = await ask('suggest', {
    version: 'live',
    at,
    since: new Date(now - 3_600_000).toISOString(),
    wish: { precision: 0.5 },
  });
  expect(none.state).toBe('no_cases');
});

test('hand-overs per week are the first rises of each week in the courses of everybody', async () => {
  const weeks = 20;
  const { body } = await ask('volume', { version: 'live', at, weeks });
  const answer = body as VolumeAnswer;
  const { bands } = document as Model;
  expect(answer.sample).toEqual({ people: known.length, read: known.length });
  let all = 0;
  for (const [index, week] of answer.weeks.entries()) {
    const [from, to] = [now - (weeks - index) * 7 * DAY, now - (weeks - index - 1) * 7 * DAY];
    for (const { band, before, after } of week.bands) {
      const place = bands.findIndex(({ key }) => key === band);
      const isIn = (key: string | undefined) => bands.findIndex((each) => each.key === key) >= place;
      const rises = known.filter(({ course }) =>
        course.some(
          (point, step) => point.at > from && point.at <= to && isIn(point.band) && !isIn(course[step - 1]?.band),
        ),
      );
      expect({ band, index, after }).toEqual({ band, index, after: rises.length });
      expect(before).toBe(after);
      all += rises.length;
    }
  }
  expect(all).toBeGreaterThan(20);
});

test('champion and challenger: each is judged by the bands people stood in on the day, and against the other', async () => {
  const made = await call('POST', '/api/models', { name: 'Challenger', from: { preset: 'b2b_basic' } });
  await call('POST', `/api/models/${made.body.model_id}/versions/1/publish`);
  await rescoreAll(db.app, workspaceId, made.body.model_id, [], () => now);
  const day = now - 150 * DAY;
  const { status, body } = await ask('compare', {
    with: made.body.model_id,
    since: new Date(day).toISOString(),
    at,
    band: 'warm',
    with_band: 'warm',
  });
  expect(status).toBe(200);
  const { contenders, right, learnt } = body as CompareAnswer;
  const there = known.filter((each) => each.first_at <= day && (each.won_at === undefined || each.won_at >= day));
  expect(learnt.sample.people).toBe(there.length);
  const said = (each: Known) => each.course.findLast((point) => point.at <= day)?.band !== 'cold';
  const count = (hit: boolean, won: boolean) =>
    there.filter((each) => said(each) === hit && (each.won_at !== undefined) === won).length;
  expect(contenders[0]).toMatchObject({
    model_id: modelId,
    hit: count(true, true),
    alarm: count(true, false),
    missed: count(false, true),
    rest: count(false, false),
  });
  expect(right.both + right.only_first + right.only_second + right.neither).toBe(there.length);
  expect(right.both + right.only_first).toBe(count(true, true) + count(false, false));
  const other = contenders[1];
  expect(right.both + right.only_second).toBe(other.hit + other.rest);
  const reachedSince = await ask('compare', {
    with: made.body.model_id,
    since: new Date(day).toISOString(),
    at,
    score: 'reached',
  });
  expect(reachedSince.body.learnt.sample.people).toBeGreaterThan(there.length);
  expect((await ask('compare', { with: 999, since: at })).status).toBe(404);
});

test('advice: a term for everybody, one for nobody, the same thing twice, and how holders convert', async () => {
  const model = document as Model;
  const rule = (operator: string, value?: string) => ({
    combinator: 'and',
    rules: [{ field: 'person.email', operator, ...(value && { value }) }],
  });
  const odd = {
    key: 'odd',
    name: 'Odd',
    take: 'sum',
    terms: [
      { key: 'never', kind: 'field', points: 1, when: rule('=', 'nobody@nowhere.example') },
      {
        key: 'always',
        kind: 'field',
        points: 1,
        when: { combinator: 'or', rules: [...rule('null').rules, ...rule('notNull').rules] },
      },
      { key: 'known', kind: 'field', points: 1, when: rule('notNull') },
      {
        key: 'reachable',
        kind: 'field',
        points: 1,
        when: { combinator: 'and', rules: [{ field: 'person.email', operator: 'contains', value: '@' }] },
      },
    ],
  };
  const changed = {
    ...model,
    dimensions: model.dimensions.map((each, index) =>
      index === 0 ? { ...each, groups: [...each.groups, odd] } : each,
    ),
  };
  const { status, body } = await ask('advice', { document: changed, at });
  expect(status).toBe(200);
  const answer = body as AdviceAnswer;
  expect(answer.idle).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ term: 'never', kind: 'nobody' }),
      expect.objectContaining({ term: 'always', kind: 'everybody' }),
    ]),
  );
  expect(answer.together.find(({ terms }) => terms[0] === 'known')).toMatchObject({
    terms: ['known', 'reachable'],
    overlap: 1,
  });
  expect(answer.cases).toBe(known.filter((each) => each.won_at !== undefined).length);
  expect(answer.conversion === null).toBe(answer.cases < 20);
});
