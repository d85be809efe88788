import { type Condition, isGroup, type Rule } from '../../../conditions/format.ts';

/** Since when a condition has been met: by the n-th touch of a signal, the first touch at all; or by some of these. */
export type ReachedAt =
  | { by: 'first_touch' }
  | { by: 'signal'; signal: string; nth: number }
  | { by: 'all' | 'any'; of: readonly ReachedAt[] };

/**
 * Says when somebody came to meet a condition, where the condition itself tells: it asks only for so many touches of signals ever, or
 * for the first touch. Once met, such a condition is met for good. Undefined for all others; so for the opening of a lead, which is
 * that of the open one and ends with it.
 */
export function reachedAt(condition: Condition): ReachedAt | undefined {
  if (condition.not) return undefined;
  if (condition.rules.length === 0) return condition.combinator === 'and' ? { by: 'first_touch' } : undefined;
  const parts = condition.rules.map((node) => (isGroup(node) ? reachedAt(node) : ofRule(node)));
  if (!parts.every((part) => part !== undefined)) return undefined;
  if (parts.length === 1) return parts[0];
  return { by: condition.combinator === 'and' ? 'all' : 'any', of: parts };
}

function ofRule({ field, operator, value }: Rule): ReachedAt | undefined {
  if (operator === 'notNull' && field === 'first_touch_at') return { by: 'first_touch' };
  if (!field.startsWith('signal.') || (operator !== '>=' && operator !== '>')) return undefined;
  const { count, within_days } = value as { count: number; within_days?: number };
  const nth = operator === '>' ? count + 1 : count;
  return within_days === undefined && nth > 0
    ? { by: 'signal', signal: field.slice('signal.'.length), nth }
    : undefined;
}
