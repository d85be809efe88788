import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dimension, Key, Model, type Term } from '../../../../../src/model/format.ts';
import { freshKey, takenKeys } from '../../../../../src/model/fresh-keys.ts';
import { changeTerm, withOptional } from './change.ts';
import { copyPart } from './copy.ts';
import { insertPart, listHomes, movePart, readTaken, removePart, stepSpot } from './move.ts';
import { findSpot, findTerm, type MovableId, readPart, writePart } from './spot.ts';
import { usesProfile, usesSignal } from './uses.ts';

const term = (key: string): Term => ({ kind: 'signal', key, signal: 'seen', points: 1, decay: { curve: 'none' } });

/** A model with as many groups and terms as the numbers say: dimensions of groups of terms. */
function modelOf(shape: readonly (readonly number[])[]): Model {
  let groups = 0;
  let terms = 0;
  const dimensions = shape.map(
    (sizes, d): Dimension => ({
      key: `d${d}`,
      name: `Dimension ${d}`,
      groups: sizes.map((size) => ({
        key: `g${groups++}`,
        name: `Group ${groups}`,
        take: 'sum',
        terms: Array.from({ length: size }, () => term(`t${terms++}`)),
      })),
    }),
  );
  const seen = { name: 'Seen', when: { combinator: 'and', rules: [] } } as const;
  return Model.parse({ format: 1, name: 'M', signals: { seen }, dimensions, bands: [{ key: 'cold' }] });
}

const models = fc
  .array(fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 }), { minLength: 1, maxLength: 3 })
  .map(modelOf);

/** A model with one of its parts. */
const withPart = models.chain((model) => {
  const ids: MovableId[] = [
    ...[...takenKeys(model, 'dimension')].map((key) => ({ part: 'dimension' as const, key })),
    ...[...takenKeys(model, 'group')].map((key) => ({ part: 'group' as const, key })),
    ...[...takenKeys(model, 'term')].map((key) => ({ part: 'term' as const, key })),
  ];
  return fc.tuple(fc.constant(model), fc.constantFrom(...ids));
});

const allKeys = (model: Model) =>
  (['dimension', 'group', 'term'] as const).flatMap((part) => [...takenKeys(model, part)]).toSorted();

describe('a part of a model', () => {
  it('is where it was moved to, and nothing is lost or doubled', () => {
    fc.assert(
      fc.property(withPart, fc.nat(20), fc.nat(20), ([model, id], home, place) => {
        const homes = listHomes(model, id.part);
        const to = homes[home % homes.length];
        if (to === undefined) return;
        const at = place % (to.size + 1);
        const moved = movePart(model, id, { under: to.key, at });
        expect(allKeys(moved)).toEqual(allKeys(model));
        const was = findSpot(model, id);
        const within = was?.under === to.key && was.at < at;
        expect(findSpot(moved, id)).toEqual({ under: to.key, at: within ? at - 1 : at });
      }),
      { seed: 11 },
    );
  });

  it('removed and put back leaves the model as it was', () => {
    fc.assert(
      fc.property(withPart, ([model, id]) => {
        const taken = readTaken(model, id);
        const without = removePart(model, id);
        expect(findSpot(without, id)).toBeUndefined();
        expect(taken && insertPart(without, taken)).toEqual(model);
      }),
      { seed: 12 },
    );
  });

  it('goes down and up again by single steps to where it was, past the edges of its neighbours', () => {
    fc.assert(
      fc.property(withPart, ([model, id]) => {
        const down = stepSpot(model, id, 1);
        if (down === undefined) return;
        const moved = movePart(model, id, down);
        const up = stepSpot(moved, id, -1);
        expect(up && movePart(moved, id, up)).toEqual(model);
      }),
      { seed: 13 },
    );
  });

  it('reaches the very end by steps down, and then there is no further one', () => {
    fc.assert(
      fc.property(withPart, ([model, id]) => {
        let now = model;
        for (let steps = 0; steps < 200; steps += 1) {
          const next = stepSpot(now, id, 1);
          if (next === undefined) break;
          now = movePart(now, id, next);
        }
        const last = listHomes(now, id.part).at(-1);
        expect(findSpot(now, id)).toEqual({ under: last?.key, at: (last?.size ?? 0) - 1 });
      }),
      { seed: 14 },
    );
  });

  it('copied stands right behind, with keys of its own all through', () => {
    fc.assert(
      fc.property(withPart, ([model, id]) => {
        const made = copyPart(model, id, (name) => `${name} copy`);
        if (made === undefined) throw new Error('no copy');
        const keys = allKeys(made.model);
        expect(new Set(keys).size).toBe(keys.length);
        expect(Model.safeParse(made.model).success).toBe(true);
        const spot = findSpot(model, id);
        expect(findSpot(made.model, { ...id, key: made.key })).toEqual({ under: spot?.under, at: (spot?.at ?? 0) + 1 });
        expect(removePart(made.model, { ...id, key: made.key })).toEqual(model);
      }),
      { seed: 15 },
    );
  });

  it('has a word for addresses that leads back to it', () => {
    for (const id of [{ part: 'term', key: 'a_b' }, { part: 'bands' }, { part: 'profile', key: 'x' }] as const)
      expect(readPart(writePart(id))).toEqual(id);
    expect(readPart('nonsense')).toBeUndefined();
    expect(readPart('signals')).toEqual({ part: 'signals' });
  });
});

describe('removing a dimension', () => {
  it('takes the grid along where that reads it, and putting it back brings the grid back', () => {
    const cuts: [number, number, number] = [3, 2, 1];
    const grid = { fit: { dimension: 'd0', cuts }, engagement: { dimension: 'd1', cuts } };
    const model = { ...modelOf([[1], [1], [1]]), grid };
    const id = { part: 'dimension', key: 'd1' } as const;
    const taken = readTaken(model, id);
    expect(removePart(model, id).grid).toBeUndefined();
    expect(taken && insertPart(removePart(model, id), taken)).toEqual(model);
    expect(removePart(model, { part: 'dimension', key: 'd2' }).grid).toEqual(grid);
    expect(movePart(model, id, { under: '', at: 0 }).grid).toEqual(grid);
  });
});

describe('a fresh key', () => {
  it('is a key, is not taken, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.array(fc.string()), (name, others) => {
        const taken = new Set([...others, 'rule', 'rule_2']);
        const key = freshKey(taken, name, 'rule');
        expect(Key.safeParse(key).success).toBe(true);
        expect(taken.has(key)).toBe(false);
      }),
      { seed: 16 },
    );
  });

  it('is like the name where that has Latin letters', () => {
    expect(freshKey(new Set(), 'Căutare: Prețuri!', 'signal')).toBe('cautare_preturi');
    expect(freshKey(new Set(['pricing']), 'Pricing', 'signal')).toBe('pricing_2');
    expect(freshKey(new Set(), 'Цены', 'signal')).toBe('signal');
  });
});

describe('changes', () => {
  it('touch the one part they are about', () => {
    const model = modelOf([[2, 1]]);
    const changed = changeTerm(model, 't1', (each) => ({ ...each, points: 9 }));
    expect(findTerm(changed, 't1')?.term.points).toBe(9);
    expect(findTerm(changed, 't0')?.term).toBe(findTerm(model, 't0')?.term);
    expect(changed.dimensions[0]?.groups[1]).toBe(model.dimensions[0]?.groups[1]);
    expect(changeTerm(model, 'nobody', () => term('x'))).toBe(model);
  });

  it('of an optional property leave no trace of it when it is taken away', () => {
    expect(withOptional<{ floor?: number }, 'floor'>({ floor: 3 }, 'floor', undefined)).toEqual({});
    expect(withOptional<{ floor?: number }, 'floor'>({}, 'floor', 3)).toEqual({ floor: 3 });
  });
});

it('what is asked about anywhere in the model is in use', () => {
  const asks = { combinator: 'and', rules: [{ field: 'profile.ideal', operator: '=', value: true }] } as const;
  const model = { ...modelOf([[1]]), applies_to: { ...asks, rules: [...asks.rules] } };
  expect(usesSignal(model, 'seen')).toBe(true);
  expect(usesSignal(model, 'other')).toBe(false);
  expect(usesProfile(model, 'ideal')).toBe(true);
  expect(usesProfile(modelOf([[1]]), 'ideal')).toBe(false);
  const decision_maker = {
    combinator: 'and' as const,
    rules: [{ field: 'profile.ideal', operator: '=' as const, value: true }],
  };
  expect(usesProfile({ ...modelOf([[1]]), company: { take: 'best', decision_maker } }, 'ideal')).toBe(true);
});
