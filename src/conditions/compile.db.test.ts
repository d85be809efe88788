import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { withDatabase } from '../../test/harness/database.ts';
import { catalogueOf, type Field, type FieldType, operatorsFor } from './catalogue.ts';
import { checkCondition } from './check.ts';
import { compileCondition, type FieldBinding } from './compile.ts';
import { evaluateCondition } from './evaluate.ts';
import { foldFields } from './fold.ts';
import type { Condition, Rule } from './format.ts';

const db = await withDatabase();

const now = Date.UTC(2025, 2, 30, 1, 30);
const hour = 3_600_000;
const timeZones = ['UTC', 'Europe/Chisinau', 'Pacific/Apia', 'America/St_Johns', 'Africa/Cairo', 'America/Sao_Paulo'];

/** Three ways of storing the same kinds of field: with folded texts, without, and in columns of their own. */
const kinds: readonly Omit<Field, 'name'>[] = [
  { type: 'text' },
  { type: 'select' },
  { type: 'number' },
  { type: 'boolean' },
  { type: 'date' },
  { type: 'instant' },
  { type: 'list' },
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
const catalogue = catalogueOf(fields);

const words = fc.constantFrom(
  ...['US', 'us', 'İzmir', 'IZMIR', 'ızmir', 'straße', 'STRAẞE', 'ΟΔΟΣ', 'οδος', 'οδός', 'Ёлка', 'елка', 'йод', 'Йод'],
  ...[
    'Ștefan',
    'ștefan',
    'Ţară',
    'tara',
    '北京',
    '北京市',
    '😀',
    'a\u0301b',
    'áb',
    'x\u200by',
    'true',
    'FALSE',
    '12',
    '0',
  ],
  ...[
    'Vice President',
    'vice-president',
    'vice  president',
    'CTO',
    'director',
    'C++',
    '50%',
    'a_b',
    'a\\b',
    '"q"',
    "o'neil",
  ],
  ...[
    '/pricing',
    '/pricing/',
    '/Pricing/team',
    '/pricing?x=1',
    'https://acme.com/pricing#top',
    'https://acme.com',
    '/a//b',
  ],
  ...['ﬁn', '１２', 'ǅ', '한국', '2024-02-29', '[1]', '{"a":1}'],
);
const text = fc.oneof(
  { weight: 6, arbitrary: words },
  {
    weight: 2,
    arbitrary: fc.tuple(words, fc.constantFrom('', ' ', '-', '/', '、'), words).map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom(...'aAßẞİıΣςσñÑёЁ/%_\\.* \u0301\u200b\u00a0北😀'), maxLength: 5 }),
  },
);
const ruleText = text.filter((each) => checkValueOf('person.text', '=', each));
const pattern = fc.oneof(
  fc.constantFrom(
    '/',
    '/pricing',
    '/pricing/*',
    '/pricing/**',
    '/**',
    '/**/team',
    '/*/team',
    '/a*',
    '/a/**/b',
    '/p*g',
    '/**g**',
  ),
  fc
    .array(fc.constantFrom('/', 'a', 'b', '*', '**', '.', '+', 'pricing'), { maxLength: 5 })
    .map((parts) => `/${parts.join('')}`),
);
const number = fc.oneof(
  fc.constantFrom(0, 1, -1, 12, 0.1, 0.3, 1.5, -0.5, 1e21, 1e-7, 123456789012345, 2 ** 53, 1e300, 5e-324, 0.1 + 0.2),
  fc.integer({ min: -5, max: 15 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0),
);
const day = fc.oneof(
  fc.constantFrom('2024-02-29', '2025-03-29', '2025-03-30', '2025-03-31', '2011-12-30', '2025-04-25', '1000-01-01'),
  fc.integer({ min: -40, max: 10 }).map((days) => new Date(now + days * 24 * hour).toISOString().slice(0, 10)),
);
const instantMs = fc
  .tuple(fc.integer({ min: -40 * 24, max: 48 }), fc.constantFrom(-1, 0, 1, 30 * 60_000, -90 * 60_000))
  .map(([hours, extra]) => now + hours * hour + extra);
const instantText = fc.oneof(
  instantMs.map((at) => new Date(at).toISOString()),
  instantMs.map((at) => new Date(at + 2 * hour).toISOString().replace('Z', '+02:00')),
  fc.constantFrom(
    '2025-03-29T22:00:00Z',
    '2025-03-30T00:59:59.9999Z',
    '2025-03-30T01:30:00.5Z',
    '2024-12-31T24:00:00Z',
  ),
);
const odd = fc.oneof(
  fc.constantFrom(
    null,
    '',
    ' ',
    '\u00a0\u3000',
    '\ufeff',
    '´',
    '1,5',
    '1e3',
    ' 12',
    '-0.50',
    '007',
    '2024-02-30',
    '2023-02-29',
  ),
  fc.constantFrom(
    '2024-2-3',
    '2025-03-30T01:30Z',
    '2025-02-30T00:00:00Z',
    1711762200000,
    1743298200000.5,
    -1e15,
    'TRUE',
    ' true',
  ),
  fc.constantFrom<unknown>(
    [],
    [''],
    [null, ' '],
    {},
    { a: 1 },
    [[1]],
    ['us', 'US', 1.5, true],
    ['12'],
    [{ us: 1 }],
    'false',
  ),
  text,
  number,
  fc.boolean(),
);

const stored: Record<FieldType, fc.Arbitrary<unknown>> = {
  text,
  select: text,
  number: fc.oneof(number, number.map(String)),
  boolean: fc.oneof(fc.boolean(), fc.constantFrom('true', 'False')),
  date: day,
  instant: instantText,
  list: fc.array(text, { maxLength: 3 }),
  open: fc.oneof(text, number, fc.boolean(), fc.array(text, { maxLength: 2 })),
  count: fc.constant(undefined),
};
const maybe = (value: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 5, arbitrary: value },
    { weight: 3, arbitrary: odd },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
const orNull = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 4 });

const object = fc.record({
  ...Object.fromEntries(kinds.map((kind) => [keyOf(kind), maybe(stored[kind.type])])),
  plan: maybe(stored.open),
});
const columns = fc.record({
  text: orNull(text),
  select: orNull(text),
  number: orNull(number),
  boolean: orNull(fc.boolean()),
  date: orNull(day),
  instant: orNull(instantMs.map((at) => new Date(at))),
  list: orNull(fc.array(text, { maxLength: 3 })),
  select_exact: orNull(text),
  list_exact: orNull(fc.array(text, { maxLength: 3 })),
  open: orNull(text),
});
type Subject = {
  person: Record<string, unknown>;
  company: Record<string, unknown> | null;
  column: Record<string, unknown>;
  hits: number[];
};
const subject: fc.Arbitrary<Subject> = fc.record({
  person: object as fc.Arbitrary<Record<string, unknown>>,
  company: fc.option(object as fc.Arbitrary<Record<string, unknown>>, { freq: 5 }),
  column: columns as fc.Arbitrary<Record<string, unknown>>,
  hits: fc.array(instantMs, { maxLength: 4 }),
});

const span = fc.record({ amount: fc.integer({ min: 1, max: 40 }), unit: fc.constantFrom('hours', 'days') });
const listed = (item: fc.Arbitrary<unknown>, maxLength = 3) => fc.array(item, { minLength: 1, maxLength });
const rank = (item: string | number) => (typeof item === 'string' ? Date.parse(item) : item);
const ordered = (item: fc.Arbitrary<string | number>) =>
  fc.tuple(item, item).map((pair) => pair.sort((a, b) => rank(a) - rank(b)));

function valueFor(type: FieldType, operator: Rule['operator']): fc.Arbitrary<unknown> {
  if (operator === 'null' || operator === 'notNull') return fc.constant(undefined);
  if (type === 'count') {
    return fc.record({ count: fc.integer({ min: 0, max: 3 }), within_days: fc.constantFrom(undefined, 1, 7, 0.5, 30) });
  }
  if (operator.endsWith('atchesPath') || operator.endsWith('atchPath')) return fc.oneof(pattern, listed(pattern, 2));
  if (operator.startsWith('includes')) return listed(ruleText);
  if (type === 'date' || type === 'instant') {
    if (['inLast', 'notInLast', 'olderThan'].includes(operator)) {
      return type === 'date' ? span.map(({ amount }) => ({ amount, unit: 'days' })) : span;
    }
    const at = type === 'instant' && !operator.toLowerCase().endsWith('on') ? fc.oneof(day, instantText) : day;
    return operator.toLowerCase().endsWith('between') ? ordered(at) : at;
  }
  const isNumeric = type === 'number' || /^[<>]|etween$/.test(operator);
  if (operator.toLowerCase().endsWith('between')) return ordered(number);
  if (operator === 'in' || operator === 'notIn') {
    const items = isNumeric ? [number] : type === 'open' ? [number, ruleText] : [ruleText];
    return fc.oneof(...items.map((item) => listed(item, 14)));
  }
  if (type === 'boolean') return fc.boolean();
  if (isNumeric) return number;
  if (operator === '=' || operator === '!=')
    return type === 'open' ? fc.oneof(ruleText, number, fc.boolean()) : ruleText;
  return fc.oneof(ruleText, listed(ruleText));
}

const rule: fc.Arbitrary<Rule> = fc
  .constantFrom(...fields)
  .chain(({ name, type }) =>
    fc.tuple(fc.constant(name.replace('*', 'plan')), fc.constant(type), fc.constantFrom(...operatorsFor(type))),
  )
  .chain(([field, type, operator]) => valueFor(type, operator).map((value) => ({ field, operator, value })))
  .filter(({ field, operator, value }) => checkValueOf(field, operator, value));

function checkValueOf(field: string, operator: Rule['operator'], value: unknown): boolean {
  return checkCondition({ combinator: 'and', rules: [{ field, operator, value }] }, catalogue).length === 0;
}

const { condition } = fc.letrec<{ condition: Condition; node: Condition | Rule }>((tie) => ({
  condition: fc.record({
    combinator: fc.constantFrom('and', 'or'),
    not: fc.boolean(),
    rules: fc.array(tie('node'), { maxLength: 3 }),
  }),
  node: fc.oneof({ depthSize: 'small' }, rule, tie('condition')),
}));

function readFrom({ person, company, column, hits }: Subject) {
  return (field: string) => {
    if (field === 'signal.pricing') return hits;
    const [scope, ...rest] = field.split('.');
    const key = rest.at(-1) ?? '';
    return scope === 'person' ? person[key] : scope === 'company' ? company?.[key] : column[key];
  };
}

function bind(field: string): FieldBinding {
  const [scope, ...rest] = field.split('.');
  const key = rest.at(-1) ?? '';
  if (scope === 'person') {
    return { kind: 'jsonb_key', raw: sql`s.person`, folded: sql`s.person_folded`, key, nullable: false };
  }
  if (scope === 'company') return { kind: 'jsonb_key', raw: sql`s.company`, key };
  if (scope === 'column') return { kind: 'column', expression: sql.ref(`s.${key}`) };
  return {
    kind: 'count',
    hits: ({ from, to }) => sql`(
      select count(*) from unnest(s.hits) as hit
      where hit >= to_timestamp(${from ?? 0}::float8 / 1000) and hit < to_timestamp(${to ?? 0}::float8 / 1000)
    )`,
  };
}

const subjects = fc.sample(subject, { seed: 7, numRuns: 250 });

beforeAll(async () => {
  await sql`create table s (
    id integer, person jsonb, person_folded jsonb, company jsonb, hits timestamptz[], "text" text, "select" text, "number" float8,
    "boolean" boolean, "date" date, "instant" timestamptz, list jsonb, select_exact text, list_exact jsonb, open text
  )`.execute(db.owner);
  const rows = subjects.map(({ person, company, column, hits }, id) => ({
    ...column,
    ...{ id, person, company, person_folded: foldFields(person), hits: hits.map((at) => new Date(at)) },
  }));
  await sql`insert into s select * from jsonb_populate_recordset(null::s, ${JSON.stringify(rows)}::jsonb)`.execute(
    db.owner,
  );
});

/** Asks SQL and TypeScript each of these conditions about every subject; the disagreements. */
async function disagreements(conditions: readonly Condition[], timeZone: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for (let start = 0; start < conditions.length; start += 100) {
    const batch = conditions.slice(start, start + 100);
    const compiled = batch.map((each) => compileCondition(each, catalogue, bind, now, timeZone));
    const { rows } = await sql<{ answers: (boolean | null)[] }>`
      select array[${sql.join(compiled)}] as answers from s order by s.id`.execute(db.owner);
    for (const [index, asked] of batch.entries()) {
      for (const [id, each] of subjects.entries()) {
        const inTypeScript = evaluateCondition(asked, catalogue, readFrom(each), now, timeZone);
        const inSql = rows[id]?.answers[index];
        if (inSql !== inTypeScript) found.push({ asked: JSON.stringify(asked), subject: each, inSql, inTypeScript });
      }
    }
  }
  return found;
}

describe('a condition in SQL says what it says in TypeScript', () => {
  test('every rule alone, of every field and operator', async () => {
    const rules = fc.sample(rule, { seed: 11, numRuns: 3000 });
    const conditions = rules.map((each): Condition => ({ combinator: 'and', rules: [each] }));
    expect((await disagreements(conditions, 'Europe/Chisinau')).slice(0, 3)).toEqual([]);
  });

  test.each(timeZones)('trees of rules, with days of %s', async (timeZone) => {
    const conditions = fc.sample(condition, { seed: timeZones.indexOf(timeZone), numRuns: 200 });
    expect((await disagreements(conditions, timeZone)).slice(0, 3)).toEqual([]);
  });
});
