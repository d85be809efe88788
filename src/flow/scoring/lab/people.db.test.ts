import { sql } from 'kysely';
import { expect, onTestFinished, test, vi } from 'vitest';
import { joinAs } from '../../../../test/harness/access-server.ts';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withLabCompany } from '../../../../test/harness/lab-company.ts';
import { inWorkspace } from '../../../base/db.ts';
import type { Model } from '../../../model/format.ts';
import { type Arrival, receive } from '../../capture/index.ts';
import { explainPerson } from '../explain.ts';
import type { CrossingsAnswer, LoadAnswer, NextSignalsAnswer, WhatIfAnswer } from './contract.ts';
import { HALVED } from './halves.ts';

const db = await withDatabase();
const until = Date.now();
const { call, ask, inCompany, browser, openBrowser, workspaceId, modelId, document } = await withLabCompany(
  db,
  400,
  until,
);
// Two questions are of one instant: scores fade in the seconds between them too.
vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
const live = document as Model;
const DAY = 86_400_000;

/** A draft in which engagement counts three times as much and one band begins lower. */
const draft: Model = {
  ...live,
  bands: live.bands.map((band) => (band.key === 'hot' ? { ...band, from: 40 } : band)),
  dimensions: live.dimensions.map((dimension) =>
    dimension.key === 'engagement' ? { ...dimension, weight: 3 } : dimension,
  ),
};

async function everyCrossing(direction: 'in' | 'out', document: unknown, limit: number) {
  const rows: CrossingsAnswer['rows'] = [];
  let cursor: string | undefined;
  let people: number | undefined;
  do {
    const { status, body } = await ask('crossings', {
      document,
      band: 'hot',
      direction,
      limit,
      ...(cursor && { cursor }),
    });
    expect(status).toBe(200);
    const page = body as CrossingsAnswer;
    people ??= page.people;
    expect(page.people).toBe(people);
    rows.push(...page.rows);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return { rows, people };
}

test('who crosses is everybody whom the preview counts, page by page, with lines that add up', async () => {
  const { body: whole } = await ask('preview', { document: draft });
  const hot = whole.bands.find((band: { band: string }) => band.band === 'hot');
  const { rows, people } = await everyCrossing('in', draft, 7);
  expect(rows).toHaveLength(people as number);
  expect(people).toBe(hot.into);
  expect(new Set(rows.map((row) => row.person_id)).size).toBe(rows.length);
  expect(rows.length).toBeGreaterThan(8);
  for (const { before, after, why } of rows) {
    expect(after.band).toBe('hot');
    expect(before?.band).not.toBe('hot');
    const tenths = why.reduce((sum, line) => sum + Math.round(10 * line.after) - Math.round(10 * line.before), 0);
    expect(tenths).toBe(10 * (after.points - (before?.points ?? 0)));
    expect(why.every((line) => line.before !== line.after)).toBe(true);
  }
  expect(rows.some((row) => row.why.some((line) => line.kind === 'weight' && line.dimension === 'engagement'))).toBe(
    true,
  );
  expect(rows.some((row) => row.name !== null && row.company !== null)).toBe(true);
});

test('who crosses out, and a band that there is not', async () => {
  const harder = {
    ...live,
    bands: live.bands.map((band) => (band.key === 'hot' ? { ...band, from: 500, margin: 0 } : band)),
  };
  const { rows } = await everyCrossing('out', harder, 50);
  const { rows: hot } = await sql<{
    number: number;
  }>`select count(*) as number from standing where workspace_id = ${workspaceId} and band = 'hot'`.execute(db.owner);
  expect(rows).toHaveLength(hot[0]?.number as number);
  expect(rows.every((row) => row.before?.band === 'hot' && row.why.length === 0)).toBe(true);
  expect((await ask('crossings', { document: draft, band: 'boiling', direction: 'in' })).status).toBe(400);
});

test('asked in two halves, as of many people, each question has the same answer', async () => {
  const questions = () =>
    Promise.all([
      everyCrossing('in', draft, 7),
      ...[
        ask('load', { document: draft, band: 'hot' }),
        ask('preview', { document: draft }),
        ask('preview', { document: draft, who: 'leads' }),
      ].map(async (asked) => ({ ...(await asked).body, at: null })),
    ]);
  const whole = await questions();
  const { from } = HALVED;
  HALVED.from = 10;
  onTestFinished(() => void Object.assign(HALVED, { from }));
  expect(await questions()).toEqual(whole);
});

test('load per owner counts each open lead once, and a salesperson who sees only their own sees only their own', async () => {
  const { body } = await ask('load', { document: draft, band: 'hot' });
  const answer = body as LoadAnswer;
  const { rows: leads } = await sql<{ owner_id: string | null; leads: number; hot: number }>`
    select l.owner_id, count(*) as leads, count(*) filter (where s.band = 'hot') as hot from lead l
    join standing s on s.workspace_id = l.workspace_id and s.person_id = l.person_id
    where l.workspace_id = ${workspaceId} and l.closed_at is null group by l.owner_id`.execute(db.owner);
  expect(new Map(answer.owners.map((each) => [each.owner_id, [each.leads, each.before]]))).toEqual(
    new Map(leads.map((row) => [row.owner_id, [row.leads, row.hot]])),
  );
  const { body: byPoints } = await ask('load', { version: 'live', threshold: 50 });
  expect(byPoints).toMatchObject({ band: null, threshold: 50 });
  expect(answer.owners.some((each) => each.owner_id !== null && each.name !== null)).toBe(true);

  await call('PATCH', '/api/workspace', { salespeople_see: 'own' });
  const seller = openBrowser();
  await joinAs({ ...browser, call: (method, url, more) => inCompany(browser)(method as 'POST', url, more) }, seller, {
    email: 'sally@example.com',
    role: 'salesperson',
  });
  const own = await inCompany(seller)('POST', `/api/models/${modelId}/lab/load`, { version: 'live' });
  expect([own.status, own.body.owners]).toEqual([200, []]);
  const crossed = await inCompany(seller)('POST', `/api/models/${modelId}/lab/crossings`, {
    document: draft,
    band: 'hot',
    direction: 'in',
  });
  expect(crossed.body).toMatchObject({ people: 0, rows: [] });
  const anybody = await sql<{
    person_id: number;
  }>`select person_id from lead where workspace_id = ${workspaceId} limit 1`.execute(db.owner);
  const hidden = await inCompany(seller)('POST', `/api/models/${modelId}/lab/what-if`, {
    version: 'live',
    person_id: anybody.rows[0]?.person_id,
  });
  expect(hidden.status).toBe(404);
});

const known = async () => {
  const { rows } = await sql<{ person_id: number; email: string }>`
    select s.person_id, p.fields ->> 'email' as email from standing s
    join person p on p.workspace_id = s.workspace_id and p.person_id = s.person_id
    where s.workspace_id = ${workspaceId} and s.open_lead_id is not null and s.band = 'warm' order by s.total desc limit 6`.execute(
    db.owner,
  );
  return rows;
};

test('what a what-if says of touches and fields is what the score becomes when they arrive', async () => {
  const source = await sql<{
    source_id: number;
    channel: string;
  }>`select source_id, channel from source where workspace_id = ${workspaceId} and key = 'by-hand'`.execute(db.owner);
  for (const { person_id, email } of await known()) {
    const touches = [
      { type: 'page', properties: { path: '/pricing' }, days_ago: 3 },
      { type: 'track', event: 'Demo Requested', days_ago: 0.5 },
    ];
    const fields = { 'person.title': 'Chief executive officer' };
    const { status, body } = await ask('what-if', { version: 'live', person_id, fields, touches });
    expect(status).toBe(200);
    const answer = body as WhatIfAnswer;
    expect(answer.signals).toEqual([expect.arrayContaining(['pricing_viewed']), ['inquiry_made']]);
    // What a what-if says of fields is said at its own instant.
    const title = { type: 'identify', days_ago: 0, fields: { title: fields['person.title'] } };
    const arriving: (Partial<(typeof touches)[number] & typeof title> & { days_ago: number })[] = [...touches, title];
    const arrivals = arriving.map(
      (touch, index): Arrival => ({
        idempotency_key: `what-if-${person_id}-${index}`,
        source_id: source.rows[0]?.source_id as number,
        channel: source.rows[0]?.channel as string,
        type: touch.type as Arrival['type'],
        event: touch.event ?? null,
        occurred_at: Date.parse(answer.before.at) - touch.days_ago * DAY,
        received_at: Date.now(),
        claims: { email },
        properties: touch.properties ?? {},
        fields: touch.fields ?? null,
        company: null,
        raw: '{}',
      }),
    );
    const before = await inWorkspace(db.app, workspaceId, (tx) =>
      explainPerson(tx, workspaceId, person_id, Date.parse(answer.before.at)),
    );
    expect(answer.before.points).toBe(before.score.points);
    await receive(db.app, workspaceId, arrivals);
    const after = await inWorkspace(db.app, workspaceId, (tx) =>
      explainPerson(tx, workspaceId, person_id, Date.parse(answer.before.at)),
    );
    expect({ person_id, points: answer.after.points }).toEqual({ person_id, points: after.score.points });
    expect(answer.after.points).toBeGreaterThan(answer.before.points);
    const tenths = answer.moved.reduce(
      (sum, line) => sum + Math.round(10 * line.after) - Math.round(10 * line.before),
      0,
    );
    expect(tenths).toBe(10 * (answer.after.points - answer.before.points));
  }
  const [somebody] = await known();
  const refused = await ask('what-if', {
    version: 'live',
    person_id: somebody?.person_id,
    fields: { 'person.nonsense': 1 },
  });
  expect([refused.status, refused.body.errors[0].path]).toEqual([400, ['body', 'fields', 'person.nonsense']]);
});

test('the likeliest next signals are counted among people with the same last signal, and the next fall is the first one', async () => {
  const [somebody] = await known();
  const person_id = somebody?.person_id as number;
  const { status, body } = await call('GET', `/api/people/${person_id}/next-signals`);
  expect(status).toBe(200);
  const answer = body as NextSignalsAnswer;
  expect(answer.signals).toHaveLength(3);
  const { rows: hits } = await sql<{ person_id: number; signal_id: number; at: number }>`
    select h.person_id, h.signal_id, (extract(epoch from h.occurred_at) * 1000)::float8 as at from signal_hit h where h.workspace_id = ${workspaceId}`.execute(
    db.owner,
  );
  const { rows: ids } = await sql<{
    ids: Record<string, number>;
  }>`select signal_ids as ids from model_version where workspace_id = ${workspaceId} and model_id = ${modelId}`.execute(
    db.owner,
  );
  const idOf = ids[0]?.ids as Record<string, number>;
  const asked = Date.now();
  const last = idOf[answer.last_signal?.signal as string];
  const alike = new Map<number, number>();
  for (const hit of hits) {
    if (
      hit.person_id === person_id ||
      hit.signal_id !== last ||
      hit.at > asked - 30 * DAY ||
      hit.at <= asked - 395 * DAY
    )
      continue;
    alike.set(hit.person_id, Math.max(alike.get(hit.person_id) ?? 0, hit.at));
  }
  for (const { signal, likely, points, after } of answer.signals) {
    const did = [...alike].filter(([id, at]) =>
      hits.some(
        (hit) => hit.person_id === id && hit.signal_id === idOf[signal] && hit.at > at && hit.at <= at + 30 * DAY,
      ),
    );
    expect(likely.of).toBe(alike.size);
    expect(likely.value).toBeCloseTo(did.length / alike.size, 10);
    expect(after.points).toBe(answer.stand.points + points);
  }
  const fall = answer.next_fall;
  if (!fall) throw new Error('a score with half-lives falls');
  const at = Date.parse(fall.at);
  const points = async (instant: number) =>
    (await inWorkspace(db.app, workspaceId, (tx) => explainPerson(tx, workspaceId, person_id, instant))).score.points;
  expect(await points(at)).toBe(fall.stand.points);
  expect(fall.stand.points).toBeLessThan(answer.stand.points);
  expect(await points(at - 1)).toBeGreaterThanOrEqual(answer.stand.points);
});
