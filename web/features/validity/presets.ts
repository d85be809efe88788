import type { Condition, Rule } from '../../../src/conditions/format.ts';

const known = (field: string): Rule => ({ field, operator: 'notNull' });
const any = (...rules: Rule[]): Condition => ({ combinator: 'or', rules });

/** Data that most sellers require of a lead, by the key under which it is named. */
export const PRESETS = {
  reachable: any(known('person.email'), known('person.phone')),
  company: any(known('company.name'), known('person.company_name')),
  name: any(known('person.full_name')),
  real_mail: {
    combinator: 'and',
    not: true,
    rules: [{ field: 'person.email_kind', operator: '=', value: 'disposable' }],
  },
} as const satisfies Record<string, Condition>;

export type PresetKey = keyof typeof PRESETS;
export const PRESET_KEYS = Object.keys(PRESETS) as PresetKey[];

/** Whether a rule in use asks for the same already. */
export function isUsed(key: PresetKey, rules: readonly { when: Condition; archived_at: string | null }[]): boolean {
  const asked = JSON.stringify(PRESETS[key]);
  return rules.some(({ when, archived_at }) => archived_at === null && JSON.stringify(when) === asked);
}
