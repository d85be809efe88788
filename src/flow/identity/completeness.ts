import { type RawBuilder, sql } from 'kysely';
import type { Read } from '../../conditions/evaluate.ts';

/** What a card should say before somebody calls: each by the person's field or, where there is one, the company's. */
const asked = [
  ['full_name'],
  ['email'],
  ['phone'],
  ['title'],
  ['company_name', 'name'],
  ['industry', 'industry'],
  ['country', 'country'],
] as const;

/** The field that says how complete a card is, in percent. */
export const completenessField = { name: 'person.completeness', type: 'number', label: 'Card completeness' } as const;

/** How much of what a card should say is known, in whole percent. `read` gives fields as conditions name them. */
export function completenessOf(read: Read): number {
  const isKnown = (field: string) => (read(field) ?? '') !== '';
  const known = asked.filter(([own, ofCompany]) => {
    return isKnown(`person.${own}`) || (ofCompany !== undefined && isKnown(`company.${ofCompany}`));
  });
  return Math.round((100 * known.length) / asked.length);
}

/** The same in SQL, over a person `p`. Missing values have no key in the folded fields. */
export function completenessSql(): RawBuilder<number> {
  const known = asked.map(([own, ofCompany]) => {
    const test = ofCompany === undefined ? sql`` : sql` or jsonb_exists(p.company_folded, ${ofCompany}::text)`;
    return sql`(jsonb_exists(p.folded, ${own}::text)${test})::int`;
  });
  return sql<number>`round(100.0 * (${sql.join(known, sql` + `)}) / ${sql.lit(asked.length)})::float8`;
}
