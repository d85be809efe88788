import { describe, expect, it } from 'vitest';
import { Model } from '../../../../../src/model/format.ts';
import { movePart } from '../parts/move.ts';
import { type DrawnRow, listSlots, nearestSlot, outlineRows } from './rows.ts';

const term = (key: string) => ({ kind: 'field', key, points: 1, when: { combinator: 'or', rules: [] } });
const group = (key: string, ...terms: string[]) => ({ key, name: key, terms: terms.map(term) });
const model = Model.parse({
  format: 1,
  name: 'M',
  dimensions: [
    { key: 'fit', name: 'Fit', groups: [group('title', 'chief', 'clerk'), group('empty')] },
    { key: 'engagement', name: 'Engagement', groups: [group('web', 'seen')] },
  ],
  bands: [{ key: 'cold' }],
});

/** Rows as they would be drawn, each ten pixels high. */
const draw = (...folded: string[]): DrawnRow[] =>
  outlineRows(model, new Set(folded)).map((row, at) => ({ ...row, top: at * 10, bottom: at * 10 + 10 }));
const names = (rows: DrawnRow[]) => rows.map(({ id }) => id.key);

describe('the outline', () => {
  it('has a line for every part, and of a folded one only its own', () => {
    expect(names(draw())).toEqual(['fit', 'title', 'chief', 'clerk', 'empty', 'engagement', 'web', 'seen']);
    expect(names(draw('group.title', 'dimension.engagement'))).toEqual(['fit', 'title', 'empty', 'engagement']);
  });

  it('has a place for a rule before, between and after others, and in an empty group', () => {
    expect(listSlots(draw(), 'term')).toEqual([
      { spot: { under: 'title', at: 0 }, y: 20 },
      { spot: { under: 'title', at: 1 }, y: 30 },
      { spot: { under: 'title', at: 2 }, y: 40 },
      { spot: { under: 'empty', at: 0 }, y: 50 },
      { spot: { under: 'web', at: 0 }, y: 70 },
      { spot: { under: 'web', at: 1 }, y: 80 },
    ]);
  });

  it('puts a rule last into a folded group', () => {
    expect(listSlots(draw('group.title'), 'term')[0]).toEqual({ spot: { under: 'title', at: 2 }, y: 20 });
  });

  it('puts a group behind all that is shown of the one before it', () => {
    expect(listSlots(draw(), 'group').map(({ spot, y }) => [spot.under, spot.at, y])).toEqual([
      ['fit', 0, 10],
      ['fit', 1, 40],
      ['fit', 2, 50],
      ['engagement', 0, 60],
      ['engagement', 1, 80],
    ]);
  });

  it('drops where the pointer is nearest to a line', () => {
    const slots = listSlots(draw(), 'dimension');
    const dropped = nearestSlot(slots, 300);
    expect(dropped?.spot).toEqual({ under: '', at: 2 });
    const moved = movePart(model, { part: 'dimension', key: 'fit' }, dropped?.spot ?? { under: '', at: 0 });
    expect(moved.dimensions.map(({ key }) => key)).toEqual(['engagement', 'fit']);
    expect(nearestSlot(slots, -50)?.spot).toEqual({ under: '', at: 0 });
    expect(nearestSlot([], 0)).toBeUndefined();
  });
});
