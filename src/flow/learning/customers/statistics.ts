import { wilson } from '../../scoring/index.ts';

/** The normal quantile of a two-sided 95 % interval. */
const Z = 1.959963984540054;

/** How many of how many. */
export type Count = { count: number; of: number };

/** The share with its 95 % interval (Wilson 1927). `of` must be above 0. */
export function heldBy({ count, of }: Count): { count: number; of: number; value: number; low: number; high: number } {
  const [low, high] = wilson(count / of, of);
  return { count, of, value: count / of, low, high };
}

/**
 * The ratio of two shares with its 95 % interval: Katz, Baptista, Azen and Pike (1978), normal on the logarithm. Null where
 * the second is 0. Where the first is 0 its lower bound is 0 and the upper one is that of half a case.
 */
export function ratioOf(a: Count, b: Count): { value: number; low: number; high: number } | null {
  if (b.count === 0) return null;
  const value = a.count / a.of / (b.count / b.of);
  const count = Math.max(a.count, 0.5);
  const error = Math.sqrt(Math.max(0, 1 / count - 1 / a.of + 1 / b.count - 1 / b.of));
  const middle = Math.log(count / a.of / (b.count / b.of));
  return { value, low: a.count === 0 ? 0 : Math.exp(middle - Z * error), high: Math.exp(middle + Z * error) };
}

/** The logarithm of the ratio of two shares with half a case added to each, so that it is finite (Walter 1975). */
export function logRatio(a: Count, b: Count): number {
  return Math.log((a.count + 0.5) / (a.of + 0.5) / ((b.count + 0.5) / (b.of + 0.5)));
}

/**
 * Fisher's exact test of two shares, two-sided: how likely tables with the same margins are that are no likelier than this one (as R's
 * `fisher.test`, whose tolerance of 1e-7 it has).
 */
export function fisherExact(a: Count, b: Count): number {
  const held = a.count + b.count;
  const all = a.of + b.of;
  const least = Math.max(0, held - b.of);
  const most = Math.min(held, a.of);
  const factorials = (...numbers: number[]) => numbers.reduce((sum, n) => sum + logFactorial(n), 0);
  const logOf = (k: number) =>
    factorials(a.of, b.of, held, all - held) - factorials(all, k, a.of - k, held - k, b.of - held + k);
  const own = logOf(a.count) + 1e-7;
  // The probabilities rise to one peak, so those that are no likelier lie at both ends.
  let p = 0;
  for (let k = least; k <= most; k++) {
    const each = logOf(k);
    if (each > own) break;
    p += Math.exp(each);
  }
  for (let k = most; k > least; k--) {
    const each = logOf(k);
    if (each > own) break;
    p += Math.exp(each);
  }
  return Math.min(1, p);
}

const factorialLogs: number[] = [0];

function logFactorial(n: number): number {
  for (let k = factorialLogs.length; k <= n; k++) factorialLogs.push((factorialLogs[k - 1] as number) + Math.log(k));
  return factorialLogs[n] as number;
}

/**
 * The p-values corrected for having looked so often (Benjamini and Hochberg 1995, as R's `p.adjust(p, "BH")`), in the same order: among
 * those at most x, about x of them are chance.
 */
export function correctForMany(p: readonly number[]): number[] {
  const order = p.map((_, place) => place).sort((a, b) => (p[b] as number) - (p[a] as number));
  const corrected: number[] = new Array(p.length);
  let least = 1;
  for (const [worse, place] of order.entries()) {
    least = Math.min(least, ((p[place] as number) * p.length) / (p.length - worse));
    corrected[place] = least;
  }
  return corrected;
}

/**
 * How much one division of things tells of another, 0–1: Cramér's V corrected for chance (Bergsma 2013). `table` holds counts, a
 * row for each part of the one, a column for each of the other. 0 where either has fewer than two parts, and where chance alone may have
 * done it: the chi-squared statistic less than three standard errors above what chance gives (Wilson and Hilferty 1931).
 */
export function cramersV(table: readonly (readonly number[])[]): number {
  const rows = table.map((row) => row.reduce((sum, n) => sum + n, 0));
  const columns = (table[0] ?? []).map((_, place) => table.reduce((sum, row) => sum + (row[place] ?? 0), 0));
  const n = rows.reduce((sum, each) => sum + each, 0);
  const [r, k] = [rows.filter((each) => each > 0).length, columns.filter((each) => each > 0).length];
  if (n < 2 || r < 2 || k < 2) return 0;
  let chiSquared = 0;
  for (const [i, row] of table.entries()) {
    for (const [j, found] of row.entries()) {
      const expected = ((rows[i] as number) * (columns[j] as number)) / n;
      if (expected > 0) chiSquared += (found - expected) ** 2 / expected;
    }
  }
  const freedom = (r - 1) * (k - 1);
  const spread = 2 / (9 * freedom);
  if (Math.cbrt(chiSquared / freedom) - (1 - spread) < 3 * Math.sqrt(spread)) return 0;
  const phi = Math.max(0, chiSquared / n - freedom / (n - 1));
  const most = Math.min(k - (k - 1) ** 2 / (n - 1), r - (r - 1) ** 2 / (n - 1)) - 1;
  return most <= 0 ? 0 : Math.min(1, Math.sqrt(phi / most));
}

/** The middle value; of an even number the mean of the two in the middle. Null of none. */
export function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] as number) + upper) / 2;
}
