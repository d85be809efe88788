import type { Operator } from '../format.ts';

/** An elapsed time in words needs its number, so that it can be declined. */
export type Elapsed = { amount: number; unit: 'hours' | 'days' };

/** Says one comparison of `subject`. `text` is the value, or several joined by `anyOf`; `last` the second end of a `between`. */
export type Say = (subject: string, text: string, last: string) => string;

type TimeOperator = 'on' | 'notOn' | 'before' | 'after' | 'between' | 'notBetween';
type SpecialOperator = 'null' | 'notNull' | 'inLast' | 'notInLast' | 'olderThan' | `includes${string}`;
type ValueOperator = Exclude<Operator, SpecialOperator | 'on' | 'notOn' | 'before' | 'after'>;

/** How a number of touches is bounded; `never` instead of a number of nought. */
export type CountHow = 'never' | 'at least' | 'at most' | 'exactly' | 'other than';

/** How one language says conditions. All texts are clauses in the middle of a sentence. */
export type Phrasebook = {
  /** The locale of numbers and dates. */
  locale: string;
  /** What an `and` or an `or` without rules says. */
  always: string;
  never: string;
  yes: string;
  no: string;
  /** A field's label as the subject of a clause. */
  subject(label: string): string;
  /** A value that would not be recognised as one otherwise, because of a comma in it, say. */
  quote(text: string): string;
  /** "a, b or c", `more` others being left out. */
  anyOf(values: readonly string[], more: number): string;
  /** Clauses joined; in brackets, as a group inside a group; and turned round (`not`). */
  join(clauses: readonly string[], combinator: 'and' | 'or'): string;
  brackets(clause: string): string;
  not(clauses: readonly string[], combinator: 'and' | 'or'): string;
  /** Texts and numbers. */
  values: Readonly<Record<ValueOperator, Say>>;
  /** Days and instants. */
  times: Readonly<Record<TimeOperator, Say>>;
  is(subject: string, yesOrNo: string): string;
  /** A boolean that is not one value: it is the `other`, or nobody knows. */
  isOrUnknown(subject: string, other: string): string;
  known(subject: string): string;
  unknown(subject: string): string;
  inLast(subject: string, elapsed: Elapsed, negated: boolean): string;
  /** At least that long ago. */
  longAgo(subject: string, elapsed: Elapsed): string;
  includes(subject: string, how: 'any' | 'all' | 'none', values: readonly string[], more: number): string;
  /** How many touches match a signal, of all time or `within` the last days. */
  count(signal: string, how: CountHow, count: number, within: Elapsed | undefined): string;
  /** A rule that no longer fits the catalogue. */
  unreadable(subject: string): string;
};

/** A label with a small first letter, unless its first word has more capitals (URL, UTM source, LinkedIn profile). */
export function uncapitalize(label: string): string {
  const [first = ''] = label.split(/\s/, 1);
  return /\p{Lu}/u.test(first.slice(1)) ? label : label.slice(0, 1).toLowerCase() + label.slice(1);
}

/** Picks the form of a counted noun by the language's own plural rules. */
export function pluralForm<T>(
  rules: Intl.PluralRules,
  amount: number,
  forms: { other: T } & Partial<Record<Intl.LDMLPluralRule, T>>,
): T {
  return forms[rules.select(amount)] ?? forms.other;
}

/** "a, b and c": with a comma before the last where the language asks for one, or where a clause is itself a list. */
export function joinClauses(
  clauses: readonly string[],
  conjunction: string,
  comma: 'always' | 'of three' | 'of lists',
): string {
  if (clauses.length < 2) return clauses.join();
  const hasList = clauses.some((clause) => clause.includes(', ') || clause.includes(` ${conjunction} `));
  const isNeeded = comma === 'always' || (comma === 'of three' && clauses.length > 2) || hasList;
  return `${clauses.slice(0, -1).join(', ')}${isNeeded ? ',' : ''} ${conjunction} ${clauses.at(-1)}`;
}
