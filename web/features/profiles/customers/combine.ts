import { type Condition, isGroup, NEGATIONS, type Operator, type Rule } from '../../../../src/conditions/format.ts';

type Chosen = { field: string; when: Condition; wanted: boolean };

const negated = new Map<Operator, Operator>(
  Object.entries(NEGATIONS).map(([negative, positive]) => [positive, negative as Operator]),
);

/**
 * One condition of several traits: who has any of the wanted values of each field, and none of those that are not wanted (`wanted` false: what
 * customers have less often than others).
 */
export function combineTraits(chosen: readonly Chosen[]): Condition {
  const byField = Map.groupBy(
    chosen.filter((each) => each.wanted),
    (each) => each.field,
  );
  const wanted = [...byField.values()].flatMap((ofField): (Rule | Condition)[] => {
    const parts = ofField.map(({ when }) => unwrap(when));
    return parts.length === 1 ? spread(parts[0] as Rule | Condition) : [{ combinator: 'or', rules: parts }];
  });
  const unwanted = chosen.filter((each) => !each.wanted).map(({ when }) => negate(when));
  return { combinator: 'and', rules: [...wanted, ...unwanted] };
}

/** A condition of one rule as that rule. */
function unwrap(when: Condition): Rule | Condition {
  const [only, ...more] = when.rules;
  return only !== undefined && more.length === 0 ? only : when;
}

/** What stands in an `and` anyway needs no group of its own. */
function spread(part: Rule | Condition): (Rule | Condition)[] {
  return isGroup(part) && part.combinator === 'and' && part.not !== true ? part.rules : [part];
}

function negate(when: Condition): Rule | Condition {
  const part = unwrap(when);
  const operator = isGroup(part) ? undefined : negated.get(part.operator);
  if (!isGroup(part) && operator !== undefined) return { ...part, operator };
  return { ...when, not: true };
}
