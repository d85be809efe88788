import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/conditions/format.ts';
import { countRules, finished, withoutRule } from './draft.ts';
import { type ConditionField, startValue, valueKind } from './value-kind.ts';

const field = (name: string, type: ConditionField['type'], options?: { value: string }[]): ConditionField => ({
  name,
  label: name,
  group: 'person',
  type,
  operators: [],
  ...(options ? { options } : {}),
});
const fields = new Map(
  [
    field('title', 'text'),
    field('budget', 'number'),
    field('since', 'instant'),
    field('kind', 'select', [{ value: 'a' }]),
  ].map((each) => [each.name, each]),
);

describe('a draft condition', () => {
  it('leaves out comparisons that are not finished, and groups that are empty then', () => {
    const draft = {
      id: 'x',
      combinator: 'and',
      rules: [
        { id: 'y', field: 'title', operator: 'contains', value: [] },
        { combinator: 'or', rules: [{ field: 'budget', operator: 'between', value: [1, ''] }] },
        { field: 'budget', operator: '>', value: 0 },
      ],
    } as unknown as Condition;
    expect(finished(draft, fields)).toEqual({
      combinator: 'and',
      rules: [{ field: 'budget', operator: '>', value: 0 }],
    });
  });

  it('is no condition when nothing of it is finished', () => {
    expect(finished({ combinator: 'and', rules: [] }, fields)).toBeUndefined();
  });

  it('keeps "not" and drops the value where the operator has none', () => {
    const draft: Condition = {
      combinator: 'or',
      not: true,
      rules: [{ field: 'title', operator: 'null', value: 'left over' }],
    };
    expect(finished(draft, fields)).toEqual({
      combinator: 'or',
      not: true,
      rules: [{ field: 'title', operator: 'null' }],
    });
  });

  it('loses one chip at a time', () => {
    const condition: Condition = {
      combinator: 'and',
      rules: [
        { field: 'title', operator: 'null' },
        { field: 'budget', operator: '>', value: 1 },
      ],
    };
    expect(withoutRule(condition, 0)?.rules).toEqual([{ field: 'budget', operator: '>', value: 1 }]);
    expect(withoutRule({ ...condition, rules: [{ field: 'title', operator: 'null' }] }, 0)).toBeUndefined();
    expect(countRules({ combinator: 'and', rules: [condition, ...condition.rules] })).toBe(4);
  });
});

describe('the control of a value', () => {
  it('follows the field and the operator', () => {
    const kindOf = (name: string, operator: Parameters<typeof valueKind>[1]) =>
      valueKind(fields.get(name) as ConditionField, operator);
    expect([kindOf('title', '='), kindOf('title', 'contains'), kindOf('title', 'null')]).toEqual([
      'text',
      'texts',
      'none',
    ]);
    expect([kindOf('since', 'inLast'), kindOf('since', 'between'), kindOf('since', 'on')]).toEqual([
      'span',
      'day_range',
      'day',
    ]);
    expect([kindOf('kind', '='), kindOf('kind', 'in')]).toEqual(['option', 'options']);
  });

  it('begins with a value that already says something where there is a sensible one', () => {
    expect(startValue(fields.get('since') as ConditionField, 'inLast')).toEqual({ amount: 7, unit: 'days' });
  });
});
