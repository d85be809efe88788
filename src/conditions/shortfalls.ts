import type { Catalogue } from './catalogue.ts';
import { evaluateCondition, type Read } from './evaluate.ts';
import { type Condition, isGroup, type Rule } from './format.ts';

/** A comparison that keeps a condition from holding: what is known there (null: nothing), and what would have to hold instead. */
export type Shortfall = { field: string; value: unknown; expected: Condition };

/**
 * Why a condition does not hold, comparison by comparison: of several of which all must hold those that do not, of several of which
 * any may hold all of them. Empty where it holds, and where nobody can fulfil it. `now` is epoch ms.
 */
export function listShortfalls(
  condition: Condition,
  catalogue: Catalogue,
  read: Read,
  now: number,
  timeZone: string,
): Shortfall[] {
  const asks = (rule: Rule): Condition => ({ combinator: 'and', rules: [rule] });
  const holds = (node: Condition | Rule) =>
    evaluateCondition(isGroup(node) ? node : asks(node), catalogue, read, now, timeZone);
  const blame = (node: Condition | Rule, wanted: boolean): Shortfall[] => {
    if (holds(node) === wanted) return [];
    if (isGroup(node)) return node.rules.flatMap((member) => blame(member, wanted !== (node.not === true)));
    const value = holds({ field: node.field, operator: 'notNull' }) ? read(node.field) : null;
    return [{ field: node.field, value, expected: wanted ? asks(node) : { ...asks(node), not: true } }];
  };
  return blame(condition, true);
}
