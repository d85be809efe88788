import type { Condition } from '../../../src/conditions/format.ts';

const rule = (key: string, value: boolean) => ({ field: `profile.${key}`, operator: '=' as const, value });

/** The filter that leaves whoever fits the profile. */
export function fitsProfile(key: string): Condition {
  return { combinator: 'and', rules: [rule(key, true)] };
}

/** The filter that leaves whoever fits none of these profiles. */
export function fitsNone(keys: readonly string[]): Condition {
  return { combinator: 'and', rules: keys.map((key) => rule(key, false)) };
}
