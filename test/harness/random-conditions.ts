import fc from 'fast-check';
import { type RawBuilder, sql } from 'kysely';
import { catalogueOf, type Field, type FieldType, operatorsFor } from '../../src/conditions/catalogue.ts';
import { checkCondition } from '../../src/conditions/check.ts';
import type { FieldBinding } from '../../src/conditions/compile-bindings.ts';
import type { Read } from '../../src/conditions/evaluate.ts';
import type { Condition, Operator, Rule } from '../../src/conditions/format.ts';

/** The instant random conditions are asked at: the night a clock changes in Europe. */
export const now = Date.UTC(2025, 2, 30, 1, 30);
const HOUR = 3_600_000;

/** Three ways of keeping the same kinds of field: JSON with folded texts, JSON without, and columns of their own. */
const kinds: readonly Omit<Field, 'name'>[] = [
  ...(['text', 'select', 'number', 'boolean', 'date', 'instant', 'list'] as const).map((type) => ({ type })),
  { type: 'select', exact: true },
  { type: 'list', exact: true },
];
const keyOf = ({ type, exact }: Omit<Field, 'name'>) => (exact ? `${type}_exact` : type);
const fields: readonly Field[] = [
  ...['person', 'company', 'column'].flatMap((scope) =>
    kinds.map((kind) => ({ ...kind, name: `${scope}.${keyOf(kind)}` })),
  ),
  { name: 'person.open.*', type: 'open' },
  { name: 'company.open.*', type: 'open' },
  { name: 'column.open', type: 'open' },
  { name: 'signal.pricing', type: 'count' },
];

/** The fields random conditions name. */
export const catalogue = catalogueOf(fields);

const among = (values: string) => fc.constantFrom(...values.split('|'));
const words = (
  'US|us|uS|İzmir|IZMIR|ızmir|straße|STRAẞE|ΟΔΟΣ|οδος|οδός|Ёлка|елка|ЁЛКА|йод|Йод|Ștefan|ștefan|Ţară|tara|北京|北京市|😀|a\u0301b|áb|' +
  'x\u200by|true|FALSE|12|0|Vice President|vice-president|vice  president|CTO|director|C++|50%|a_b|a\\b|"q"|o\'neil|ﬁn|１２|ǅ|한국|' +
  '2024-02-29|[1]|{"a":1}'
).split('|');
const word = fc.constantFrom(...words);
const path = among(
  '/|/pricing|/pricing/|/Pricing/team|/pricing/eu/team/|/pricing?x=1|https://acme.com/pricing#top|HTTPS://acme.com/a/b|https://acme.com|' +
    '/a//b|/a/x/y/b|/ab|/a.b|//|pricing|/a/b?q=/c',
);
const text = fc.oneof(
  { weight: 5, arbitrary: word },
  { weight: 2, arbitrary: path },
  {
    weight: 2,
    arbitrary: fc.tuple(word, fc.constantFrom('', ' ', '-', '/', '、'), word).map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom(...'aAßẞİıΣςσñÑёЁ/%_\\.* \u0301\u200b\u00a0北😀'), maxLength: 5 }),
  },
);
const ruleText = fc
  .oneof(
    text,
    fc
      .tuple(word, fc.nat(3), fc.integer({ min: 1, max: 4 }))
      .map(([each, at, length]) => [...each].slice(at, at + length).join('')),
  )
  .filter((each) => isValid('person.text', '=', each));
const pattern = fc.oneof(
  among('/|/pricing|/pricing/*|/pricing/**|/**|/**/team|/*/team|/a*|/a/**/b|/p*g|/**g**|/a//|/*b|/a/*/b|/a/*'),
  fc.array(among('/|a|b|*|**|.|+|pricing'), { maxLength: 5 }).map((parts) => `/${parts.join('')}`),
);
const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 12, 0.1, 0.3, 1.5, -0.5, 1e21, 1e-7, 123456789012345, 2 ** 53, 1e300, 5e-324, 0.1 + 0.2),
  fc.integer({ min: -5, max: 15 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0),
);
const day = fc.oneof(
  among('2024-02-29|2025-03-29|2025-03-30|2025-03-31|2011-12-30|2025-04-25|2025-11-02|1000-01-01'),
  fc.integer({ min: -40, max: 10 }).map((days) => new Date(now + days * 24 * HOUR).toISOString().slice(0, 10)),
);
const instant = fc
  .tuple(fc.integer({ min: -40 * 24, max: 48 }), fc.constantFrom(-1, 0, 1, HOUR / 2, -1.5 * HOUR))
  .map(([hours, extra]) => now + hours * HOUR + extra);
const instantText = fc.oneof(
  instant.map((at) => new Date(at).toISOString()),
  instant.map((at) => new Date(at + 2 * HOUR).toISOString().replace('Z', '+02:00')),
  among('2025-03-29T22:00:00Z|2025-03-30T00:59:59.9999Z|2025-03-30T01:30:00.5Z|2024-12-31T24:00:00Z'),
);
/** What a field should not hold, and does. */
const odd = fc.oneof(
  among(
    '| |\u00a0\u3000|\ufeff|´|1,5|1e3| 12|-0.50|007|TRUE| true|false|2024-02-30|2023-02-29|2024-2-3|2025-03-30T01:30Z|2025-02-30T00:00:00Z',
  ),
  fc.constantFrom<unknown>(
    null,
    true,
    1711762200000,
    1743298200000.5,
    -1e15,
    {},
    { us: 1 },
    [],
    [''],
    [null, ' '],
    [[1]],
  ),
  fc.constantFrom<unknown>(
    ['us', 'US', 1.5, true],
    ['12'],
    [{ us: 1 }],
    Object.fromEntries(words.map((each) => [each, each])),
  ),
  text,
  number,
);

const stored: Record<FieldType, fc.Arbitrary<unknown>> = {
  text,
  select: text,
  number: fc.oneof(number, number.map(String)),
  boolean: fc.oneof(fc.boolean(), among('true|False')),
  date: day,
  instant: instantText,
  list: fc.array(text, { maxLength: 3 }),
  open: fc.oneof(text, number, fc.boolean(), fc.array(text, { maxLength: 2 })),
  count: fc.constant(undefined),
};
const perhaps = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 5, arbitrary: value },
    { weight: 3, arbitrary: odd },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
const object: fc.Arbitrary<Record<string, unknown>> = fc.record({
  ...Object.fromEntries(kinds.map((kind) => [keyOf(kind), perhaps(stored[kind.type])])),
  plan: perhaps(stored.open),
});
const columns: fc.Arbitrary<Record<string, unknown>> = fc.record({
  ...Object.fromEntries(kinds.map((kind) => [keyOf(kind), fc.option(stored[kind.type], { freq: 4 })])),
  number: fc.option(number),
  boolean: fc.option(fc.boolean()),
  instant: fc.option(instant.map((at) => new Date(at))),
  open: fc.option(text),
});

/** Somebody conditions can be asked about: two JSON objects, columns, and the instants of touches. */
export type Subject = {
  person: Record<string, unknown>;
  company: Record<string, unknown> | null;
  column: Record<string, unknown>;
  hits: number[];
};
export const subject: fc.Arbitrary<Subject> = fc.record({
  person: object,
  company: fc.option(object, { freq: 5 }),
  column: columns,
  hits: fc.array(instant, { maxLength: 4 }),
});

const listed = (item: fc.Arbitrary<unknown>, maxLength = 3) => fc.array(item, { minLength: 1, maxLength });
const rank = (item: string | number) => (typeof item === 'string' ? Date.parse(item) : item);
const pair = (item: fc.Arbitrary<string | number>) =>
  fc.tuple(item, item).map((ends) => ends.sort((a, b) => rank(a) - rank(b)));
const span = fc.record({ amount: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom('hours', 'days') });
const count = fc.record({ count: fc.nat(3), within_days: fc.constantFrom(undefined, 1, 7, 0.5, 30) });

function valueFor(type: FieldType, operator: Operator): fc.Arbitrary<unknown> {
  if (operator === 'null' || operator === 'notNull') return fc.constant(undefined);
  if (type === 'count') return count;
  if (type === 'boolean') return fc.boolean();
  if (type === 'list') return listed(ruleText);
  if (type === 'date' || type === 'instant') {
    if (['inLast', 'notInLast', 'olderThan'].includes(operator)) return span;
    const at = type === 'instant' ? fc.oneof(day, instantText) : day;
    return /etween$/.test(operator) ? pair(at) : at;
  }
  if (/etween$/.test(operator)) return pair(number);
  if (/Path$/.test(operator)) return fc.oneof(pattern, listed(pattern, 2));
  const item = type === 'number' || /^[<>]/.test(operator) ? number : ruleText;
  const open = type === 'open' && /=$/.test(operator) ? fc.oneof(item, number, fc.boolean()) : item;
  if (/^=|!=|^[<>]/.test(operator)) return open;
  if (!/^(in|notIn)$/.test(operator)) return fc.oneof(item, listed(item));
  return type === 'open' ? fc.oneof(listed(number, 14), listed(item, 14)) : listed(item, 14);
}

const manyFields: Field[] = fields.flatMap((field) =>
  ['text', 'open'].includes(field.type) ? Array(6).fill(field) : [field],
);

function ruleOn(some: readonly Field[]): fc.Arbitrary<Rule> {
  return fc
    .constantFrom(...some)
    .chain(({ name, type }) => fc.tuple(fc.constant({ name, type }), fc.constantFrom(...operatorsFor(type))))
    .chain(([{ name, type }, operator]) =>
      valueFor(type, operator).map((value) => ({ field: name.replace('*', 'plan'), operator, value })),
    )
    .filter(({ field, operator, value }) => isValid(field, operator, value));
}

/** A rule that may be saved: of every field, operator and kind of value, texts most. */
export const rule = ruleOn(manyFields);

/** A rule on a date, an instant or a signal. */
export const timeRule = ruleOn(fields.filter(({ type }) => ['date', 'instant', 'count'].includes(type)));

function isValid(field: string, operator: Operator, value: unknown): boolean {
  return checkCondition({ combinator: 'and', rules: [{ field, operator, value }] }, catalogue).length === 0;
}

/** A tree of such rules, empty groups and all. */
export const condition: fc.Arbitrary<Condition> = fc.letrec<{ group: Condition; node: Condition | Rule }>((tie) => ({
  group: fc.record({
    combinator: fc.constantFrom('and', 'or'),
    not: fc.boolean(),
    rules: fc.array(tie('node'), { maxLength: 3 }),
  }),
  node: fc.oneof({ depthSize: 'small' }, rule, tie('group')),
})).group;

/** How TypeScript reads a subject. */
export function readFrom({ person, company, column, hits }: Subject): Read {
  return (field) => {
    const [scope = '', key] = splitName(field);
    return scope === 'signal' ? hits : { person, company, column }[scope]?.[key];
  };
}

/** How SQL reaches a row `s` that holds a subject: `person`, `person_folded`, `company`, `hits`, and a column per kind. */
export function bind(field: string): FieldBinding {
  const [scope, key] = splitName(field);
  if (scope === 'company') return { kind: 'jsonb_key', raw: sql`s.company`, key };
  if (scope === 'person')
    return { kind: 'jsonb_key', raw: sql`s.person`, folded: sql`s.person_folded`, key, nullable: false };
  const expression = sql.ref(`s.${key}`);
  if (scope === 'column')
    return { kind: 'column', expression, folded: key === 'select' ? sql`plumb_text(${expression})` : undefined };
  return {
    kind: 'count',
    hits: (range) => sql`(select count(*) from unnest(s.hits) as hit where ${within(range)})`,
    earliest: (range) => sql`(select min(hit) from unnest(s.hits) as hit where ${within(range)})`,
  };
}

function within({ from, to }: { from: number | null; to: number | null }): RawBuilder<unknown> {
  return sql`hit >= ${from === null ? '-infinity' : new Date(from)}::timestamptz and hit < ${to === null ? 'infinity' : new Date(to)}::timestamptz`;
}

function splitName(field: string): [string, string] {
  return [field.slice(0, field.indexOf('.')), field.slice(field.lastIndexOf('.') + 1)];
}
