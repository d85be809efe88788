import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  areaUnderCurve,
  countError,
  differenceOf,
  mcNemar,
  NOBODY,
  type Ranked,
  shareOf,
  together,
  type Weighed,
  weigh,
  wilson,
} from './estimate.ts';

const cases = (count: number, weight = 1): Weighed => ({ count, weight: count * weight, squares: count * weight ** 2 });

test("Wilson's interval is the one of the books: 15 of 148 is 0.0624 to 0.1605 (Newcombe 1998, two proportions, table I)", () => {
  const [low, high] = wilson(15 / 148, 148);
  expect(low).toBeCloseTo(0.0624, 4);
  expect(high).toBeCloseTo(0.1605, 4);
});

test('none of 20 is 0 to 0.1611, and none at all has no share', () => {
  expect(wilson(0, 20)[0]).toBe(0);
  expect(wilson(0, 20)[1]).toBeCloseTo(0.1611, 4);
  expect(shareOf(NOBODY, NOBODY)).toBeNull();
});

test('cases that all stand for the same number of people count as if they stood for one each', () => {
  const once = shareOf(cases(7), cases(60));
  const scaled = shareOf(cases(7, 12.5), cases(60, 12.5));
  expect(scaled?.low).toBeCloseTo(once?.low as number, 12);
  expect(scaled?.high).toBeCloseTo(once?.high as number, 12);
});

test('uneven weights widen the interval', () => {
  const uneven = together(cases(50, 1), cases(50, 10));
  const share = shareOf(cases(50, 1), uneven);
  const even = wilson(share?.value as number, 100);
  expect(share?.low).toBeLessThan(even[0]);
  expect(share?.high).toBeGreaterThan(even[1]);
});

test('the difference of 56/70 and 48/80 is 0.2 with 0.0524 to 0.3339 (Newcombe 1998, method 10, example a)', () => {
  const [a, b] = [shareOf(cases(56), cases(70)), shareOf(cases(48), cases(80))];
  if (!a || !b) throw new Error('both shares exist');
  const { value, low, high } = differenceOf(a, b);
  expect(value).toBeCloseTo(0.2, 10);
  expect(low).toBeCloseTo(0.0524, 4);
  expect(high).toBeCloseTo(0.3339, 4);
});

test('the error of a count is that of drawing without replacement, and none where everybody was read', () => {
  expect(countError(30, 100, 100)).toBe(0);
  const people = 12;
  const read = 5;
  const found = 4;
  // Every sample of 5 out of 12 of whom 4 are counted: the variance of the estimate, by looking at all of them.
  const estimates: number[] = [];
  const errors: number[] = [];
  for (let mask = 0; mask < 1 << people; mask++) {
    const picked = Array.from({ length: people }, (_, index) => index).filter((index) => mask & (1 << index));
    if (picked.length !== read) continue;
    const hits = picked.filter((index) => index < found).length;
    estimates.push((people * hits) / read);
    errors.push(countError(hits, read, people) ** 2);
  }
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const average = mean(estimates);
  expect(average).toBeCloseTo(found, 10);
  expect(mean(errors)).toBeCloseTo(mean(estimates.map((value) => (value - average) ** 2)), 10);
});

test('McNemar: 1 against 8 is 0.0391, as even as can be is 1, and no disagreement says nothing', () => {
  expect(mcNemar(1, 8)).toBeCloseTo(0.0391, 4);
  expect(mcNemar(8, 1)).toBeCloseTo(0.0391, 4);
  expect(mcNemar(5, 5)).toBe(1);
  expect(mcNemar(0, 0)).toBeNull();
  expect(mcNemar(900, 1100)).toBeLessThan(0.0001);
});

test('the area under the curve is the share of pairs in the right order', () => {
  const ranked = fc.array(
    fc.record({
      value: fc.integer({ min: 0, max: 5 }),
      weight: fc.integer({ min: 1, max: 4 }),
      positive: fc.boolean(),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(ranked, (list: Ranked[]) => {
      let [right, pairs] = [0, 0];
      for (const a of list.filter((each) => each.positive)) {
        for (const b of list.filter((each) => !each.positive)) {
          const weight = a.weight * b.weight;
          pairs += weight;
          right += a.value > b.value ? weight : a.value === b.value ? weight / 2 : 0;
        }
      }
      const area = areaUnderCurve(list);
      if (pairs === 0) expect(area).toBeNull();
      else expect(area).toBeCloseTo(right / pairs, 10);
    }),
    { seed: 1 },
  );
});

test('weighing cases one by one adds up', () => {
  expect([1, 2, 3].reduce(weigh, NOBODY)).toEqual({ count: 3, weight: 6, squares: 14 });
});
