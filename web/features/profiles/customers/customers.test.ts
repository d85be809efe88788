import { expect, it } from 'vitest';
import type { Condition, Rule } from '../../../../src/conditions/format.ts';
import { combineTraits } from './combine.ts';
import { makeDaysAxis, placeOnAxis } from './days-axis.ts';
import { offerPoints } from './points.ts';

const is = (field: string, value: string): Rule => ({ field, operator: '=', value });
const when = (...rules: Rule[]): Condition => ({ combinator: 'and', rules });
const range = when(
  { field: 'person.employees', operator: '>=', value: 50 },
  { field: 'person.employees', operator: '<', value: 200 },
);

it('values of one field are alternatives, fields are all asked for, and what customers rarely have is excluded', () => {
  const chosen = [
    { field: 'person.department', when: when(is('person.department', 'Marketing')), wanted: true },
    { field: 'person.employees', when: range, wanted: true },
    { field: 'person.department', when: when(is('person.department', 'Sales')), wanted: true },
    { field: 'person.industry', when: when(is('person.industry', 'Schools')), wanted: false },
    { field: 'person.employees', when: range, wanted: false },
  ];
  expect(combineTraits(chosen)).toEqual({
    combinator: 'and',
    rules: [
      { combinator: 'or', rules: [is('person.department', 'Marketing'), is('person.department', 'Sales')] },
      ...range.rules,
      { field: 'person.industry', operator: '!=', value: 'Schools' },
      { ...range, not: true },
    ],
  });
});

it('points follow the logarithm of the lift, the strongest has ten and nothing that was chosen has none', () => {
  expect(offerPoints([Math.log(8), Math.log(2), Math.log(1 / 2), Math.log(1.01)])).toEqual([10, 3, -3, 1]);
  expect(offerPoints([0])).toEqual([1]);
});

it('the axis reaches back to the earliest day in even steps and ends at the win', () => {
  expect(makeDaysAxis([106, 3])).toEqual({ from: 120, marks: [120, 90, 60, 30, 0] });
  expect(makeDaysAxis([])).toEqual({ from: 1, marks: [1, 0] });
  const axis = makeDaysAxis([106]);
  expect([placeOnAxis(axis, 120), placeOnAxis(axis, 30), placeOnAxis(axis, 0)]).toEqual([0, 0.75, 1]);
});
