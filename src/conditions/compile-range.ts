import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Comparison } from './comparison.ts';
import type { ColumnBinding, Expression, JsonbKeyBinding } from './compile-bindings.ts';
import { unlessNull } from './compile-text.ts';
import type { Range } from './time.ts';

type Bool = RawBuilder<SqlBool>;
type Source = JsonbKeyBinding | ColumnBinding;

/** A comparison of numbers: exact decimals where the number is in JSON, the column's own type where it has one. */
export function compileNumber(comparison: Comparison & { kind: 'number' }, source: Source): Bool {
  const expression = numberOf(source);
  if (comparison.how === 'in') {
    const type = source.kind === 'jsonb_key' ? sql`numeric[]` : columnType(comparison.values, true);
    return twoValued(source, sql`${expression} = any(${comparison.values}::${type})`);
  }
  if (comparison.how === 'between') {
    const [low, high] = [comparison.low, comparison.high].map((value) => bound(value, source));
    return twoValued(source, sql`${expression} between ${low} and ${high}`);
  }
  return twoValued(source, sql`${expression} ${sql.raw(comparison.how)} ${bound(comparison.value, source)}`);
}

/** Whether there is a number. */
export function compileNumberKnown(source: Source): Bool {
  return sql`(${numberOf(source)} is not null)`;
}

/** Whether a date is in a range of days counted from 1970-01-01. */
export function compileDays(range: Range, source: Source): Bool {
  return compileRange(range, timeOf('date', source), source, (day) => sql`date '1970-01-01' + ${day}::int4`);
}

/** Whether an instant is in a range of epoch milliseconds. The range is half-open, so that parts of a millisecond do not matter. */
export function compileInstants(range: Range, source: Source): Bool {
  return compileRange(range, timeOf('instant', source), source, instant);
}

/** Whether there is a date or an instant. */
export function compileTimeKnown(type: 'date' | 'instant', source: Source): Bool {
  return sql`(${timeOf(type, source)} is not null)`;
}

/** A date or instant as SQL reads it: null when missing. */
export function timeOf(type: 'date' | 'instant', source: Source): Expression {
  if (source.kind === 'column') return source.expression;
  const value = sql`${source.raw} -> ${source.key}::text`;
  return type === 'date' ? sql`plumb_date(${value})` : sql`plumb_instant(${value})`;
}

/** An instant in epoch milliseconds as a bound timestamptz. */
export function instant(milliseconds: number): Expression {
  return sql`${new Date(milliseconds).toISOString()}::timestamptz`;
}

function compileRange(range: Range, expression: Expression, source: Source, write: (end: number) => Expression): Bool {
  const tests: Bool[] = [];
  if (range.from !== null) tests.push(sql`${expression} >= ${write(range.from)}`);
  if (range.to !== null) tests.push(sql`${expression} < ${write(range.to)}`);
  return twoValued(source, sql`${sql.join(tests, sql` and `)}`);
}

function numberOf(source: Source): Expression {
  return source.kind === 'column' ? source.expression : sql`plumb_number(${source.raw} -> ${source.key}::text)`;
}

function twoValued(source: Source, test: Bool): Bool {
  return source.kind === 'column'
    ? unlessNull(source.expression, source.nullable, test)
    : sql`coalesce(${test}, false)`;
}

function bound(value: number, source: Source): Expression {
  return source.kind === 'jsonb_key' ? sql`${value}::numeric` : sql`${value}::${columnType([value], false)}`;
}

/** A type that compares exactly with whole and broken columns alike, and lets an index on a whole column serve whole numbers. */
function columnType(values: readonly number[], isList: boolean): RawBuilder<unknown> {
  const type = values.every(Number.isSafeInteger) ? 'int8' : 'float8';
  return sql.raw(isList ? `${type}[]` : type);
}
