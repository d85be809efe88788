import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../../../test/harness/database.ts';
import { filterOn } from '../../../../test/harness/random-filters.ts';
import {
  insertPeople,
  insertSurroundings,
  type ListedPerson,
  makePeople,
  now,
  readerOf,
} from '../../../../test/harness/random-people.ts';
import { inWorkspace } from '../../../base/db.ts';
import { evaluateCondition } from '../../../conditions/evaluate.ts';
import { ALWAYS, type Condition } from '../../../conditions/format.ts';
import { loadListContext } from '../../work/index.ts';
import { stageCatalogue } from './change.ts';
import type { Stage } from './contract.ts';
import { getMap, writeMap } from './queries.ts';
import { type ReachedAt, reachedAt } from './reached-at.ts';
import { readJourneyPeople, readPersonJourney } from './views.ts';

const db = await withDatabase();
const workspaceId = await createTestWorkspace(db, { time_zone: 'Europe/Chisinau' });
await insertSurroundings(db.owner, workspaceId);
const people = makePeople(160, 11);
await insertPeople(db.app, workspaceId, people);
const viewer = { workspace_id: workspaceId, role: 'administrator', user_id: 'ann', team_user_ids: ['ann'] } as const;
const context = await inWorkspace(db.app, workspaceId, (tx) => loadListContext(tx, viewer, now));
const catalogue = stageCatalogue(context);

const visits = (count: number): Condition => ({
  combinator: 'or',
  rules: [{ field: 'signal.pricing', operator: '>=', value: { count } }],
});
const dated = fc.constantFrom(ALWAYS, visits(1), visits(2), visits(3), {
  combinator: 'and',
  rules: [...visits(2).rules, { field: 'first_touch_at', operator: 'notNull' }],
} satisfies Condition);
/** What the people made here have; what is worked out of that is asked where it is worked out. */
const asked = [...catalogue.values()].filter(({ name }) =>
  /^(person|company|score|signal)\.|^lead\.(stage|source|subject|opened_at)$|touch/.test(name),
);
const condition = fc.oneof(dated, filterOn(asked));

const stageOf = (when: Condition, at: number): Stage => ({
  key: `stage_${at}`,
  name: `Stage ${at}`,
  when,
  feeling: { face: 3, text: '' },
  obstacles: '',
  questions: '',
  offers: '',
  known_from: [],
});

/** Keeps a profile with a map, so that the same rows are read as in life. */
async function keepMap(when: Condition, stages: readonly Stage[]): Promise<number> {
  const { rows } = await sql<{ profile_id: number }>`
    insert into profile (workspace_id, key, kind, name, condition) values (${workspaceId}, 'tried', 'persona', 'Tried', ${JSON.stringify(when)}::jsonb)
    on conflict (workspace_id, key) do update set condition = excluded.condition returning profile_id`.execute(
    db.owner,
  );
  const profileId = rows[0]?.profile_id as number;
  await inWorkspace(db.app, workspaceId, (tx) => writeMap(tx, workspaceId, profileId, 1, stages, null));
  return profileId;
}

const holds = (when: Condition, person: ListedPerson) =>
  evaluateCondition(when, catalogue, readerOf(person), now, context.timeZone);
const placeOf = (stages: readonly Stage[], person: ListedPerson) =>
  stages.findLastIndex(({ when }) => holds(when, person));

/** Reads the hits one by one: when the n-th of them came, when the last of what must all have come came. */
function timeOf(reached: ReachedAt, person: ListedPerson): number | undefined {
  if (reached.by === 'first_touch') return person.first_touch_at;
  if (reached.by === 'signal') return person.hits.toSorted((a, b) => a - b)[reached.nth - 1];
  const times = reached.of.map((part) => timeOf(part, person));
  const known = times.filter((time) => time !== undefined);
  if (reached.by === 'all') return known.length === times.length ? Math.max(...known) : undefined;
  return known.length === 0 ? undefined : Math.min(...known);
}

function medianDays(spans: number[]): number {
  const sorted = spans.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2 / 86_400_000;
}

test('everybody of the profile is at the last stage that holds, as reading one after the other says, with the days between', async () => {
  let met = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.constant(ALWAYS), filterOn(context.vocabulary.people)),
      fc.array(condition, { minLength: 1, maxLength: 5 }),
      async (when, conditions) => {
        const stages = conditions.map(stageOf);
        const profileId = await keepMap(when, stages);
        const told = await inWorkspace(db.app, workspaceId, (tx) => readJourneyPeople(tx, context, profileId));
        const fitting = people.filter((person) => holds(when, person));
        const at = (place: number) => fitting.filter((person) => placeOf(stages, person) === place);
        const counted = (some: ListedPerson[]) => ({
          people: some.length,
          leads: some.filter(({ lead }) => lead).length,
        });
        expect(told).toMatchObject({ ...counted(fitting), before: counted(at(-1)) });
        let since = -1;
        for (const [place, stage] of stages.entries()) {
          const reached = reachedAt(stage.when);
          const before = reachedAt(stages[since]?.when ?? { combinator: 'or', rules: [] });
          const spans = fitting.flatMap((person) => {
            const [from, to] = [before, reached].map((each) => each && timeOf(each, person));
            return from === undefined || to === undefined || to < from ? [] : [to - from];
          });
          const shown = told.stages[place];
          expect(shown).toMatchObject({
            ...counted(at(place)),
            reached: fitting.filter((person) => placeOf(stages, person) >= place).length,
          });
          expect(shown?.days?.people ?? 0).toBe(spans.length);
          if (spans.length > 0) expect(shown?.days?.median).toBeCloseTo(medianDays(spans), 6);
          if (spans.length > 1) met += 1;
          if (reached) since = place;
        }
      },
    ),
    { seed: 23, numRuns: 60 },
  );
  expect(met).toBeGreaterThan(5);
});

test('a person is where the counts have them, with the instants at which the stages were reached', async () => {
  const stages = [ALWAYS, visits(1), visits(2), visits(3)].map(stageOf);
  const profileId = await keepMap(ALWAYS, stages);
  for (const person of people.slice(0, 25)) {
    const { maps } = await inWorkspace(db.app, workspaceId, (tx) => readPersonJourney(tx, context, person.person_id));
    const times = stages.map(({ when }) => timeOf(reachedAt(when) as ReachedAt, person));
    expect(maps).toEqual([
      {
        profile_id: profileId,
        name: 'Tried',
        at: placeOf(stages, person),
        stages: stages.map(({ key, name }, at) => ({
          key,
          name,
          reached_at: times[at] === undefined ? null : new Date(times[at]).toISOString(),
        })),
      },
    ]);
  }
});

test('a stage that names what is no longer there says so, and holds for nobody', async () => {
  const gone: Condition = { combinator: 'and', rules: [{ field: 'signal.gone', operator: '>=', value: { count: 1 } }] };
  const profileId = await keepMap(ALWAYS, [stageOf(ALWAYS, 0), stageOf(gone, 1)]);
  const told = await inWorkspace(db.app, workspaceId, (tx) => readJourneyPeople(tx, context, profileId));
  expect(told.stages.map(({ broken, people: here }) => [broken, here])).toEqual([
    [false, people.length],
    [true, 0],
  ]);
  expect((await inWorkspace(db.app, workspaceId, (tx) => getMap(tx, workspaceId, profileId))).stages).toHaveLength(2);
});
