import fc from 'fast-check';
import { expect, test } from 'vitest';
import { condition, now, catalogue as random, readFrom, subject } from '../../test/harness/random-conditions.ts';
import { withBenefitOfDoubt } from './benefit-of-doubt.ts';
import { catalogueOf } from './catalogue.ts';
import { evaluateCondition } from './evaluate.ts';
import type { Condition } from './format.ts';
import { listShortfalls } from './shortfalls.ts';

const catalogue = catalogueOf([
  { name: 'person.age', type: 'number' },
  { name: 'person.employed', type: 'boolean' },
  { name: 'person.email', type: 'text' },
  { name: 'person.phone', type: 'text' },
]);
const between = { field: 'person.age', operator: 'between' as const, value: [25, 45] };
const employed = { field: 'person.employed', operator: '=' as const, value: true };
const creditworthy: Condition = { combinator: 'and', rules: [between, employed] };
const reachable: Condition = {
  combinator: 'or',
  rules: [
    { field: 'person.email', operator: 'notNull' },
    { field: 'person.phone', operator: 'notNull' },
  ],
};

const judge = (when: Condition, known: Record<string, unknown>) => {
  const read = (field: string) => known[field];
  const holds = (each: Condition) => evaluateCondition(each, catalogue, read, 0, 'UTC');
  return {
    holds: holds(when),
    unknown: !holds(when) && holds(withBenefitOfDoubt(when, catalogue)),
    shortfalls: listShortfalls(when, catalogue, read, 0, 'UTC').map(({ field, value }) => [field, value]),
  };
};

test('a form of somebody who is 18 fails the criterion, whatever else is not known', () => {
  expect(judge(creditworthy, { 'person.age': 30, 'person.employed': true })).toEqual({
    holds: true,
    unknown: false,
    shortfalls: [],
  });
  expect(judge(creditworthy, { 'person.age': 18 })).toEqual({
    holds: false,
    unknown: false,
    shortfalls: [
      ['person.age', 18],
      ['person.employed', null],
    ],
  });
});

test('where nothing known speaks against it, it is only not known yet', () => {
  expect(judge(creditworthy, { 'person.age': 30 })).toMatchObject({
    unknown: true,
    shortfalls: [['person.employed', null]],
  });
  expect(judge(reachable, {})).toMatchObject({
    unknown: true,
    shortfalls: [
      ['person.email', null],
      ['person.phone', null],
    ],
  });
  expect(judge({ ...reachable, not: true }, { 'person.email': 'a@b.c' })).toEqual({
    holds: false,
    unknown: false,
    shortfalls: [['person.email', 'a@b.c']],
  });
});

test('somebody is short of something exactly where the condition does not hold, and doubt never makes it worse', () => {
  fc.assert(
    fc.property(condition, subject, (when, person) => {
      const read = readFrom(person);
      const holds = (each: Condition) => evaluateCondition(each, random, read, now, 'UTC');
      const shortfalls = listShortfalls(when, random, read, now, 'UTC');
      if (holds(when)) {
        expect(shortfalls).toEqual([]);
        expect(holds(withBenefitOfDoubt(when, random))).toBe(true);
      }
      for (const { expected } of shortfalls) expect(holds(expected)).toBe(false);
    }),
    { seed: 5, numRuns: 2000 },
  );
});
