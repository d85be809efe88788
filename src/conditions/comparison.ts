import type { Field } from './catalogue.ts';
import { fold } from './fold.ts';
import { CountValue, LIMITS, type NEGATIONS, type Operator, Span, UNIT_MS } from './format.ts';
import { type PathPattern, readPathPattern } from './path-pattern.ts';
import { DAY_MS, isUsableText, readDay, readInstant } from './stored.ts';
import { type Range, startOfDay } from './time.ts';
import { wordNeedle } from './words.ts';

/** How two numbers are compared. */
export type Order = '=' | '<' | '<=' | '>' | '>=';

/**
 * What a rule asks of one stored value, its own value read and made ready once: texts folded, days and instants as ranges.
 * `texts` and `patterns` hold when any of them does; `days` counts days since 1970-01-01, `instants` epoch milliseconds; `age` is
 * the time from the stored value to now, in milliseconds, or in calendar days for a `date` field.
 */
export type Comparison =
  | { kind: 'known' }
  | { kind: 'text'; how: 'equals' | 'contains' | 'word' | 'begins' | 'ends'; texts: readonly string[] }
  | { kind: 'path'; patterns: readonly PathPattern[] }
  | { kind: 'number'; how: Order; value: number }
  | { kind: 'number'; how: 'in'; values: readonly number[] }
  | { kind: 'number'; how: 'between'; low: number; high: number }
  | { kind: 'boolean'; value: boolean }
  | { kind: 'days' | 'instants'; range: Range }
  | { kind: 'age'; from: number; to: number | null }
  | { kind: 'list'; how: 'any' | 'all'; texts: readonly string[] }
  | { kind: 'count'; how: Order; count: number; within_ms: number | null };

/** A value that the operator cannot take: what was expected instead, and where inside the value. */
export type Unreadable = { expected: string; path: readonly (string | number)[] };

/** The operators that are not the negation of another. */
export type PositiveOperator = Exclude<Operator, keyof typeof NEGATIONS>;

/**
 * Reads a rule's value for a positive operator that the field's type has. `timeZone` (IANA) says when a day begins where a
 * day is compared with an instant.
 */
export function readComparison(
  field: Field,
  operator: PositiveOperator,
  value: unknown,
  timeZone: string,
): Comparison | Unreadable {
  if (operator === 'notNull') return { kind: 'known' };
  switch (field.type) {
    case 'count':
      return readCount(operator as Order, value);
    case 'date':
    case 'instant':
      return readTime(field.type, operator, value, timeZone);
    case 'boolean':
      return typeof value === 'boolean' ? { kind: 'boolean', value } : unreadable('true or false');
    case 'number':
      return readNumbers(operator, value);
    case 'list':
      return readTexts(value, field, (texts) => ({
        kind: 'list',
        how: operator === 'includesAll' ? 'all' : 'any',
        texts,
      }));
    case 'open':
      return readOpen(field, operator, value);
    default:
      return readText(field, operator, value);
  }
}

/** Rules name days before the year 3000, so that the ends of their ranges are ordinary days too. Counted from 1970-01-01. */
const END_OF_RULES = Date.UTC(3000, 0, 1) / DAY_MS;

function unreadable(expected: string, path: readonly (string | number)[] = []): Unreadable {
  return { expected, path };
}

/** A value of an undeclared field is compared as what the rule's own value is: a number, true or false, or a text. */
function readOpen(field: Field, operator: PositiveOperator, value: unknown): Comparison | Unreadable {
  const first = Array.isArray(value) ? value[0] : value;
  if (['<', '<=', '>', '>=', 'between'].includes(operator)) return readNumbers(operator, value);
  if (operator === '=' && typeof value === 'boolean') return { kind: 'boolean', value };
  if ((operator === '=' || operator === 'in') && typeof first === 'number') return readNumbers(operator, value);
  return readText(field, operator, value);
}

function readText(field: Field, operator: PositiveOperator, value: unknown): Comparison | Unreadable {
  switch (operator) {
    case '=':
      if (!isUsableText(value)) return unreadable('a text');
      return readTexts([value], field, (texts) => ({ kind: 'text', how: 'equals', texts }));
    case 'in':
      return readTexts(value, field, (texts) => ({ kind: 'text', how: 'equals', texts }));
    case 'beginsWith':
      return readTexts(oneOrMore(value), field, (texts) => ({ kind: 'text', how: 'begins', texts }));
    case 'endsWith':
      return readTexts(oneOrMore(value), field, (texts) => ({ kind: 'text', how: 'ends', texts }));
    case 'containsWord':
      return readEach(oneOrMore(value), wordNeedle, 'a word', (texts) => ({ kind: 'text', how: 'word', texts }));
    case 'matchesPath':
      return readEach(oneOrMore(value), readPathPattern, 'a path that begins with / and has no ? or #', (patterns) => ({
        kind: 'path',
        patterns,
      }));
    default:
      return readTexts(oneOrMore(value), field, (texts) => ({ kind: 'text', how: 'contains', texts }));
  }
}

function oneOrMore(value: unknown): unknown {
  return typeof value === 'string' ? [value] : value;
}

function readTexts(
  value: unknown,
  field: Field,
  make: (texts: readonly string[]) => Comparison,
): Comparison | Unreadable {
  return readEach(value, field.exact ? (text) => text : fold, 'a text', (texts) => make([...new Set(texts)]));
}

function readEach<T>(
  value: unknown,
  read: (text: string) => T | undefined,
  expected: string,
  make: (items: readonly T[]) => Comparison,
): Comparison | Unreadable {
  if (!Array.isArray(value) || value.length === 0) return unreadable(`a list with ${expected} or more`);
  if (value.length > LIMITS.items) return unreadable(`at most ${LIMITS.items} items`);
  const items: T[] = [];
  for (const [index, text] of value.entries()) {
    if (!isUsableText(text)) return unreadable(expected, [index]);
    if (text.length > LIMITS.text) return unreadable(`at most ${LIMITS.text} characters`, [index]);
    const item = read(text);
    if (item === undefined) return unreadable(expected, [index]);
    items.push(item);
  }
  return make(items);
}

function readNumbers(operator: PositiveOperator, value: unknown): Comparison | Unreadable {
  if (operator !== 'in' && operator !== 'between') {
    return Number.isFinite(value)
      ? { kind: 'number', how: operator as Order, value: value as number }
      : unreadable('a number');
  }
  const isPair = operator === 'between';
  const expected = isPair ? 'two numbers, the lower one first' : 'a list of numbers';
  if (!Array.isArray(value) || value.length === 0 || (isPair && value.length !== 2)) return unreadable(expected);
  if (value.length > LIMITS.items) return unreadable(`at most ${LIMITS.items} items`);
  const wrong = value.findIndex((item) => !Number.isFinite(item));
  if (wrong >= 0) return unreadable('a number', [wrong]);
  if (!isPair) return { kind: 'number', how: 'in', values: value };
  const [low, high] = value;
  return low <= high ? { kind: 'number', how: 'between', low, high } : unreadable(expected);
}

function readCount(how: Order, value: unknown): Comparison | Unreadable {
  const parsed = CountValue.safeParse(value);
  if (!parsed.success) return unreadable('{count, within_days?}: a whole number of touches and a number of days');
  const { count, within_days } = parsed.data;
  if (how === '<' && count === 0) return unreadable('a count of 1 or more, for nothing is fewer than none', ['count']);
  return { kind: 'count', how, count, within_ms: within_days === undefined ? null : Math.round(within_days * DAY_MS) };
}

function readTime(
  type: 'date' | 'instant',
  operator: PositiveOperator,
  value: unknown,
  timeZone: string,
): Comparison | Unreadable {
  if (operator === 'inLast' || operator === 'olderThan') return readAge(type, operator, value);
  const mayBeInstant = type === 'instant' && operator !== 'on';
  const expected = mayBeInstant ? 'a day YYYY-MM-DD or an instant in ISO 8601' : 'a day YYYY-MM-DD';
  const stretch = (item: unknown) => stretchOf(type, mayBeInstant, item, timeZone);
  if (operator === 'between') {
    if (!Array.isArray(value) || value.length !== 2) return unreadable('two days, the earlier one first');
    const [first, last] = [stretch(value[0]), stretch(value[1])];
    if (!first || !last) return unreadable(expected, [first ? 1 : 0]);
    if (first.from > last.from) return unreadable('two days, the earlier one first');
    return { kind: first.kind, range: { from: first.from, to: last.to } };
  }
  const at = stretch(value);
  if (!at) return unreadable(expected);
  const { kind, from, to } = at;
  if (operator === 'before') return { kind, range: { from: null, to: from } };
  return { kind, range: operator === 'after' ? { from: to, to: null } : { from, to } };
}

/** What a day or an instant of a rule covers: a day for a `date` field, else the milliseconds of that day, or a single one. */
function stretchOf(type: 'date' | 'instant', mayBeInstant: boolean, value: unknown, timeZone: string) {
  const day = readDay(value);
  if (day === undefined) {
    const instant = mayBeInstant && typeof value === 'string' ? readInstant(value) : undefined;
    if (instant === undefined || instant >= END_OF_RULES * DAY_MS) return undefined;
    return { kind: 'instants', from: instant, to: instant + 1 } as const;
  }
  if (day >= END_OF_RULES) return undefined;
  if (type === 'date') return { kind: 'days', from: day, to: day + 1 } as const;
  return { kind: 'instants', from: startOfDay(day, timeZone), to: startOfDay(day + 1, timeZone) } as const;
}

function readAge(type: 'date' | 'instant', operator: 'inLast' | 'olderThan', value: unknown): Comparison | Unreadable {
  const parsed = Span.safeParse(value);
  if (!parsed.success) return unreadable('{amount, unit}: a whole number of hours or days');
  const { amount, unit } = parsed.data;
  if (type === 'date' && unit !== 'days') return unreadable('days', ['unit']);
  const length = type === 'date' ? amount : amount * UNIT_MS[unit];
  return operator === 'inLast' ? { kind: 'age', from: 0, to: length } : { kind: 'age', from: length, to: null };
}
