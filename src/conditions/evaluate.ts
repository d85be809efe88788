import type { Catalogue, Field } from './catalogue.ts';
import type { Comparison, Order } from './comparison.ts';
import type { Condition } from './format.ts';
import { matchesPath } from './path-pattern.ts';
import { type PreparedCondition, type PreparedGroup, type PreparedRule, prepareCondition } from './prepare.ts';
import { readBoolean, readDay, readHits, readInstant, readList, readNumber, readText } from './stored.ts';
import type { Range } from './time.ts';
import { agedRange, countedRange, dayOf } from './time.ts';
import { spaceWords } from './words.ts';

/**
 * Gives a field's stored value, as it is in JSON: text, number, boolean, list, ISO instant (or epoch milliseconds), day
 * `YYYY-MM-DD`; of a `count` field the `occurred_at` of the signal's touches in epoch milliseconds, in any order, later than now
 * allowed. Undefined, null, a blank text, an empty list or a value of another type than the field's is missing.
 */
export type Read = (field: string) => unknown;

/** Whether a condition holds for what `read` gives, at `now` (epoch milliseconds), calendar days being those of `timeZone`. */
export function evaluateCondition(
  condition: Condition,
  catalogue: Catalogue,
  read: Read,
  now: number,
  timeZone: string,
): boolean {
  return holds(prepareCondition(condition, catalogue, timeZone), read, now);
}

/** The same for a condition that was prepared once and is asked often. */
export function holds({ root, timeZone }: PreparedCondition, read: Read, now: number): boolean {
  return groupHolds(root, read, now, timeZone);
}

function groupHolds({ all, not, members }: PreparedGroup, read: Read, now: number, timeZone: string): boolean {
  const memberHolds = (member: PreparedGroup | PreparedRule) =>
    'members' in member ? groupHolds(member, read, now, timeZone) : ruleHolds(member, read, now, timeZone);
  return (all ? members.every(memberHolds) : members.some(memberHolds)) !== not;
}

function ruleHolds({ field, negated, comparison }: PreparedRule, read: Read, now: number, timeZone: string): boolean {
  if (!comparison) return negated;
  const value = read(field.name);
  return compare(comparison, value, { type: field.type, exact: field.exact, now, timeZone }) !== negated;
}

function isKnown(type: Field['type'], value: unknown, exact: boolean | undefined): boolean {
  switch (type) {
    case 'number':
      return readNumber(value) !== undefined;
    case 'boolean':
      return readBoolean(value) !== undefined;
    case 'date':
      return readDay(value) !== undefined;
    case 'instant':
      return readInstant(value) !== undefined;
    case 'list':
    case 'open':
      return readList(value, exact) !== undefined;
    default:
      return readText(value, exact) !== undefined;
  }
}

type Setting = { type: Field['type']; exact: boolean | undefined; now: number; timeZone: string };

/** Whether a positive comparison holds; false when the value is missing. */
function compare(comparison: Comparison, value: unknown, { type, exact, now, timeZone }: Setting): boolean {
  switch (comparison.kind) {
    case 'text':
    case 'path': {
      const text = readText(value, exact);
      return (
        text !== undefined &&
        (comparison.kind === 'path'
          ? comparison.patterns.some((pattern) => matchesPath(text, pattern))
          : matchesText(comparison, text))
      );
    }
    case 'number': {
      const number = readNumber(value);
      return number !== undefined && matchesNumber(comparison, number);
    }
    case 'boolean':
      return readBoolean(value) === comparison.value;
    case 'list': {
      const items = readList(value, exact) ?? [];
      const isIncluded = (text: string) => items.includes(text);
      return comparison.how === 'all' ? comparison.texts.every(isIncluded) : comparison.texts.some(isIncluded);
    }
    case 'days':
      return isWithin(comparison.range, readDay(value));
    case 'instants':
      return isWithin(comparison.range, readInstant(value));
    case 'age':
      return type === 'date'
        ? isWithin(agedRange(comparison, dayOf(now, timeZone)), readDay(value))
        : isWithin(agedRange(comparison, now), readInstant(value));
    case 'count': {
      const hits = readHits(value).filter((at) => isWithin(countedRange(comparison.within_ms, now), at));
      return inOrder(comparison.how, hits.length, comparison.count);
    }
    case 'known':
      return isKnown(type, value, exact);
  }
}

function matchesText({ how, texts }: Comparison & { kind: 'text' }, text: string): boolean {
  switch (how) {
    case 'equals':
      return texts.includes(text);
    case 'contains':
      return texts.some((part) => text.includes(part));
    case 'begins':
      return texts.some((part) => text.startsWith(part));
    case 'ends':
      return texts.some((part) => text.endsWith(part));
    case 'word': {
      const spaced = spaceWords(text);
      return texts.some((needle) => spaced.includes(needle));
    }
  }
}

function matchesNumber(comparison: Comparison & { kind: 'number' }, number: number): boolean {
  if (comparison.how === 'in') return comparison.values.includes(number);
  if (comparison.how === 'between') return number >= comparison.low && number <= comparison.high;
  return inOrder(comparison.how, number, comparison.value);
}

function inOrder(how: Order, left: number, right: number): boolean {
  switch (how) {
    case '=':
      return left === right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

function isWithin({ from, to }: Range, at: number | undefined): boolean {
  return at !== undefined && (from === null || at >= from) && (to === null || at < to);
}
