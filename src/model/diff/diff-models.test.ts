import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomModel } from '../../../test/harness/random-model.ts';
import type { Model, SignalTerm } from '../format.ts';
import { canonicalModel, canonicalText } from './canonical.ts';
import { diffModels, type ModelChange } from './diff-models.ts';
import { listParts, type Part } from './parts.ts';

const term = (key: string, points = 5): SignalTerm => ({
  kind: 'signal',
  key,
  signal: 'pricing',
  points,
  decay: { curve: 'none' },
});
const group = (key: string, ...terms: Model['dimensions'][number]['groups'][number]['terms']) => ({
  key,
  name: key,
  take: 'sum' as const,
  terms,
});
const model: Model = {
  format: 1,
  name: 'Test',
  signals: { pricing: { name: 'Pricing page viewed', when: { combinator: 'and', rules: [] } } },
  dimensions: [
    { key: 'fit', name: 'Fit', groups: [group('profile')] },
    {
      key: 'engagement',
      name: 'Engagement',
      groups: [group('actions', term('a'), term('b'), term('c')), group('more', term('d'))],
    },
  ],
  bands: [{ key: 'cold' }, { key: 'hot', from: 50, margin: 3 }],
  grid: {
    fit: { dimension: 'fit', cuts: [30, 20, 10] },
    engagement: { dimension: 'engagement', cuts: [30, 20, 10] },
    names: { A1: 'Call today' },
  },
};
const changed = (edit: (copy: Model) => void) => {
  const copy = structuredClone(model);
  edit(copy);
  return diffModels(model, copy);
};
const engagement = (copy: Model) => copy.dimensions[1] as Model['dimensions'][number];
const actions = (copy: Model) => engagement(copy).groups[0] as Model['dimensions'][number]['groups'][number];
const at = ['dimensions', 'engagement', 'groups', 'actions', 'terms'];

describe('what changed in a model', () => {
  it('is named by keys, down to the property', () => {
    const found = changed((copy) => {
      const pricing = actions(copy).terms[1] as SignalTerm;
      pricing.points = 8;
      pricing.decay = { curve: 'half_life', days: 14 };
      pricing.off = true;
      copy.bands[1] = { key: 'hot', from: 60, margin: 5 };
      if (copy.grid) copy.grid.names = { A1: 'Phone now' };
    });
    const term = { kind: 'changed', list: 'terms', key: 'b' };
    const band = { kind: 'changed', list: 'bands', key: 'hot' };
    expect(found).toEqual([
      {
        kind: 'changed',
        list: '',
        key: '',
        path: ['grid', 'names', 'A1'],
        property: ['grid', 'names', 'A1'],
        before: 'Call today',
        after: 'Phone now',
      },
      { ...term, path: [...at, 'b', 'points'], property: ['points'], before: 5, after: 8 },
      { ...term, path: [...at, 'b', 'off'], property: ['off'], before: undefined, after: true },
      {
        ...term,
        path: [...at, 'b', 'decay'],
        property: ['decay'],
        before: { curve: 'none' },
        after: { curve: 'half_life', days: 14 },
      },
      { ...band, path: ['bands', 'hot', 'from'], property: ['from'], before: 50, after: 60 },
      { ...band, path: ['bands', 'hot', 'margin'], property: ['margin'], before: 3, after: 5 },
    ]);
  });

  it('of two terms that changed places, one has moved', () => {
    expect(changed((copy) => actions(copy).terms.reverse()).map(({ kind, key }) => [kind, key])).toEqual([
      ['moved', 'b'],
      ['moved', 'a'],
    ]);
    expect(changed((copy) => actions(copy).terms.push(actions(copy).terms.shift() as SignalTerm))).toEqual([
      {
        kind: 'moved',
        list: 'terms',
        key: 'a',
        path: [...at, 'a'],
        from: { under: at.slice(0, -1), place: 0 },
        to: { under: at.slice(0, -1), place: 2 },
      },
    ]);
  });

  it('a term in another group has moved and is compared all the same; its old group is gone', () => {
    const found = changed((copy) => {
      const [more] = engagement(copy).groups.splice(1, 1);
      actions(copy).terms.push({ ...(more?.terms[0] as SignalTerm), points: 9 });
    });
    expect(found.map(({ kind, path }) => [kind, path.join('.')])).toEqual([
      ['moved', 'dimensions.engagement.groups.actions.terms.d'],
      ['changed', 'dimensions.engagement.groups.actions.terms.d.points'],
      ['removed', 'dimensions.engagement.groups.more'],
    ]);
  });

  it('an added group comes with its terms, each a change of its own', () => {
    const found = changed((copy) => engagement(copy).groups.push(group('new', term('e'))));
    expect(found.map(({ kind, list, key }) => [kind, list, key])).toEqual([
      ['added', 'groups', 'new'],
      ['added', 'terms', 'e'],
    ]);
    expect(found[0]).toMatchObject({ after: { key: 'new', name: 'new', take: 'sum' } });
  });

  it('a term that became another kind of term was replaced', () => {
    const found = changed((copy) => {
      actions(copy).terms[0] = {
        kind: 'count',
        key: 'a',
        signal: 'pricing',
        points: 5,
        comparison: '>=',
        count: 3,
      };
    });
    expect(found).toMatchObject([{ kind: 'changed', key: 'a', property: [], path: [...at, 'a'] }]);
  });

  it('is nothing where only marks of an editor, defaults said outright and the order of properties differ', () => {
    const found = changed((copy) => {
      actions(copy).terms[0] = { off: false, ...term('a') };
      engagement(copy).weight = 1;
      copy.bands[0] = { margin: 0, key: 'cold' };
      const pricing = copy.signals.pricing as Model['signals'][string];
      copy.signals = { pricing: { when: { not: false, ...pricing.when }, name: pricing.name } };
    });
    expect(found).toEqual([]);
  });

  it('says when the grid went, and what a signal counts', () => {
    expect(
      changed((copy) => {
        delete copy.grid;
        copy.signals.pricing = {
          name: 'Pricing page viewed',
          when: { combinator: 'and', rules: [{ field: 'touch.path', operator: '=', value: '/pricing' }] },
        };
      }).map(({ path }) => path.join('.')),
    ).toEqual(['grid', 'signals.pricing.when']);
  });
});

describe('on random models', () => {
  const keysOf = (value: Model) => [...listParts(canonicalModel(value)).keys()];

  it('a model compared with itself has no changes', () => {
    fc.assert(
      fc.property(randomModel, (each) => {
        expect(diffModels(each, structuredClone(each))).toEqual([]);
      }),
      { seed: 301, numRuns: 200 },
    );
  });

  it('there are changes exactly where the canonical documents differ', () => {
    const pairs = fc.oneof(
      fc.tuple(randomModel, randomModel),
      fc
        .tuple(randomModel, fc.nat(), fc.integer({ min: 0, max: 5 }))
        .map(([each, seed, how]) => [each, edit(each, seed, how)]),
    );
    fc.assert(
      fc.property(pairs, ([before, after]) => {
        const differ = canonicalText(canonicalModel(before as Model)) !== canonicalText(canonicalModel(after as Model));
        expect(diffModels(before as Model, after as Model).length > 0).toBe(differ);
      }),
      { seed: 302, numRuns: 500 },
    );
  });

  it('every change names a part that is there, by its key path', () => {
    fc.assert(
      fc.property(randomModel, randomModel, (before, after) => {
        for (const change of diffModels(before, after)) {
          const of = change.kind === 'removed' ? before : after;
          expect(keysOf(of)).toContain(`${change.list}/${change.key}`);
          const { path } = listParts(canonicalModel(of)).get(`${change.list}/${change.key}`) as Part;
          const tail = change.kind === 'changed' ? change.property : [];
          expect(change.path).toEqual([...path, ...tail]);
        }
      }),
      { seed: 303, numRuns: 200 },
    );
  });

  it('turned round, what was added is removed, and values change places', () => {
    const turned = { added: 'removed', removed: 'added', moved: 'moved', changed: 'changed' } as const;
    const say = (change: ModelChange, kind: string = change.kind) => `${kind} ${change.list}/${change.key}`;
    fc.assert(
      fc.property(randomModel, randomModel, (before, after) => {
        const [there, back] = [diffModels(before, after), diffModels(after, before)].map((changes) =>
          changes.filter(({ kind }) => kind !== 'moved'),
        ) as [ModelChange[], ModelChange[]];
        expect(there.map((change) => say(change)).sort()).toEqual(
          back.map((change) => say(change, turned[change.kind])).sort(),
        );
      }),
      { seed: 304, numRuns: 200 },
    );
  });
});

/** One small edit, or none that matters. */
function edit(of: Model, seed: number, how: number): Model {
  const copy = structuredClone(of);
  const groups = copy.dimensions.flatMap((dimension) => dimension.groups);
  const some = groups.length === 0 ? undefined : groups[seed % groups.length];
  if (how === 0) some?.terms.reverse();
  if (how === 1) some?.terms.pop();
  if (how === 2) copy.dimensions.reverse();
  if (how === 3) for (const term of some?.terms ?? []) term.off = !term.off;
  if (how === 4 && groups.length > 1)
    groups[(seed + 1) % groups.length]?.terms.push(...(some?.terms.splice(0, 1) ?? []));
  if (how === 5) copy.signals = Object.fromEntries(Object.entries(copy.signals).reverse());
  return copy;
}
