import { type Catalogue, type Field, findField, operatorsFor } from './catalogue.ts';
import { type Comparison, readComparison } from './comparison.ts';
import { type Condition, isGroup, type Rule, type Span } from './format.ts';
import { en } from './phrases/en.ts';
import type { Elapsed, Phrasebook } from './phrases/phrasebook.ts';
import { ro } from './phrases/ro.ts';
import { ru } from './phrases/ru.ts';
import { zh } from './phrases/zh.ts';
import { splitOperator } from './prepare.ts';

const PHRASEBOOKS = { en, ru, zh, ro } as const;

/** The languages a condition can be read in. */
export type Language = keyof typeof PHRASEBOOKS;

/**
 * What a field is called in the reader's language, or with `value` what one of its values is called (a stage, an owner).
 * Undefined leaves it to the catalogue's label, and at last to the name itself.
 */
export type LabelOf = (field: string, value?: string) => string | undefined;

/** Beyond this many values a sentence says how many more there are. */
const MOST_VALUES = 8;
/** A value that stands for itself in a sentence without quotation marks. */
const PLAIN_VALUE = /^[\p{L}\p{N}/][\p{L}\p{M}\p{N}@._+#&%/:*'’ -]*$/u;

/**
 * A condition as one sentence without a full stop: "Job title contains head, chief or director, and country is not US".
 * Groups within groups stand in brackets.
 */
export function describeCondition(
  condition: Condition,
  catalogue: Catalogue,
  language: Language,
  labelOf: LabelOf = () => undefined,
): string {
  const sentence = sayGroup(condition, { phrases: PHRASEBOOKS[language], catalogue, labelOf }, true);
  const [first = ''] = sentence;
  return first.toLocaleUpperCase(PHRASEBOOKS[language].locale) + sentence.slice(first.length);
}

type Telling = { phrases: Phrasebook; catalogue: Catalogue; labelOf: LabelOf };

function sayGroup({ combinator, not, rules }: Condition, telling: Telling, isOutermost: boolean): string {
  const { phrases } = telling;
  if (rules.length === 0) return (combinator === 'and') !== (not === true) ? phrases.always : phrases.never;
  const clauses = rules.map((node) =>
    isGroup(node) ? sayGroup(node, telling, rules.length === 1 && !not) : sayRule(node, telling),
  );
  if (not) return phrases.not(clauses, combinator);
  const joined = phrases.join(clauses, combinator);
  return isOutermost || clauses.length === 1 ? joined : phrases.brackets(joined);
}

function sayRule({ field: name, operator, value }: Rule, { phrases, catalogue, labelOf }: Telling): string {
  const field = findField(catalogue, name);
  const subject = phrases.subject(labelOf(name) ?? field?.label ?? nameOf(name));
  if (!field || !operatorsFor(field.type).includes(operator)) return phrases.unreadable(subject);
  const { positive, negated } = splitOperator(operator);
  const comparison = readComparison(field, positive, value, 'UTC');
  if ('expected' in comparison) return phrases.unreadable(subject);
  const sayValue = (item: unknown) => sayItem(item, field, phrases, labelOf);
  switch (comparison.kind) {
    case 'known':
      return operator === 'null' ? phrases.unknown(subject) : phrases.known(subject);
    case 'boolean': {
      const [same, other] = comparison.value ? [phrases.yes, phrases.no] : [phrases.no, phrases.yes];
      return negated ? phrases.isOrUnknown(subject, other) : phrases.is(subject, same);
    }
    case 'age': {
      const elapsed = value as Span;
      return operator === 'olderThan' ? phrases.longAgo(subject, elapsed) : phrases.inLast(subject, elapsed, negated);
    }
    case 'days':
    case 'instants': {
      const [first, last] = [value].flat().map((at) => sayTime(String(at), phrases.locale));
      return phrases.times[operator as keyof Phrasebook['times']](subject, first ?? '', last ?? '');
    }
    case 'count':
      return sayCount(comparison, subject, negated, phrases);
    case 'list': {
      const { shown, more } = shorten(value, sayValue);
      return phrases.includes(subject, negated ? 'none' : comparison.how, shown, more);
    }
    default: {
      const say = phrases.values[operator as keyof Phrasebook['values']];
      if (comparison.kind === 'number' && comparison.how === 'between') {
        return say(subject, sayValue(comparison.low), sayValue(comparison.high));
      }
      const { shown, more } = shorten(value, sayValue);
      return say(subject, phrases.anyOf(shown, more), '');
    }
  }
}

function sayCount(
  { how, count, within_ms }: Comparison & { kind: 'count' },
  subject: string,
  negated: boolean,
  phrases: Phrasebook,
): string {
  const within = within_ms === null ? undefined : elapsedOf(within_ms);
  if (how === '=' && count === 0) {
    return negated ? phrases.count(subject, 'at least', 1, within) : phrases.count(subject, 'never', 0, within);
  }
  if (how === '=') return phrases.count(subject, negated ? 'other than' : 'exactly', count, within);
  if (how === '>' || how === '>=') return phrases.count(subject, 'at least', how === '>' ? count + 1 : count, within);
  const most = how === '<' ? count - 1 : count;
  return phrases.count(subject, most === 0 ? 'never' : 'at most', most, within);
}

/** A window in whole days where it is one, else in hours, rounded to what can be said. */
function elapsedOf(milliseconds: number): Elapsed {
  const hours = Math.max(1, Math.round(milliseconds / 3_600_000));
  return hours % 24 === 0 ? { amount: hours / 24, unit: 'days' } : { amount: hours, unit: 'hours' };
}

function shorten(value: unknown, say: (item: unknown) => string): { shown: string[]; more: number } {
  const items = [value].flat();
  const kept = items.length > MOST_VALUES + 1 ? MOST_VALUES : items.length;
  return { shown: items.slice(0, kept).map(say), more: items.length - kept };
}

function sayItem(item: unknown, field: Field, phrases: Phrasebook, labelOf: LabelOf): string {
  if (typeof item === 'number')
    return new Intl.NumberFormat(phrases.locale, { maximumSignificantDigits: 15 }).format(item);
  const text = String(item);
  const label = labelOf(field.name, text) ?? field.options?.find((option) => option.value === text)?.label;
  if (label !== undefined) return label;
  return PLAIN_VALUE.test(text) && !text.endsWith(' ') ? text : phrases.quote(text);
}

function sayTime(text: string, locale: string): string {
  const format: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeZone: 'UTC' };
  if (text.length === 10) return new Intl.DateTimeFormat(locale, format).format(new Date(text));
  return `${new Intl.DateTimeFormat(locale, { ...format, timeStyle: 'short' }).format(new Date(text))} UTC`;
}

/** A field's name without its scope, in words: `person.job_title` → "Job title". */
function nameOf(field: string): string {
  const words = field
    .slice(field.lastIndexOf('.') + 1)
    .replaceAll('_', ' ')
    .trim();
  return words === '' ? field : words.slice(0, 1).toUpperCase() + words.slice(1);
}
