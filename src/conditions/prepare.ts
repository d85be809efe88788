import { type Catalogue, type Field, findField, operatorsFor } from './catalogue.ts';
import { type Comparison, type PositiveOperator, readComparison } from './comparison.ts';
import { type Condition, isGroup, NEGATIONS, type Operator, type Rule } from './format.ts';

/** A rule made ready. Without a comparison it compares with a missing value, whoever is looked at. */
export type PreparedRule = { field: Field; negated: boolean; comparison: Comparison | undefined };

/** A group made ready: holds when all (or any) of its members do, or the opposite of that. */
export type PreparedGroup = { all: boolean; not: boolean; members: readonly (PreparedGroup | PreparedRule)[] };

/** A condition read once, to be asked many times: by `holds` in TypeScript, or compiled to SQL. `timed` are its rules that may turn as time passes. */
export type PreparedCondition = { root: PreparedGroup; timed: readonly PreparedRule[]; timeZone: string };

/**
 * Makes a condition ready. `timeZone` (IANA) is where its calendar days are. A rule that no longer fits the catalogue (its field
 * is gone or has another type now) reads as one whose value is missing: false, and true when negated. Saving refuses such a rule.
 */
export function prepareCondition(condition: Condition, catalogue: Catalogue, timeZone: string): PreparedCondition {
  const root = prepareGroup(condition, catalogue, timeZone);
  const timed = rulesOf(root).filter(({ comparison }) => comparison?.kind === 'age' || comparison?.kind === 'count');
  return { root, timed, timeZone };
}

/** Every rule of a prepared group, groups within it opened. */
export function rulesOf(group: PreparedGroup): PreparedRule[] {
  return group.members.flatMap((member) => ('members' in member ? rulesOf(member) : [member]));
}

function prepareGroup(group: Condition, catalogue: Catalogue, timeZone: string): PreparedGroup {
  const members = group.rules.map((node) =>
    isGroup(node) ? prepareGroup(node, catalogue, timeZone) : prepareRule(node, catalogue, timeZone),
  );
  return { all: group.combinator === 'and', not: group.not === true, members };
}

function prepareRule({ field: name, operator, value }: Rule, catalogue: Catalogue, timeZone: string): PreparedRule {
  const field = findField(catalogue, name);
  const { positive, negated } = splitOperator(operator);
  if (!field || !operatorsFor(field.type).includes(operator)) {
    return { field: field ?? { name, type: 'open' }, negated, comparison: undefined };
  }
  const comparison = readComparison(field, positive, value, timeZone);
  return { field, negated, comparison: 'expected' in comparison ? undefined : comparison };
}

/** An operator as its positive one and whether that is turned round. */
export function splitOperator(operator: Operator): { positive: PositiveOperator; negated: boolean } {
  const positive = (NEGATIONS as Partial<Record<Operator, Operator>>)[operator];
  return { positive: (positive ?? operator) as PositiveOperator, negated: positive !== undefined };
}
