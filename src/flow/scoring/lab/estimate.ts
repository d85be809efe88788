import type { Share } from './contract.ts';

/** The normal quantile of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/** Cases of a sample, each with the number of people it stands for: their number, the sum of weights and of squared weights. */
export type Weighed = { count: number; weight: number; squares: number };

export const NOBODY: Weighed = { count: 0, weight: 0, squares: 0 };

/** One more case. */
export function weigh({ count, weight, squares }: Weighed, more: number): Weighed {
  return { count: count + 1, weight: weight + more, squares: squares + more * more };
}

/** The cases of both. */
export function together(a: Weighed, b: Weighed): Weighed {
  return { count: a.count + b.count, weight: a.weight + b.weight, squares: a.squares + b.squares };
}

/**
 * The share of `part` in `whole` with its 95 % interval: Wilson (1927), on the effective number of cases (Σw)² ÷ Σw² (Kish 1965)
 * where cases weigh differently. Null where the whole is empty.
 */
export function shareOf(part: Weighed, whole: Weighed): Share | null {
  if (whole.count === 0 || whole.weight <= 0) return null;
  const n = whole.weight ** 2 / whole.squares;
  const p = Math.min(1, part.weight / whole.weight);
  const [low, high] = wilson(p, n);
  return { value: p, low, high, of: whole.count };
}

/** Wilson's interval for a share `p` seen among `n` cases. */
export function wilson(p: number, n: number): [low: number, high: number] {
  const middle = (p + Z ** 2 / (2 * n)) / (1 + Z ** 2 / n);
  const half = (Z / (1 + Z ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n ** 2));
  return [p === 0 ? 0 : Math.max(0, middle - half), p === 1 ? 1 : Math.min(1, middle + half)];
}

/** The difference of two shares with its 95 % interval: Newcombe (1998), method 10, from the intervals of both. */
export function differenceOf(a: Share, b: Share): { value: number; low: number; high: number } {
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

/**
 * The standard error, in people, of a number of people that was counted as `found` among `read` of `people` drawn at random without
 * replacement (Cochran 1977, 3.2): 0 where everybody was read.
 */
export function countError(found: number, read: number, people: number): number {
  if (read >= people || read < 2) return 0;
  const p = found / read;
  return people * Math.sqrt(((p * (1 - p)) / (read - 1)) * (1 - read / people));
}

/** McNemar's exact two-sided test: how likely chance alone parts `a + b` disagreements at least so unevenly. Null for none. */
export function mcNemar(a: number, b: number): number | null {
  const n = a + b;
  if (n === 0) return null;
  let logCoefficient = 0;
  let tail = 0;
  for (let k = 0; k <= Math.min(a, b); k++) {
    if (k > 0) logCoefficient += Math.log((n - k + 1) / k);
    tail += Math.exp(logCoefficient - n * Math.LN2);
  }
  return Math.min(1, 2 * tail);
}

/** A value with the people it stands for, and whether it belongs to those who are to be found. */
export type Ranked = { value: number; weight: number; positive: boolean };

/**
 * The probability that somebody who is to be found stands above somebody who is not, ties counting half (Mann and Whitney 1947). Null
 * without both.
 */
export function areaUnderCurve(ranked: readonly Ranked[]): number | null {
  const groups = [...Map.groupBy(ranked, (each) => each.value)].sort(([a], [b]) => a - b);
  const sum = (some: readonly Ranked[], positive: boolean) =>
    some.reduce((total, each) => (each.positive === positive ? total + each.weight : total), 0);
  const [found, others] = [sum(ranked, true), sum(ranked, false)];
  if (found === 0 || others === 0) return null;
  let [below, area] = [0, 0];
  for (const [, tied] of groups) {
    const rest = sum(tied, false);
    area += sum(tied, true) * (below + rest / 2);
    below += rest;
  }
  return area / (found * others);
}
