import { describe, expect, test } from 'vitest';
import { catalogueOf, type FieldType, operatorsFor } from './catalogue.ts';
import { evaluateCondition } from './evaluate.ts';
import { type Condition, NEGATIONS, type Operator, type Rule } from './format.ts';

const types = ['text', 'number', 'boolean', 'date', 'instant', 'select', 'list', 'count', 'open'] as const;
const catalogue = catalogueOf(types.map((type) => ({ name: type, type })));
const now = Date.UTC(2025, 2, 30, 12);

/** Whether a rule holds for a stored value; in Chișinău, where clocks go forward this day. */
function asks(field: FieldType, operator: Operator, value: unknown, stored: unknown): boolean {
  const condition: Condition = { combinator: 'and', rules: [{ field, operator, value }] };
  return evaluateCondition(condition, catalogue, () => stored, now, 'Europe/Chisinau');
}

describe('a group', () => {
  const yes: Rule = { field: 'text', operator: 'null' };
  const no: Rule = { field: 'text', operator: 'notNull' };
  test.each<[Condition['combinator'], boolean, Rule[], boolean]>([
    ['and', false, [], true],
    ['or', false, [], false],
    ['and', true, [], false],
    ['or', true, [], true],
    ['and', false, [yes, no], false],
    ['or', false, [yes, no], true],
    ['and', true, [yes, no], true],
    ['or', true, [yes, no], false],
  ])('%s (not: %s) of %j is %s', (combinator, not, rules, expected) => {
    expect(evaluateCondition({ combinator, not, rules }, catalogue, () => undefined, now, 'UTC')).toBe(expected);
  });
});

describe('a missing value', () => {
  const values: Partial<Record<Operator, unknown>> = {
    between: [1, 2],
    notBetween: [1, 2],
    inLast: { amount: 1, unit: 'days' },
    notInLast: { amount: 1, unit: 'days' },
    olderThan: { amount: 1, unit: 'days' },
  };
  const cases = types
    .filter((type) => type !== 'count')
    .flatMap((type) => operatorsFor(type).map((operator) => [type, operator] as const));
  test.each(cases)('of type %s fails %s or is its opposite', (type, operator) => {
    const isTime = type === 'date' || type === 'instant';
    const value =
      isTime && operator.endsWith('etween')
        ? ['2024-01-01', '2024-01-02']
        : (values[operator] ??
          {
            text: 'a',
            open: 'a',
            select: 'a',
            number: 1,
            boolean: true,
            date: '2024-01-01',
            instant: '2024-01-01',
            list: ['a'],
          }[type as 'text']);
    const item = ['in', 'notIn'].includes(operator) ? [value] : /Path$/.test(operator) ? '/a' : value;
    for (const missing of [undefined, null, '', ' \u3000', Number.NaN, [], {}]) {
      expect(asks(type, operator, item, missing)).toBe(operator in NEGATIONS);
    }
  });

  test('is not zero, and not false', () => {
    expect(asks('number', 'notNull', undefined, 0)).toBe(true);
    expect(asks('boolean', 'notNull', undefined, false)).toBe(true);
    expect(asks('text', '=', '0', 0)).toBe(true);
  });

  test('is what a value of another type is', () => {
    expect(asks('number', 'null', undefined, 'abc')).toBe(true);
    expect(asks('number', 'null', undefined, '1,5')).toBe(true);
    expect(asks('number', '=', 1.5, '1.50')).toBe(true);
    expect(asks('date', 'null', undefined, '2023-02-29')).toBe(true);
    expect(asks('boolean', 'null', undefined, 'yes')).toBe(true);
    expect(asks('text', 'null', undefined, ['a'])).toBe(true);
  });
});

test('country is not US holds for those whose country is unknown', () => {
  expect(['US', 'us', 'DE', ''].map((country) => asks('text', '!=', 'US', country))).toEqual([
    false,
    false,
    true,
    true,
  ]);
});

describe('text', () => {
  test.each<[Operator, unknown, string, boolean]>([
    ['contains', 'sef', 'Șef de vânzări', true],
    ['contains', ['head', 'chief'], 'CHIEF of staff', true],
    ['contains', 'cto', 'Director', true],
    ['containsWord', 'cto', 'Director', false],
    ['containsWord', ['cto', 'ceo'], 'Founder/CEO', true],
    ['containsWord', 'vice president', 'Senior Vice-President, Sales', true],
    ['containsWord', 'C++', 'C++ developer', true],
    ['containsWord', 'C', 'C++ developer', false],
    ['containsWord', 'директор', '«Директор» по продажам', true],
    ['beginsWith', 'ио', 'Йошкар-Ола', true],
    ['endsWith', ['.de', '.at'], 'firma.AT', true],
    ['contains', '50%', '50 of 100', false],
    ['in', ['北京', '上海'], '上海', true],
  ])('%s %j: %s is %s', (operator, value, stored, expected) => {
    expect(asks('text', operator, value, stored)).toBe(expected);
  });
});

describe('time', () => {
  test('a day is the day of the time zone, 23 hours long when clocks go forward', () => {
    const begins = Date.UTC(2025, 2, 29, 22);
    const ends = Date.UTC(2025, 2, 30, 21);
    const holds = [begins - 1, begins, ends - 1, ends].map((at) => asks('instant', 'on', '2025-03-30', at));
    expect(holds).toEqual([false, true, true, false]);
    expect(asks('instant', 'before', '2025-03-30', begins - 1)).toBe(true);
    expect(asks('instant', 'after', '2025-03-30', ends - 1)).toBe(false);
    expect(asks('instant', 'between', ['2025-03-29', '2025-03-30'], ends - 1)).toBe(true);
  });

  test('the last 7 days are 168 hours of an instant, its own edge left out, and no time to come', () => {
    const week = { amount: 7, unit: 'days' };
    const edge = now - 7 * 86_400_000;
    expect([edge, edge + 1, now, now + 1].map((at) => asks('instant', 'inLast', week, at))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect([edge, edge + 1].map((at) => asks('instant', 'olderThan', week, at))).toEqual([true, false]);
  });

  test('the last 7 days of a date are today and the six days before', () => {
    const week = { amount: 7, unit: 'days' };
    const days = ['2025-03-23', '2025-03-24', '2025-03-30', '2025-03-31'];
    expect(days.map((day) => asks('date', 'inLast', week, day))).toEqual([false, true, true, false]);
    expect(days.map((day) => asks('date', 'olderThan', week, day))).toEqual([true, false, false, false]);
  });

  test('instants come with any offset, and in any form the server has', () => {
    const stored = [
      '2025-03-30T14:00:00+02:00',
      '2025-03-30T12:00:00Z',
      now,
      new Date(now),
      Temporal.Instant.fromEpochMilliseconds(now),
    ];
    for (const at of stored)
      expect(asks('instant', 'between', ['2025-03-30T12:00:00Z', '2025-03-30T12:00:00Z'], at)).toBe(true);
  });
});

describe('a signal', () => {
  const day = 86_400_000;
  const hits = [now + 1, now, now - day, now - 7 * day + 1, now - 7 * day];
  test.each<[Operator, { count: number; within_days?: number }, boolean]>([
    ['=', { count: 4 }, true],
    ['=', { count: 3, within_days: 7 }, true],
    ['!=', { count: 3, within_days: 7 }, false],
    ['>=', { count: 2, within_days: 1 }, false],
    ['>', { count: 1, within_days: 2 }, true],
  ])('counts touches up to now in its window: %s %j is %s', (operator, value, expected) => {
    expect(asks('count', operator, value, hits)).toBe(expected);
  });

  test('that never came is counted nought', () => {
    expect(asks('count', '=', { count: 0 }, undefined)).toBe(true);
    expect(asks('count', '<', { count: 1 }, [])).toBe(true);
  });
});

test('an undeclared field is compared as what the rule holds', () => {
  expect(asks('open', '=', 3, '3')).toBe(true);
  expect(asks('open', '=', '3', 3)).toBe(true);
  expect(asks('open', '=', true, 'TRUE')).toBe(true);
  expect(asks('open', '>', 2, '3')).toBe(true);
  expect(asks('open', '>', 2, 'many')).toBe(false);
  expect(asks('open', 'notNull', undefined, ['a'])).toBe(true);
});

test('a rule whose field is gone, or has another type now, reads as missing', () => {
  const ask = (rule: Rule) => evaluateCondition({ combinator: 'and', rules: [rule] }, catalogue, () => 'a', now, 'UTC');
  expect(ask({ field: 'gone', operator: '=', value: 'a' })).toBe(false);
  expect(ask({ field: 'gone', operator: '!=', value: 'a' })).toBe(true);
  expect(ask({ field: 'number', operator: 'doesNotContain', value: 'a' })).toBe(true);
});
