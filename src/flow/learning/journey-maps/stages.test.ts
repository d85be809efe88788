import { expect, test } from 'vitest';
import { ALWAYS, type Condition } from '../../../conditions/format.ts';
import { placeFilter } from './place-filter.ts';
import { proposeStages } from './propose-stages.ts';
import { reachedAt } from './reached-at.ts';

const hits = (signal: string, count: number, more: object = {}) => ({
  field: `signal.${signal}`,
  operator: '>=' as const,
  value: { count, ...more },
});
const any = (...rules: Condition['rules']): Condition => ({ combinator: 'or', rules });
const all = (...rules: Condition['rules']): Condition => ({ combinator: 'and', rules });
const scored = { field: 'score.total', operator: '>=' as const, value: 50 };

test('a condition says since when it is met where it asks only for what has its instant and never ends', () => {
  expect(reachedAt(ALWAYS)).toEqual({ by: 'first_touch' });
  expect(reachedAt(any(hits('demo', 1)))).toEqual({ by: 'signal', signal: 'demo', nth: 1 });
  expect(reachedAt(all({ field: 'first_touch_at', operator: 'notNull' }))).toEqual({ by: 'first_touch' });
  expect(reachedAt(any({ ...hits('page', 2), operator: '>' }, all(hits('demo', 1), hits('trial', 1))))).toEqual({
    by: 'any',
    of: [
      { by: 'signal', signal: 'page', nth: 3 },
      {
        by: 'all',
        of: [
          { by: 'signal', signal: 'demo', nth: 1 },
          { by: 'signal', signal: 'trial', nth: 1 },
        ],
      },
    ],
  });
});

test('it does not where that may end, or where only the present is known', () => {
  for (const condition of [
    any(),
    all(scored),
    all({ field: 'lead.opened_at', operator: 'notNull' }),
    all(hits('demo', 1), scored),
    any(hits('demo', 1, { within_days: 7 })),
    any(hits('demo', 0)),
    { ...any(hits('demo', 1)), not: true },
    any({ ...hits('demo', 1), operator: '<=' }),
  ])
    expect(reachedAt(condition)).toBeUndefined();
});

test('the filter of a place asks for its stage and against every later one', () => {
  const stages = [{ when: ALWAYS }, { when: any(hits('a', 1), hits('b', 1)) }, { when: all(scored) }];
  const persona = { field: 'profile.boss', operator: '=', value: true };
  expect(placeFilter('boss', stages, 2)).toEqual(all(persona as never, scored));
  expect(placeFilter('boss', stages, 1).rules).toEqual([
    persona,
    stages[1]?.when,
    { combinator: 'or', not: true, rules: [scored] },
  ]);
  expect(placeFilter('boss', stages, 0).rules).toHaveLength(2);
  expect(placeFilter('boss', [...stages, { when: any() }], 2)).toEqual(placeFilter('boss', stages, 2));
  expect(placeFilter('boss', stages, -1).rules[1]).toMatchObject({
    not: true,
    rules: [ALWAYS, stages[1]?.when, scored],
  });
});

test('a proposal puts each known signal at one stage, and says which it could not place', () => {
  const signal = (key: string) => ({ key, name: key });
  const { stages, unused } = proposeStages(
    ['pricing_viewed', 'page_viewed', 'inquiry_made', 'unsubscribed', 'deal_won', 'trial_requested'].map(signal),
  );
  expect(stages.map(({ stage, signals }) => [stage, signals.map(({ key }) => key)])).toEqual([
    ['awareness', []],
    ['interest', ['page_viewed']],
    ['evaluation', ['pricing_viewed']],
    ['intent', ['inquiry_made', 'trial_requested']],
    ['contract', ['deal_won']],
  ]);
  expect(unused).toEqual([signal('unsubscribed')]);
  expect(stages[0]?.when).toEqual(ALWAYS);
  expect(stages[1]?.when).toEqual(any(hits('page_viewed', 3)));
  const [, ...bare] = proposeStages([]).stages;
  expect(bare.every(({ when }) => when.combinator === 'or' && when.rules.length === 0)).toBe(true);
});
