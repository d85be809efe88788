import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { catalogueOf, findField } from './catalogue.ts';
import { checkCondition, parseCondition, sayProblem } from './check.ts';
import { LIMITS } from './format.ts';
import { listFields, listSignals } from './walk.ts';

const catalogue = catalogueOf([
  { name: 'person.title', type: 'text' },
  { name: 'person.employees', type: 'number' },
  { name: 'person.consent', type: 'boolean' },
  { name: 'person.born', type: 'date' },
  { name: 'person.tags', type: 'list' },
  { name: 'lead.stage', type: 'select', options: [{ value: 'new' }, { value: 'mql' }] },
  { name: 'last_touch_at', type: 'instant' },
  { name: 'signal.pricing', type: 'count' },
  { name: 'touch.properties.*', type: 'open' },
]);

function problemsOf(field: string, operator: string, value?: unknown) {
  return checkCondition({ combinator: 'and', rules: [{ field, operator, value }] }, catalogue);
}

describe('a rule that may be saved', () => {
  test.each([
    ['person.title', '=', 'CEO'],
    ['person.title', 'contains', ['head', 'chief']],
    ['person.title', 'containsWord', 'vice president'],
    ['person.title', 'matchesPath', '/pricing/**'],
    ['person.title', 'notNull', undefined],
    ['person.employees', 'between', [1, 50]],
    ['person.employees', 'in', [1, 2]],
    ['person.consent', '!=', true],
    ['person.born', 'on', '2024-02-29'],
    ['person.born', 'inLast', { amount: 7, unit: 'days' }],
    ['person.tags', 'includesNone', ['a']],
    ['lead.stage', 'in', ['new', 'mql']],
    ['last_touch_at', 'between', ['2024-01-01', '2024-02-01T10:00:00Z']],
    ['last_touch_at', 'olderThan', { amount: 12, unit: 'hours' }],
    ['signal.pricing', '>=', { count: 3, within_days: 7 }],
    ['touch.properties.plan', '=', 3],
    ['touch.properties.plan.name', 'contains', 'pro'],
  ])('%s %s %j', (field, operator, value) => {
    expect(problemsOf(field, operator, value)).toEqual([]);
  });
});

describe('a rule that is refused, with the path to what is wrong', () => {
  test.each([
    ['person.salary', '=', 1, ['field']],
    ['touch.properties.', '=', 1, ['field']],
    ['touch.properties.*', '=', 1, ['field']],
    ['touch.properties.a\0', '=', 1, ['field']],
    ['person.title', 'is', 'CEO', ['operator']],
    ['person.title', '<', 'CEO', ['operator']],
    ['person.title', '=', '', ['value']],
    ['person.title', '=', '\u00a0', ['value']],
    ['person.title', '=', 5, ['value']],
    ['person.title', '=', 'a\0', ['value']],
    ['person.title', '=', '\ud800', ['value']],
    ['person.title', 'in', 'CEO', ['value']],
    ['person.title', 'in', [], ['value']],
    ['person.title', 'contains', ['head', ''], ['value', 1]],
    ['person.title', 'contains', ['a'.repeat(LIMITS.text + 1)], ['value', 0]],
    ['person.title', 'containsWord', '--', ['value', 0]],
    ['person.title', 'matchesPath', 'pricing', ['value', 0]],
    ['person.title', 'matchesPath', '/pricing?a=1', ['value', 0]],
    ['person.employees', '=', '12', ['value']],
    ['person.employees', '=', Number.NaN, ['value']],
    ['person.employees', 'between', [5, 1], ['value']],
    ['person.employees', 'in', [1, 'x'], ['value', 1]],
    ['person.consent', '=', 'true', ['value']],
    ['person.born', 'on', '2024-02-30', ['value']],
    ['person.born', 'before', '2024-01-01T00:00:00Z', ['value']],
    ['person.born', 'between', ['2024-01-01', 'x'], ['value', 1]],
    ['person.born', 'between', ['2024-01-02', '2024-01-01'], ['value']],
    ['person.born', 'on', '3000-01-01', ['value']],
    ['person.born', 'inLast', { amount: 7, unit: 'hours' }, ['value', 'unit']],
    ['last_touch_at', 'inLast', 7, ['value']],
    ['last_touch_at', 'before', 'yesterday', ['value']],
    ['lead.stage', '=', 'won', ['value']],
    ['lead.stage', 'in', ['new', 'won'], ['value', 1]],
    ['person.tags', 'includesAny', 'a', ['value']],
    ['signal.pricing', '>=', 3, ['value']],
    ['signal.pricing', '>=', { count: 3, within: 7 }, ['value']],
    ['signal.pricing', '<', { count: 0 }, ['value', 'count']],
    ['signal.pricing', 'null', undefined, ['operator']],
  ])('%s %s %j', (field, operator, value, path) => {
    expect(problemsOf(field, operator, value).map((problem) => problem.path)).toEqual([['rules', 0, ...path]]);
  });
});

describe('a tree', () => {
  const rule = { field: 'person.title', operator: 'null' };

  test('is told all its problems at once', () => {
    const problems = checkCondition(
      {
        combinator: 'xor',
        not: 1,
        rules: [5, { combinator: 'and' }, { ...rule, muted: true }, { rules: {} }, { ...rule, valueSource: 'field' }],
      },
      catalogue,
    );
    expect(problems.map(({ path }) => path.join('.'))).toEqual([
      'combinator',
      'not',
      'rules.0',
      'rules.1.field',
      'rules.2.muted',
      'rules.3.combinator',
      'rules.3.rules',
      'rules.4.valueSource',
    ]);
    expect(problems.map(sayProblem)[0]).toBe('Expected and or or, found "xor"');
  });

  test.each([null, 5, [], 'and'])('is not %j', (input) => {
    expect(checkCondition(input, catalogue)).toHaveLength(1);
  });

  test('is refused when it is too deep or too large, however deep or large', () => {
    let deep: unknown = rule;
    for (let depth = 0; depth < 100_000; depth++) deep = { combinator: 'and', rules: [deep] };
    expect(checkCondition(deep, catalogue)).toHaveLength(1);
    const rules = Array.from({ length: LIMITS.rules + 1 }, () => rule);
    expect(checkCondition({ combinator: 'or', rules }, catalogue)).toHaveLength(1);
    expect(checkCondition({ combinator: 'or', rules: rules.slice(1) }, catalogue)).toEqual([]);
  });

  test('parsed loses the marks of an editor and keeps all else', () => {
    const marked = {
      id: 'a',
      combinator: 'and',
      rules: [
        { ...rule, id: 'b', path: [0] },
        { id: 'c', combinator: 'or', not: true, rules: [] },
      ],
    };
    expect(parseCondition(marked, catalogue)).toEqual({
      combinator: 'and',
      rules: [rule, { combinator: 'or', not: true, rules: [] }],
    });
    expect(() => parseCondition({ combinator: 'and', rules: [{ ...rule, field: 'x' }, 1] }, catalogue)).toThrow(
      z.ZodError,
    );
  });

  test('can be asked which fields and signals it reads', () => {
    const condition = parseCondition(
      {
        combinator: 'and',
        rules: [
          rule,
          { combinator: 'or', rules: [rule, { field: 'signal.pricing', operator: '>', value: { count: 1 } }] },
        ],
      },
      catalogue,
    );
    expect(listFields(condition)).toEqual(['person.title', 'signal.pricing']);
    expect(listSignals(condition)).toEqual(['pricing']);
  });
});

test('a declared field comes before the open family it would be in', () => {
  const fields = catalogueOf([
    { name: 'touch.properties.*', type: 'open' },
    { name: 'touch.properties.seats', type: 'number' },
  ]);
  expect(findField(fields, 'touch.properties.seats')?.type).toBe('number');
  expect(findField(fields, 'touch.properties.seats.max')).toEqual({ name: 'touch.properties.seats.max', type: 'open' });
  expect(findField(fields, 'touch.seats')).toBeUndefined();
});
