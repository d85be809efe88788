import type { Field } from './catalogue.ts';
import { ALWAYS, type Condition, isGroup, type Rule } from './format.ts';

/** Conditions with a name, by key: an ideal customer profile, a persona. Others refer to one as the field `profile.<key>`. */
export type Profiles = Readonly<Record<string, { name: string; when: Condition }>>;

const PREFIX = 'profile.';

/** The key of the profile that the rules of a valid lead make up together; none that people make has it. */
export const validKey = 'valid';

/** The fields by which conditions refer to these profiles: yes for whom the profile's condition holds, no for everybody else. */
export function profileFields(profiles: Profiles = {}): Field[] {
  return Object.entries(profiles).map(([key, { name }]) => ({ name: `${PREFIX}${key}`, type: 'boolean', label: name }));
}

/** The keys of the profiles a condition refers to, each once, in reading order. */
export function listProfiles(condition: Condition): string[] {
  const keys = condition.rules.flatMap((node) =>
    isGroup(node) ? listProfiles(node) : node.field.startsWith(PREFIX) ? [node.field.slice(PREFIX.length)] : [],
  );
  return [...new Set(keys)];
}

/**
 * A condition with every rule on a profile replaced by the profile's own condition, so that whoever reads, compiles or times it
 * need not know of profiles. A rule on a profile that is not there stays as it is: a field that does not exist is missing.
 */
export function withoutProfiles(condition: Condition, profiles: Profiles | undefined): Condition {
  if (!profiles) return condition;
  return {
    ...condition,
    rules: condition.rules.map((node) => (isGroup(node) ? withoutProfiles(node, profiles) : expand(node, profiles))),
  };
}

function expand(rule: Rule, profiles: Profiles): Rule | Condition {
  const key = rule.field.startsWith(PREFIX) ? rule.field.slice(PREFIX.length) : undefined;
  const profile = key !== undefined && Object.hasOwn(profiles, key) ? profiles[key] : undefined;
  if (!profile) return rule;
  const { combinator } = ALWAYS;
  switch (rule.operator) {
    case '=':
      return { combinator, not: rule.value !== true, rules: [profile.when] };
    case '!=':
      return { combinator, not: rule.value === true, rules: [profile.when] };
    default:
      // Whether somebody fits a profile is always known.
      return { combinator, not: rule.operator === 'null', rules: [] };
  }
}
