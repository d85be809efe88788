import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactPoints, roomAround, shownPoints, tenthsOf } from './rounding.ts';

const points = fc.oneof(
  fc.double({ min: -1000, max: 1000, noNaN: true }),
  fc.integer({ min: -2000, max: 2000 }).map((halves) => halves / 2),
  fc.integer({ min: -20_000, max: 20_000 }).map((parts) => parts / 20 + 1e-9),
);

describe('points as shown', () => {
  it('are rounded half away from zero, after what floating point left behind is rounded away', () => {
    expect([0.5, 1.5, 2.5, -0.5, -1.5, 0.49, -0.49].map(shownPoints)).toEqual([1, 2, 3, -1, -2, 0, 0]);
    expect(shownPoints(0.1 + 0.2 + 0.2 - 1e-16)).toBe(1);
    expect(exactPoints(0.1 + 0.2)).toBe(0.3);
    expect(Object.is(shownPoints(-0.2), 0)).toBe(true);
    expect([0.05, 1.25, -0.25].map(tenthsOf)).toEqual([1, 13, -3]);
  });

  it('are the same on both sides of zero', () => {
    fc.assert(
      fc.property(points, (value) => {
        expect(shownPoints(-value) + 0).toBe(-shownPoints(value) + 0);
        expect(tenthsOf(-value) + 0).toBe(-tenthsOf(value) + 0);
      }),
      { seed: 1 },
    );
  });

  it('stay while points move less than there is room around them, and change when they move more', () => {
    fc.assert(
      fc.property(points, (value) => {
        const { below, above } = roomAround(value);
        expect(shownPoints(value - below + 1e-10)).toBe(shownPoints(value));
        expect(shownPoints(value + above - 1e-10)).toBe(shownPoints(value));
        expect(shownPoints(value - below - 1e-10)).toBe(shownPoints(value) - 1);
        expect(shownPoints(value + above + 1e-10)).toBe(shownPoints(value) + 1);
      }),
      { seed: 2 },
    );
  });
});
