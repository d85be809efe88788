import type { Period, Rollup, Take } from '../format.ts';

/** How a number of touches is bounded; `never` for none at all. */
export type Bound = 'at least' | 'at most' | 'exactly' | 'other than' | 'never';

/** How one language says the parts of a term. Points come signed ("+5"), shares as "50 %", numbers of days as numbers. */
export type Phrasebook = {
  /** The locale of numbers. */
  locale: string;
  /** What comes of what: "Job title contains head: +10". */
  gives(what: string, parts: readonly string[]): string;
  /** Points for every touch. */
  each(points: string): string;
  /** Only the first touch ever counts. */
  once: string;
  atMost(n: number, per: Period): string;
  halfLife(days: number): string;
  linear(days: number): string;
  cliff(days: number): string;
  /** A share until an age; after the last comes `stepsEnd`. */
  step(share: string, days: number): string;
  stepsEnd: string;
  /** How often a signal's touches came, of all time or in a window. */
  count(signal: string, bound: Bound, count: number, days: number | undefined): string;
  /** When the first or the last touch of a signal occurred, as the name of a field. */
  occurrence(signal: string, which: 'first' | 'last'): string;
  /** Limits of what a term, group or dimension gives. */
  floor(points: string): string;
  ceiling(points: string): string;
  off: string;
  takes: Readonly<Record<Take, string>>;
  /** What a company's score is made of. */
  rollups: Readonly<Record<Rollup['take'], string>>;
  /** Who of a company's people counts as engaged, and whom a decision needs. */
  engaged(from: string, dimension: string): string;
  engagedAboveLowest: string;
  decides(who: string): string;
  nobodyDecides: string;
};

/** Picks the form of a counted noun by the language's own plural rules, with the number before it. */
export function counted(
  locale: string,
  number: number,
  forms: { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>,
): string {
  const form = forms[new Intl.PluralRules(locale).select(number)] ?? forms.other;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }).format(number)} ${form}`;
}
