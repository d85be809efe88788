/** A source of chance: each call gives the next number in [0, 1). Same seed, same numbers, on every machine. */
export type Chance = () => number;

/**
 * A seeded source of chance (sfc32 by Chris Doty-Humphrey, 32-bit integer arithmetic only, 12 warm-up rounds).
 * `parts` are mixed into one seed, so that the n-th company needs no memory of those before it.
 */
export function createChance(...parts: number[]): Chance {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = 0xb7e15162;
  for (const part of parts) {
    a = mix(a ^ (part | 0));
    b = mix(b ^ Math.trunc(part / 0x1_0000_0000) ^ a);
    c = mix(c ^ b);
  }
  let counter = 1;
  const chance = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let round = 0; round < 12; round++) chance();
  return chance;
}

/** Spreads a 32-bit number over all 32 bits (the finaliser of MurmurHash3). */
export function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

/** Whether something with this probability (0–1) happens. */
export function happens(chance: Chance, probability: number): boolean {
  return chance() < probability;
}

/** A whole number from `low` up to and including `high`. */
export function between(chance: Chance, low: number, high: number): number {
  return low + Math.floor(chance() * (high - low + 1));
}

/** One of a list, each as likely as the others; the list must not be empty. */
export function pick<T>(chance: Chance, list: readonly T[]): T {
  return list[Math.floor(chance() * list.length)] as T;
}

/** A list with weights, prepared once for `pickWeighted`. */
export type Weighted<T> = { values: T[]; upTo: number[] };

/** Prepares weighted choice: weights need not add up to one. */
export function weighted<T>(entries: readonly (readonly [T, number])[]): Weighted<T> {
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let reached = 0;
  const upTo = entries.map(([, weight]) => {
    reached += weight / total;
    return reached;
  });
  return { values: entries.map(([value]) => value), upTo };
}

/** One value, as often as its weight says. */
export function pickWeighted<T>(chance: Chance, from: Weighted<T>): T {
  const drawn = chance();
  let index = 0;
  while (index < from.upTo.length - 1 && drawn >= (from.upTo[index] as number)) index++;
  return from.values[index] as T;
}

/** A standard normal number, near enough: twelve uniforms less six (Irwin–Hall), which asks no logarithm of the platform. */
export function normal(chance: Chance): number {
  let sum = -6;
  for (let n = 0; n < 12; n++) sum += chance();
  return sum;
}

/** Probability (0–1) of log-odds. */
export function probability(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** A version 4 UUID of chance, as browsers make them for visitors. */
export function uuid(chance: Chance): string {
  const hex = (digits: number) =>
    Math.floor(chance() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[Math.floor(chance() * 4)]}${hex(3)}-${hex(6)}${hex(6)}`;
}
