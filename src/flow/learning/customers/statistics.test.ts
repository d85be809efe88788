import fc from 'fast-check';
import { expect, test } from 'vitest';
import { correctForMany, cramersV, fisherExact, logRatio, medianOf, ratioOf } from './statistics.ts';

test('Fisher’s exact test gives what R’s fisher.test gives for its own examples', () => {
  // Fisher (1935), the lady tasting tea: 3 of 4 right.
  expect(fisherExact({ count: 3, of: 4 }, { count: 1, of: 4 })).toBeCloseTo(0.4857143, 7);
  // Fisher (1962), convicted twins: 2 of 17 dizygotic, 10 of 13 monozygotic.
  expect(fisherExact({ count: 2, of: 17 }, { count: 10, of: 13 })).toBeCloseTo(0.0005367241, 9);
  expect(fisherExact({ count: 5, of: 10 }, { count: 50, of: 100 })).toBe(1);
  expect(fisherExact({ count: 462, of: 2239 }, { count: 42, of: 2346 })).toBeLessThan(1e-90);
});

test('Fisher’s exact test adds up every table that is no likelier, on either side', () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k);
  const side = fc
    .integer({ min: 1, max: 25 })
    .chain((of) => fc.integer({ min: 0, max: of }).map((count) => ({ count, of })));
  fc.assert(
    fc.property(side, side, (a, b) => {
      const held = a.count + b.count;
      const likelihood = (k: number) => (choose(a.of, k) * choose(b.of, held - k)) / choose(a.of + b.of, held);
      let p = 0;
      for (let k = Math.max(0, held - b.of); k <= Math.min(held, a.of); k++)
        if (likelihood(k) <= likelihood(a.count) * (1 + 1e-7)) p += likelihood(k);
      expect(fisherExact(a, b)).toBeCloseTo(Math.min(1, p), 9);
    }),
    { seed: 20260122, numRuns: 300 },
  );
});

test('the correction for many comparisons rejects what Benjamini and Hochberg’s own example rejects', () => {
  // Benjamini and Hochberg (1995), 4.1: fifteen p-values of a trial, of which four are rejected at 0.05.
  const p = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1,
  ];
  const corrected = correctForMany(p);
  expect(corrected.filter((each) => each <= 0.05)).toHaveLength(4);
  const expected = [
    0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.063857, 0.063857, 0.0645, 0.0765, 0.486, 0.581182, 0.714875, 0.753231,
    0.813214, 1,
  ];
  expect(corrected.map((each) => Number(each.toFixed(6)))).toEqual(expected);
  const shuffled = [3, 0, 14, 7].map((place) => p[place] as number);
  expect(correctForMany(shuffled)).toEqual([0.0095 * 2, 0.0001 * 4, 1, (0.0344 * 4) / 3]);
  expect(correctForMany([])).toEqual([]);
});

test('the ratio of two shares has Katz’s interval', () => {
  const ratio = ratioOf({ count: 38, of: 107 }, { count: 57, of: 199 });
  const [value, error] = [38 / 107 / (57 / 199), Math.sqrt(1 / 38 - 1 / 107 + 1 / 57 - 1 / 199)];
  expect(ratio?.value).toBeCloseTo(value, 12);
  expect(ratio?.low).toBeCloseTo(value * Math.exp(-1.959964 * error), 6);
  expect(ratio?.high).toBeCloseTo(value * Math.exp(1.959964 * error), 6);
  expect(ratioOf({ count: 3, of: 9 }, { count: 0, of: 9 })).toBeNull();
  expect(ratioOf({ count: 0, of: 9 }, { count: 3, of: 9 })).toMatchObject({ value: 0, low: 0 });
  expect(ratioOf({ count: 9, of: 9 }, { count: 9, of: 9 })).toEqual({ value: 1, low: 1, high: 1 });
});

test('the logarithm of a ratio is finite, and turns round with its sides', () => {
  expect(logRatio({ count: 5, of: 5 }, { count: 0, of: 50 })).toBeGreaterThan(4);
  expect(logRatio({ count: 3, of: 10 }, { count: 3, of: 10 })).toBe(0);
  const [a, b] = [
    { count: 7, of: 20 },
    { count: 90, of: 300 },
  ];
  expect(logRatio(a, b)).toBeCloseTo(-logRatio(b, a), 12);
});

test('what tells everything has V 1, what tells nothing has 0, and so has what chance may have done', () => {
  expect(
    cramersV([
      [50, 0],
      [0, 50],
    ]),
  ).toBeCloseTo(1, 10);
  expect(
    cramersV([
      [25, 25],
      [25, 25],
    ]),
  ).toBe(0);
  expect(
    cramersV([
      [30, 20],
      [22, 28],
    ]),
  ).toBe(0);
  // Without the correction it is √(χ² ÷ n) of a table of two by two: χ² = 36, n = 100.
  const corrected = Math.sqrt((0.36 - 1 / 99) / (2 - 1 / 99 - 1));
  expect(
    cramersV([
      [40, 10],
      [10, 40],
    ]),
  ).toBeCloseTo(corrected, 10);
  expect(cramersV([[10, 20, 30]])).toBe(0);
  expect(cramersV([])).toBe(0);
});

test('the middle value', () => {
  expect(medianOf([])).toBeNull();
  expect(medianOf([3, 1, 2])).toBe(2);
  expect(medianOf([4, 1, 3, 2])).toBe(2.5);
});
