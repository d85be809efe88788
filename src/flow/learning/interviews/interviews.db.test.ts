import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { joinAs } from '../../../../test/harness/access-server.ts';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withWorkServer } from '../../../../test/harness/work-server.ts';
import { inWorkspace, type Tx } from '../../../base/db.ts';
import { deleteInterview, ensureInterview } from './queries.ts';

const db = await withDatabase();
const { administrator: ann, openBrowser, arrive, workspaceId } = await withWorkServer(db);
const [sam, eve, vic] = await Promise.all(
  (
    [
      ['sam@example.com', 'salesperson'],
      ['eve@example.com', 'salesperson'],
      ['vic@example.com', 'viewer'],
    ] as const
  ).map(([email, role]) => joinAs(ann, openBrowser(), { email, role })),
);
if (!sam || !eve || !vic) throw new Error('nobody joined');

const begin = async (who: typeof sam) => (await who.call('POST', '/api/interviews')).body;
const answer = async (who: typeof sam, answers: object) => {
  const { interview_id, revision } = await begin(who);
  return who.call('PUT', `/api/interviews/${interview_id}`, { answers, over: revision });
};
const summary = async (who = ann) => (await who.call('GET', '/api/interviews/summary')).body;

test('whoever may enter leads answers, each once, over the revision they know', async () => {
  expect(await summary()).toMatchObject({ interviews: 0, rules: [], days: null });
  const mine = await begin(sam);
  expect(mine).toMatchObject({ name: 'sam', answered: 0, revision: 0 });
  expect((await begin(sam)).interview_id).toBe(mine.interview_id);
  const both = await Promise.all([1, 2].map(() => eve.call('POST', '/api/interviews')));
  expect(both.map(({ status }) => status)).toEqual([200, 200]);
  expect(both[0]?.body.interview_id).toBe(both[1]?.body.interview_id);
  const kept = await answer(sam, { industries: { sure: 3, best: ['Forestry'] }, hopeless: { signs: ['A student'] } });
  expect(kept.body).toMatchObject({ answered: 2, revision: 1, answers: { industries: { text: '', never: [] } } });
  const path = `/api/interviews/${mine.interview_id}`;
  expect(await sam.call('PUT', path, { answers: {}, over: 0 })).toMatchObject({ status: 409 });
  expect(await eve.call('PUT', path, { answers: {}, over: 1 })).toMatchObject({ status: 403 });
  expect(await sam.call('PUT', path, { answers: { weather: {} }, over: 1 })).toMatchObject({ status: 400 });
  expect((await answer(eve, { size: { from: 10, to: 90 } })).status).toBe(200);
  const { body } = await vic.call('GET', '/api/interviews');
  expect(body.interviews.map(({ name }: { name: string }) => name)).toEqual(['eve', 'sam']);
  expect(await vic.call('GET', path)).toMatchObject({ status: 200 });
  const refused = [
    vic.call('POST', '/api/interviews'),
    vic.call('PUT', path, { answers: {}, over: 1 }),
    vic.call('DELETE', path),
  ];
  expect((await Promise.all(refused)).map(({ status }) => status)).toEqual([403, 403, 403]);
});

test('two first answers at once are one interview', async () => {
  const inserted = Promise.withResolvers<void>();
  const ensure = (tx: Tx) => ensureInterview(tx, workspaceId, 'gus');
  const first = inWorkspace(db.app, workspaceId, async (tx) => {
    const made = await ensure(tx);
    inserted.resolve();
    // Not yet there for the second, which waits for it.
    await setTimeout(300);
    return made;
  });
  await inserted.promise;
  const second = await inWorkspace(db.app, workspaceId, ensure);
  const made = await first;
  expect(made.is_new).toBe(true);
  expect(second).toEqual({ interview_id: made.interview_id, is_new: false });
  await inWorkspace(db.app, workspaceId, (tx) => deleteInterview(tx, workspaceId, made.interview_id));
});

test('answers become rules with their agreement, and taken ones stand in the draft that the builder saves', async () => {
  await answer(eve, {
    industries: { sure: 2, best: ['forestry'], never: ['Banks'] },
    before_buying: { signals: ['pricing_viewed', 'counted_no_more'] },
    always_ask: { questions: [{ question: 'Who signs?', tells: 'Signs contracts' }] },
    best_customers: { text: 'The sawmills: they pay.' },
  });
  const told = await summary(sam);
  expect(told.texts).toEqual([{ question: 'best_customers', name: 'eve', text: 'The sawmills: they pay.' }]);
  expect(told.rules.filter(({ kind }: { kind: string }) => kind === 'signal')).toHaveLength(1);
  const forestry = told.rules.find(({ value }: { value: string }) => fold(value) === 'forestry');
  expect(forestry).toMatchObject({ named: 2, of: 2, points: 8, existing: [] });
  const pricing = told.rules.find(({ value }: { value: string }) => value === 'pricing_viewed');
  expect(pricing.existing).toMatchObject([{ taken: false, points: 5 }]);

  const path = `/api/models/${told.model.model_id}/interview-rules`;
  const wish = {
    rules: [
      { key: forestry.key, points: 12 },
      { key: pricing.key, points: 3 },
    ],
    group_name: 'From interviews',
    over: told.model.draft_saved_at,
  };
  expect(await sam.call('POST', path, wish)).toMatchObject({ status: 403 });
  expect((await ann.call('POST', path, wish)).body).toMatchObject({ version: 2, taken: 2 });
  expect(await ann.call('POST', path, wish)).toMatchObject({ status: 409 });
  const draft = (await ann.call('GET', `/api/models/${told.model.model_id}/versions/2`)).body;
  expect(draft.state).toBe('draft');
  const terms = draft.document.dimensions.flatMap(({ groups }: { groups: { name: string; terms: object[] }[] }) =>
    groups.filter(({ name }) => name === 'From interviews').flatMap((group) => group.terms),
  );
  expect(terms).toMatchObject([
    { key: forestry.key, kind: 'field', points: 12 },
    { key: pricing.key, kind: 'signal', signal: 'pricing_viewed', points: 3 },
  ]);
  const after = await summary();
  expect(after.rules.find(({ key }: { key: string }) => key === forestry.key).existing).toMatchObject([
    { taken: true, points: 12 },
  ]);
  const again = { ...wish, over: after.model.draft_saved_at };
  expect((await ann.call('POST', path, { ...again, rules: [{ key: forestry.key, points: 4 }] })).status).toBe(200);
  expect(await ann.call('POST', path, { ...again, rules: [{ key: 'nobody_said_so', points: 4 }] })).toMatchObject({
    status: 404,
  });
});

test('the rule gives its points to whom it was said about', async () => {
  const { model } = await summary();
  await ann.call('POST', `/api/models/${model.model_id}/versions/2/publish`);
  const { person_id } = await arrive(
    { email: 'ada@fir.example' },
    { fields: { full_name: 'Ada Fir', email: 'ada@fir.example', industry: 'Forestry and logging' } },
  );
  const { body } = await ann.call('GET', `/api/people/${person_id}/receipt`);
  expect(body.score.points).toBe(4);
});

test('a question becomes a sign of a profile, once', async () => {
  const everybody = { combinator: 'and', rules: [] };
  const { body } = await ann.call('POST', '/api/profiles', { kind: 'icp', name: 'Mills', when: everybody });
  const { signs } = await summary();
  const path = `/api/profiles/${body.profile_id}/interview-signs`;
  const wish = { signs: signs.map(({ key }: { key: string }) => key) };
  expect(await sam.call('POST', path, wish)).toMatchObject({ status: 403 });
  const full = Array.from({ length: 100 }, (_, place) => ({ sign: `Sign ${place}`, question: `Question ${place}?` }));
  const profile = `/api/profiles/${body.profile_id}`;
  await ann.call('PATCH', profile, { signs: full });
  expect(await ann.call('POST', path, wish)).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  await ann.call('PATCH', profile, { signs: [] });
  expect((await ann.call('POST', path, { signs: [...wish.signs, ...wish.signs] })).body.taken).toBe(1);
  expect((await ann.call('POST', path, wish)).body.taken).toBe(0);
  const { profiles } = (await ann.call('GET', '/api/profiles')).body;
  expect(profiles[0].signs).toEqual([{ sign: 'Signs contracts', question: 'Who signs?' }]);
});

test('one removes one’s own answers, who may change scoring anybody’s; the log tells of all of it', async () => {
  const { interview_id } = await begin(sam);
  expect(await eve.call('DELETE', `/api/interviews/${interview_id}`)).toMatchObject({ status: 403 });
  expect(await ann.call('DELETE', `/api/interviews/${interview_id}`)).toMatchObject({ status: 204 });
  expect(await sam.call('GET', `/api/interviews/${interview_id}`)).toMatchObject({ status: 404 });
  const { rows } = await sql<{ action: string }>`
    select distinct action from audit_entry where action like 'interview.%' order by action`.execute(db.owner);
  expect(rows.map(({ action }) => action)).toEqual([
    'interview.answered',
    'interview.begun',
    'interview.removed',
    'interview.rules_taken',
    'interview.signs_taken',
  ]);
});

function fold(text: string): string {
  return text.toLowerCase();
}
