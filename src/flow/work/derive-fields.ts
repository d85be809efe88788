import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Condition } from '../../conditions/format.ts';
import { type Profiles, profileFields } from '../../conditions/profiles.ts';
import type { RuleInUse } from '../scoring/index.ts';
import { invalidReasonsField } from './list-fields.ts';

/**
 * Fields of lists that are worked out of what is known of a person, in SQL over `p`: which profiles somebody fits, and the reasons
 * of the validity rules that somebody does not fulfil (a jsonb list). `test` says a condition in SQL.
 */
export function deriveFields(
  profiles: Profiles,
  rules: readonly RuleInUse[],
  test: (when: Condition) => RawBuilder<SqlBool>,
): ReadonlyMap<string, RawBuilder<unknown>> {
  const fits = Object.values(profiles).map(({ when }) => test(when));
  const reasons = rules.map(({ when, reason }) => sql`case when not ${test(when)} then ${reason}::text end`);
  return new Map<string, RawBuilder<unknown>>([
    ...profileFields(profiles).map(({ name }, i) => [name, fits[i]] as [string, RawBuilder<unknown>]),
    [invalidReasonsField, sql`to_jsonb(array_remove(array[${sql.join(reasons)}]::text[], null))`],
  ]);
}
