import fc from 'fast-check';
import { catalogueOf, type Field, operatorsFor } from '../../src/conditions/catalogue.ts';
import { checkCondition } from '../../src/conditions/check.ts';
import type { Condition, Operator, Rule } from '../../src/conditions/format.ts';

const among = (values: string) => fc.constantFrom(...values.split('|'));

/** Values that people of random-people.ts have, and some that nobody has. */
const texts: Record<string, fc.Arbitrary<string>> = {
  'person.full_name': among("anna popescu|Stefan Rusu|ștefan|иван|王芳|王|wei|o'neil|a_b|100%|nobody"),
  'person.email': among('anna@acme.md|acme|ivan|.md|@'),
  'person.phone': among('+37369123456|373|138'),
  'person.title': among('head|sales|CEO|vice president|директор|销售|c++'),
  'person.country': among('Moldova|romania|România|中国|US'),
  'person.company_name': among('zeta|Alpha|ёж'),
  'company.name': among('acme|ACME SRL|北京|gmbh'),
  'company.industry': among('software|retail'),
  'company.domain': among('acme.md|beta'),
  'person.first_source': among('website|fair|api'),
  'lead.source': among('website|fair|api'),
  'lead.owner': among('ann|bob|eve|@me'),
  'lead.stage': among('new|mql|sql|won'),
  'lead.subject': among('demo|PRICE|mo'),
  'score.band': among('cold|warm|hot'),
  'lead.temperature': among('cold|warm|hot'),
  'score.cell': among('A1|b2|D'),
};

const days = fc.record({ amount: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom('days', 'hours') });
const dayText = fc
  .integer({ min: 0, max: 40 })
  .map((ago) => new Date(Date.UTC(2026, 2, 15 - ago)).toISOString().slice(0, 10));
const number = fc.constantFrom(-3, 0, 1, 2, 5, 9, 10, 10.5, 250);
const listed = (item: fc.Arbitrary<unknown>) => fc.array(item, { minLength: 1, maxLength: 3 });

function valueFor(field: Field, operator: Operator): fc.Arbitrary<unknown> {
  if (operator === 'null' || operator === 'notNull') return fc.constant(undefined);
  if (field.type === 'count') return fc.record({ count: fc.nat(2), within_days: fc.constantFrom(undefined, 3, 7) });
  if (field.type === 'boolean') return fc.boolean();
  if (field.type === 'instant') {
    if (operator.endsWith('Last') || operator === 'olderThan') return days;
    return operator.toLowerCase().endsWith('between') ? fc.tuple(dayText, dayText).map((pair) => pair.sort()) : dayText;
  }
  const item = field.type === 'number' ? number : (texts[field.name] ?? fc.constant('x'));
  if (operator.toLowerCase().endsWith('between'))
    return fc.tuple(number, number).map((pair) => pair.sort((a, b) => a - b));
  if (operator === 'in' || operator === 'notIn') return listed(item);
  return item;
}

/** Filters over these fields as a user might build them: one to four rules, some of them in a group of their own. */
export function filterOn(fields: readonly Field[]): fc.Arbitrary<Condition> {
  const known = fields.filter(
    ({ name, type }) => texts[name] || ['number', 'instant', 'count', 'boolean'].includes(type),
  );
  const catalogue = catalogueOf(fields);
  const rule: fc.Arbitrary<Rule> = fc
    .constantFrom(...known)
    .chain((field) =>
      fc
        .constantFrom(...operatorsFor(field.type).filter((operator) => !operator.endsWith('Path')))
        .chain((operator) => valueFor(field, operator).map((value) => ({ field: field.name, operator, value }))),
    )
    .filter((each) => checkCondition({ combinator: 'and', rules: [each] }, catalogue).length === 0);
  const group = (rules: fc.Arbitrary<(Rule | Condition)[]>) =>
    fc.record({
      combinator: fc.constantFrom('and' as const, 'and' as const, 'or' as const),
      not: fc.constantFrom(false, false, false, true),
      rules,
    });
  return group(fc.array(fc.oneof(rule, rule, group(fc.array(rule, { maxLength: 3 }))), { minLength: 1, maxLength: 3 }));
}
