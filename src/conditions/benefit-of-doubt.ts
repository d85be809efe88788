import { type Catalogue, findField, operatorsFor } from './catalogue.ts';
import { type Condition, isGroup, type Rule } from './format.ts';

/**
 * The condition as it would be with every value that is missing being the one it asks for. Where a condition does not hold but this
 * one does, nothing that is known speaks against it: it is only not known yet. Touches of a signal are counted, never missing.
 */
export function withBenefitOfDoubt(condition: Condition, catalogue: Catalogue): Condition {
  return doubtGroup(condition, true, catalogue);
}

/** `wanted`: whether the whole is better off where this group holds; inside a `not` it is where it does not. */
function doubtGroup(group: Condition, wanted: boolean, catalogue: Catalogue): Condition {
  const inner = group.not === true ? !wanted : wanted;
  const rules = group.rules.map((node) =>
    isGroup(node) ? doubtGroup(node, inner, catalogue) : doubtRule(node, inner, catalogue),
  );
  return { ...group, rules };
}

function doubtRule(rule: Rule, wanted: boolean, catalogue: Catalogue): Rule | Condition {
  const { field } = rule;
  const type = findField(catalogue, field)?.type;
  if (type !== undefined && !operatorsFor(type).includes('null')) return rule;
  return wanted
    ? { combinator: 'or', rules: [rule, { field, operator: 'null' }] }
    : { combinator: 'and', rules: [rule, { field, operator: 'notNull' }] };
}
