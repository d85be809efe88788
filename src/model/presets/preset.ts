import type { Language } from '../../conditions/describe.ts';
import type { Condition } from '../../conditions/format.ts';
import type { Decay, FieldTerm, Group, Model, SignalTerm } from '../format.ts';
import { WORDINGS } from './wording.ts';

/** A model that comes with the product: what it is called and for, and the model itself with its names in a language. */
export type Preset = {
  about: (language: Language) => { name: string; about: string };
  model: (language: Language) => Model;
};

/** The names of a preset in every language. */
export type Names<Name extends string> = Readonly<Record<Language, Readonly<Record<Name | 'name' | 'about', string>>>>;

/** Cold, warm and hot, entered at these totals and left this many points lower. */
export function threeBands(language: Language, warm: number, hot: number, margin: number): Model['bands'] {
  const { bands } = WORDINGS[language];
  return [
    { key: 'cold', name: bands.cold },
    { key: 'warm', name: bands.warm, from: warm, margin },
    { key: 'hot', name: bands.hot, from: hot, margin },
  ];
}

/** A term that gives points for each touch of the signal of its own key. */
export function each(
  key: string,
  name: string,
  points: number,
  { decay = { curve: 'none' }, at_most }: { decay?: Decay; at_most?: SignalTerm['at_most'] } = {},
): SignalTerm {
  return { kind: 'signal', key, name, signal: key, points, decay, ...(at_most ? { at_most } : {}) };
}

/** A term that gives points for the signal of its own key once and for ever. */
export function once(key: string, name: string, points: number): SignalTerm {
  return each(key, name, points, { at_most: { n: 1, per: 'ever' } });
}

/** A term that gives points while a condition holds. */
export function given(key: string, name: string, points: number, when: Condition): FieldTerm {
  return { kind: 'field', key, name, points, when };
}

/** The signals that groups of terms count, by themselves or in the conditions named besides; each called like its term. */
export function signalsOf(
  groups: readonly Group[],
  conditions: Readonly<Record<string, Condition>>,
  besides: Readonly<Record<string, string>> = {},
): Model['signals'] {
  const counted = groups.flatMap(({ terms }) =>
    terms.flatMap((term) => (term.kind === 'field' ? [] : [[term.signal, term.name ?? term.signal] as const])),
  );
  const names = new Map([...counted.reverse(), ...Object.entries(besides)]);
  return Object.fromEntries(
    [...names].flatMap(([key, name]) => (conditions[key] ? [[key, { name, when: conditions[key] }]] : [])),
  );
}
