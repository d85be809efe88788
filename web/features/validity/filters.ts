import type { Condition } from '../../../src/conditions/format.ts';

/** The filter that leaves whoever does not fulfil a rule. */
export function failing(when: Condition): Condition {
  return { combinator: 'and', not: true, rules: [when] };
}

/** The filter that leaves whoever is not valid. */
export const NOT_VALID: Condition = {
  combinator: 'and',
  rules: [{ field: 'profile.valid', operator: '=', value: false }],
};
