import type { Condition, Operator, Rule } from '../../conditions/format.ts';

/** One comparison of a field. */
export function where(field: string, operator: Operator, value?: unknown): Rule {
  return value === undefined ? { field, operator } : { field, operator, value };
}

/** Holds when all of these do. */
export function all(...rules: (Condition | Rule)[]): Condition {
  return { combinator: 'and', rules };
}

/** Holds when any of these does. */
export function any(...rules: (Condition | Rule)[]): Condition {
  return { combinator: 'or', rules };
}
