import { expect, it } from 'vitest';
import { checkModel } from '../../../../src/model/check.ts';
import { Model } from '../../../../src/model/format.ts';
import { partOfProblem, wordOfProblem } from './problem-part.ts';

const term = { kind: 'signal' as const, key: 'seen', signal: 'gone', points: 5, floor: 3, ceiling: 1 };
const model = Model.parse({
  format: 1,
  name: 'M',
  signals: {
    odd: { name: 'Odd', when: { combinator: 'and', rules: [{ field: 'touch.nothing', operator: '=', value: 1 }] } },
  },
  dimensions: [
    { key: 'a', name: 'A', groups: [] },
    { key: 'b', name: 'B', floor: 9, ceiling: 1, groups: [{ key: 'g', name: 'G', terms: [term] }] },
  ],
  company: {
    take: 'best',
    engaged: { dimension: 'gone', from: 1 },
    decision_maker: { combinator: 'and', rules: [{ field: 'person.nothing', operator: '=', value: 1 }] },
  },
  bands: [{ key: 'cold' }, { key: 'hot', from: 5 }, { key: 'warm', from: 3 }],
});

it('every problem of a model leads to the part it is about, with a word for what is wrong', () => {
  const none = new Map();
  const told = checkModel(model, { person: none, touch: none }).map(({ path }) => [
    wordOfProblem(path),
    partOfProblem(model, path),
  ]);
  expect(told).toEqual(
    expect.arrayContaining([
      ['condition', { part: 'signal', key: 'odd' }],
      ['limits', { part: 'dimension', key: 'b' }],
      ['limits', { part: 'term', key: 'seen' }],
      ['signal', { part: 'term', key: 'seen' }],
      ['bands', { part: 'bands' }],
      ['company', { part: 'company' }],
      ['condition', { part: 'company' }],
    ]),
  );
  expect(told).toHaveLength(7);
});
