import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOON, randomCatalogue, randomModel } from '../../test/harness/random-model.ts';
import { catalogueOf } from '../conditions/catalogue.ts';
import { checkModel, parseModel } from './check.ts';

const touch = catalogueOf([{ name: 'touch.event', type: 'text' }]);
const catalogues = { person: randomCatalogue, touch };
const anybody = { combinator: 'and', rules: [] };
const field = (key: string, more = {}) => ({ key, kind: 'field', when: anybody, points: 1, ...more });
const model = (terms: unknown[], more = {}) => ({
  format: 1,
  name: 'Test',
  signals: { seen: { name: 'Seen', when: anybody } },
  dimensions: [{ key: 'fit', name: 'Fit', groups: [{ key: 'g', name: 'G', terms }] }],
  bands: [{ key: 'cold' }, { key: 'hot', from: 10 }],
  ...more,
});
const term = ['dimensions', 0, 'groups', 0, 'terms', 0];
const pathsOf = (input: unknown) => checkModel(input, catalogues).map((problem) => problem.path);

describe('a model that is saved', () => {
  it('is accepted when every part of it fits', () => {
    fc.assert(
      fc.property(randomModel, (random) => {
        expect(checkModel(random, catalogues)).toEqual([]);
        expect(parseModel(JSON.parse(JSON.stringify(random)), catalogues)).toEqual(random);
      }),
      { seed: NOON, numRuns: 100 },
    );
  });

  it.each<[string, unknown, (string | number)[]]>([
    ['a term of an unknown kind', model([{ ...field('a'), kind: 'guess' }]), [...term, 'kind']],
    ['points that are not a number', model([field('a', { points: '5' })]), [...term, 'points']],
    ['an unknown property', model([field('a', { pionts: 5 })]), term],
    ['a key used twice', model([field('a'), field('a')]), ['dimensions', 0, 'groups', 0, 'terms', 1, 'key']],
    ['a floor above its ceiling', model([field('a', { floor: 2, ceiling: 1 })]), [...term, 'floor']],
    [
      'a condition on a field that does not exist',
      model([
        field('a', { when: { combinator: 'and', rules: [{ field: 'person.shoe', operator: '=', value: 'x' }] } }),
      ]),
      [...term, 'when', 'rules', 0, 'field'],
    ],
    [
      'a signal condition on a person',
      {
        ...model([]),
        signals: {
          seen: { name: 'Seen', when: { combinator: 'and', rules: [{ field: 'person.title', operator: 'null' }] } },
        },
      },
      ['signals', 'seen', 'when', 'rules', 0, 'field'],
    ],
    ['no condition', model([field('a', { when: undefined })]), [...term, 'when']],
    [
      'a signal that the model does not have',
      model([{ key: 'a', kind: 'signal', signal: 'constructor', points: 1 }]),
      [...term, 'signal'],
    ],
    [
      'steps that do not go on',
      model([
        {
          key: 'a',
          kind: 'signal',
          signal: 'seen',
          points: 1,
          decay: {
            curve: 'steps',
            steps: [
              [7, 1],
              [7, 0.5],
            ],
          },
        },
      ]),
      [...term, 'decay', 'steps', 1, 0],
    ],
    [
      'a half-life of nothing',
      model([{ key: 'a', kind: 'signal', signal: 'seen', points: 1, decay: { curve: 'half_life', days: 0 } }]),
      [...term, 'decay', 'days'],
    ],
    ['a lowest band with a beginning', model([], { bands: [{ key: 'cold', from: 0 }] }), ['bands', 0, 'from']],
    [
      'bands that do not rise',
      model([], { bands: [{ key: 'a' }, { key: 'b', from: 9 }, { key: 'c', from: 9 }] }),
      ['bands', 2, 'from'],
    ],
    [
      'margins that cross',
      model([], { bands: [{ key: 'a' }, { key: 'b', from: 9, margin: 1 }, { key: 'c', from: 10, margin: 5 }] }),
      ['bands', 2, 'margin'],
    ],
    [
      'a grid on a dimension that does not exist',
      model([], {
        grid: { fit: { dimension: 'fit', cuts: [3, 2, 1] }, engagement: { dimension: 'zeal', cuts: [3, 2, 1] } },
      }),
      ['grid', 'engagement', 'dimension'],
    ],
    [
      'cut-offs that do not fall',
      model([], {
        grid: { fit: { dimension: 'fit', cuts: [3, 3, 1] }, engagement: { dimension: 'fit', cuts: [3, 2, 1] } },
      }),
      ['grid', 'fit', 'cuts'],
    ],
  ])('is refused for %s, with the path to it', (_, input, path) => {
    expect(pathsOf(input)).toContainEqual(path);
    expect(() => parseModel(input, catalogues)).toThrow();
  });

  it('may count its own signals in a condition', () => {
    const rule = { field: 'signal.seen', operator: '>=', value: { count: 2, within_days: 7 } };
    expect(checkModel(model([field('a', { when: { combinator: 'and', rules: [rule] } })]), catalogues)).toEqual([]);
  });

  it('is refused whatever it is, without an exception', () => {
    const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true });
    fc.assert(
      fc.property(anything, (input) => {
        expect(pathsOf(input).length).toBeGreaterThan(0);
      }),
      { seed: 1 },
    );
    expect(pathsOf({ ...model([]), dimensions: [anything] }).length).toBeGreaterThan(0);
  });
});
