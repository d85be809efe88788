import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandAfter, insideMargin } from './band.ts';

const bands = [{ key: 'cold' }, { key: 'warm', from: 25, margin: 3 }, { key: 'hot', from: 50, margin: 10 }];
const total = fc.integer({ min: -10, max: 70 });
const walk = (totals: readonly number[]) =>
  totals.reduce<string | null>((band, next) => bandAfter(bands, band, next), null);

describe('a band with a margin', () => {
  it('is entered at its cut-off and left only below the cut-off minus the margin', () => {
    expect([24, 25, 24, 22, 21].map((_, index, all) => walk(all.slice(0, index + 1)))).toEqual([
      'cold',
      'warm',
      'warm',
      'warm',
      'cold',
    ]);
  });

  it('does not depend on the steps in which a total fell', () => {
    expect(walk([60, 23])).toBe('warm');
    expect(walk([60, 45, 39, 30, 23])).toBe('warm');
  });

  it('is new for a person without one, or with one the model no longer has', () => {
    expect(bandAfter(bands, undefined, 48)).toBe('warm');
    expect(bandAfter(bands, 'blazing', 48)).toBe('warm');
  });

  it('stays what it is when asked again, and outside the margins depends on the total alone', () => {
    fc.assert(
      fc.property(fc.array(total, { minLength: 1 }), fc.array(total), (course, other) => {
        const last = course.at(-1) as number;
        const band = walk(course) as string;
        expect(bandAfter(bands, band, last)).toBe(band);
        if (!insideMargin(bands, last)) expect(walk([...other, last])).toBe(band);
      }),
      { seed: 3 },
    );
  });
});
