import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Field } from './catalogue.ts';
import type { Comparison } from './comparison.ts';
import type { ColumnBinding, Expression, JsonbKeyBinding } from './compile-bindings.ts';

type Bool = RawBuilder<SqlBool>;
type TextComparison = Comparison & { kind: 'text' };

/** Up to here `in` is written as containments, which a GIN index serves; more values are looked up in one array. */
const MOST_CONTAINMENTS = 10;

/** A text as SQL sees it: `expression` is null when the value is missing, and also wherever `guard` is false. */
type TextSource = { expression: Expression; guard?: Bool };

/** A comparison of folded text, or of the text itself where the field is exact. */
export function compileText(
  comparison: TextComparison | (Comparison & { kind: 'path' }),
  source: JsonbKeyBinding | ColumnBinding,
  field: Field,
): Bool {
  if (comparison.kind === 'text' && comparison.how === 'equals') return compileEquals(comparison.texts, source, field);
  const { expression, guard } = textOf(source, field);
  const matches =
    comparison.kind === 'path' ? compilePath(expression, comparison) : compileLike(expression, comparison);
  return guard ? sql`coalesce(${matches} and ${guard}, false)` : sql`coalesce(${matches}, false)`;
}

/** Whether a text field has a text. */
export function compileTextKnown(source: JsonbKeyBinding | ColumnBinding, field: Field): Bool {
  const { expression, guard } = textOf(source, field);
  if (field.exact) return sql`coalesce(${expression} <> ''${guard ? sql` and ${guard}` : sql``}, false)`;
  return guard ? sql`coalesce(${guard}, false)` : sql`(${expression} is not null)`;
}

/** Whether a boolean field is that value. */
export function compileBoolean(value: boolean, source: JsonbKeyBinding | ColumnBinding): Bool {
  if (source.kind === 'column')
    return value ? sql`(${source.expression} is true)` : sql`(${source.expression} is false)`;
  return compileEquals([String(value)], source, { name: source.key, type: 'boolean' });
}

/** Whether a boolean field is true or false. */
export function compileBooleanKnown(source: JsonbKeyBinding | ColumnBinding): Bool {
  if (source.kind === 'column') return sql`(${source.expression} is not null)`;
  const { expression } = textOf(source, { name: source.key, type: 'boolean' });
  return sql`coalesce(${expression} in ('true', 'false'), false)`;
}

/** A value that is never null where the object it is read from is not: what an index can serve stays bare beside the check. */
export function unlessNull(expression: Expression, nullable: boolean | undefined, test: Bool): Bool {
  return nullable === false ? test : sql`(${expression} is not null and ${test})`;
}

function compileEquals(texts: readonly string[], source: JsonbKeyBinding | ColumnBinding, field: Field): Bool {
  if (source.kind === 'jsonb_key') {
    const object = field.exact ? source.raw : source.folded;
    if (object && texts.length <= MOST_CONTAINMENTS) {
      const contains = texts.map((text) => sql`${object} @> ${JSON.stringify({ [source.key]: text })}::jsonb`);
      const test = sql<SqlBool>`${sql.join(contains, sql` or `)}`;
      return unlessNull(object, source.nullable, texts.length > 1 ? sql`(${test})` : test);
    }
    if (object) {
      const values = texts.map((text) => JSON.stringify(text));
      return sql`coalesce(${object} -> ${source.key}::text = any(${values}::text[]::jsonb[]), false)`;
    }
  }
  const { expression } = textOf(source, field);
  const test =
    texts.length === 1
      ? sql<SqlBool>`${expression} = ${texts[0]}::text`
      : sql<SqlBool>`${expression} = any(${texts}::text[])`;
  const isStored = source.kind === 'column' && (field.exact || source.folded);
  return isStored ? unlessNull(expression, source.nullable, test) : sql`coalesce(${test}, false)`;
}

function compileLike(expression: Expression, { how, texts }: TextComparison): RawBuilder<unknown> {
  const [before, after] = how === 'begins' ? ['', '%'] : how === 'ends' ? ['%', ''] : ['%', '%'];
  const patterns = texts.map((text) => before + text.replace(/[\\%_]/g, '\\$&') + after);
  return matchAny(how === 'word' ? sql`plumb_words(${expression})` : expression, sql`like`, patterns);
}

function compilePath(expression: Expression, { patterns }: Comparison & { kind: 'path' }): RawBuilder<unknown> {
  const regexes = patterns.map(({ regex }) => regex);
  return matchAny(sql`${expression} collate "C"`, sql`~`, regexes);
}

function matchAny(expression: Expression, operator: Expression, patterns: readonly string[]): RawBuilder<unknown> {
  return patterns.length === 1
    ? sql`${expression} ${operator} ${patterns[0]}::text`
    : sql`${expression} ${operator} any(${patterns}::text[])`;
}

function textOf(source: JsonbKeyBinding | ColumnBinding, field: Field): TextSource {
  if (source.kind === 'column') {
    if (field.exact) return { expression: source.expression };
    return { expression: source.folded ?? sql`plumb_text((${source.expression})::text)` };
  }
  const object = field.exact ? source.raw : source.folded;
  if (!object) return { expression: sql`plumb_text(${source.raw} -> ${source.key}::text)` };
  // A list or an object has no text, but ->> would give its JSON.
  return {
    expression: sql`(${object} ->> ${source.key}::text)`,
    guard: sql`jsonb_typeof(${object} -> ${source.key}::text) = 'string'`,
  };
}
