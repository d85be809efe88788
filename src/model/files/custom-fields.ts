import { type Catalogue, catalogueOf, type Field, type FieldType, findField } from '../../conditions/catalogue.ts';
import { checkCondition } from '../../conditions/check.ts';
import { listRulePaths } from './rule-paths.ts';

/** The kinds a workspace's own field may be of, the likeliest first. */
const TYPES: readonly FieldType[] = ['text', 'number', 'boolean', 'date', 'instant', 'list'];

/** How a workspace's own field is called in conditions. */
const CUSTOM_NAME = /^(?:person|company)\.[a-z][a-z0-9_]{0,62}$/;

/**
 * The fields that a model document names and `person` lacks, each of the first kind that all its rules can be read with: what a
 * workspace's own fields most likely are when nobody can be asked. Takes anything, never throws.
 */
export function guessCustomFields(document: unknown, person: Catalogue): Field[] {
  const rules = new Map<string, unknown[]>();
  for (const { field, rule } of listRulePaths(document)) {
    if (!CUSTOM_NAME.test(field) || findField(person, field)) continue;
    rules.set(field, [...(rules.get(field) ?? []), rule]);
  }
  return [...rules].map(([name, naming]) => ({ name, type: guessType(name, naming), label: labelOf(name) }));
}

function guessType(name: string, rules: unknown[]): FieldType {
  const problems = (type: FieldType) =>
    checkCondition({ combinator: 'and', rules }, catalogueOf([{ name, type }])).length;
  return TYPES.reduce((best, type) => (problems(type) < problems(best) ? type : best));
}

/** The same name in words: `person.annual_spend` → "Annual spend". */
function labelOf(name: string): string {
  const words = name.slice(name.indexOf('.') + 1).replaceAll('_', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
