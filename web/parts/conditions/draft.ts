import type { Condition, Rule } from '../../../src/conditions/format.ts';
import { type ConditionField, isComplete } from './value-kind.ts';

type Node = Condition | Rule;

/** The fields by name. */
export type FieldsByName = ReadonlyMap<string, ConditionField>;

/**
 * What a draft already says: without unfinished comparisons, empty groups and the marks an editor leaves. Undefined where
 * nothing is left, which is no condition at all.
 */
export function finished(draft: Condition, fields: FieldsByName): Condition | undefined {
  const node = finishedNode(draft, fields);
  return node !== undefined && 'rules' in node ? node : undefined;
}

function finishedNode(node: Node, fields: FieldsByName): Node | undefined {
  if ('rules' in node) {
    const rules = node.rules.map((each) => finishedNode(each, fields)).filter((each) => each !== undefined);
    if (rules.length === 0) return undefined;
    return { combinator: node.combinator, ...(node.not ? { not: true } : {}), rules };
  }
  const field = fields.get(node.field);
  if (field === undefined || !isComplete(field, node.operator, node.value)) return undefined;
  const { field: name, operator, value } = node;
  return value === undefined || operator === 'null' || operator === 'notNull'
    ? { field: name, operator }
    : { field: name, operator, value };
}

/** The condition without its member at that place; undefined where it was the last. */
export function withoutRule(condition: Condition, index: number): Condition | undefined {
  const rules = condition.rules.toSpliced(index, 1);
  return rules.length === 0 ? undefined : { ...condition, rules };
}

/** How many comparisons a condition makes. */
export function countRules(condition: Condition | undefined): number {
  return (condition?.rules ?? []).reduce((sum, node) => sum + ('rules' in node ? countRules(node) : 1), 0);
}
