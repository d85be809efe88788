import { expect, test } from 'vitest';
import type { Condition } from '../conditions/format.ts';
import { addTerms } from './add-terms.ts';
import { Model } from './format.ts';

const path = (value: string): Condition => ({
  combinator: 'and',
  rules: [{ field: 'touch.path', operator: '=', value }],
});
const marketing: Condition = {
  combinator: 'and',
  rules: [{ field: 'person.department', operator: '=', value: 'Marketing' }],
};
const model = Model.parse({
  format: 1,
  name: 'Test',
  signals: { prices: { name: 'Prices seen', when: path('/pricing') } },
  dimensions: [
    { key: 'fit', name: 'Fit', groups: [] },
    { key: 'engagement', name: 'Engagement', groups: [] },
  ],
  bands: [{ key: 'cold' }],
});

test('terms go into a group of their own, with keys nobody has, and again into the same group', () => {
  const term = { name: 'Marketing', points: 6, when: marketing };
  const once = addTerms(model, 'fit', 'Learnt', [term, term]);
  const twice = addTerms(once, 'fit', 'Learnt', [term]);
  expect(Model.parse(twice)).toEqual(twice);
  expect(twice.dimensions[0]?.groups).toMatchObject([
    {
      key: 'learnt',
      name: 'Learnt',
      take: 'sum',
      terms: [{ key: 'marketing' }, { key: 'marketing_2' }, { key: 'marketing_3' }],
    },
  ]);
  expect(twice.dimensions[1]).toEqual(model.dimensions[1]);
  expect(model.dimensions[0]?.groups).toEqual([]);
});

test('a signal that the model counts already is found by its condition; another is added', () => {
  const after = addTerms(model, 'engagement', 'Learnt', [
    { name: 'Pricing', points: 5, signal: { name: 'Pricing page', when: path('/pricing') } },
    { name: 'Trial', points: 9, signal: { name: 'Prices', when: path('/trial') } },
  ]);
  expect(Object.keys(after.signals)).toEqual(['prices', 'prices_2']);
  expect(after.dimensions[1]?.groups[0]?.terms).toMatchObject([
    { kind: 'count', signal: 'prices', comparison: '>=', count: 1, points: 5 },
    { kind: 'count', signal: 'prices_2', points: 9 },
  ]);
});
