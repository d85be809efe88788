import type { Catalogue, Field } from '../conditions/catalogue.ts';
import type { Condition } from '../conditions/format.ts';
import { profileFields, withoutProfiles } from '../conditions/profiles.ts';
import { listSignals } from '../conditions/walk.ts';
import { allTerms, type Model } from './format.ts';

/** What a condition may ask about a signal: how many of its touches there are, and when the first and the last of them occurred. */
export type SignalAspect = 'count' | 'first' | 'last';

/**
 * The fields that a model's field terms may name: those of a person, `signal.<key>` (the touches of each of its signals),
 * `signal.<key>.first` and `.last` (when these occurred), and `profile.<key>`.
 */
export function withSignals(model: Model, person: Catalogue): Catalogue {
  const catalogue = new Map(person);
  const add = (field: Field) => catalogue.set(field.name, field);
  for (const [key, { name }] of Object.entries(model.signals)) {
    add({ name: `signal.${key}`, type: 'count', label: name });
    add({ name: `signal.${key}.first`, type: 'instant', label: `${name} (first)` });
    add({ name: `signal.${key}.last`, type: 'instant', label: `${name} (last)` });
  }
  for (const field of profileFields(model.profiles)) add(field);
  return catalogue;
}

/** The signal of the model that a field asks about, and what of it. Undefined for every other field. */
export function signalOf(model: Model, field: string): { key: string; aspect: SignalAspect } | undefined {
  if (!field.startsWith('signal.')) return undefined;
  const [, key = '', aspect = 'count'] = field.split('.');
  if (!Object.hasOwn(model.signals, key)) return undefined;
  return aspect === 'count' || aspect === 'first' || aspect === 'last' ? { key, aspect } : undefined;
}

/** Every condition on people in the model, its profiles put in: of its field terms that are switched on, and whom it is for. */
export function conditionsOf(model: Model): Condition[] {
  const whens = allTerms(model).flatMap((term) => (term.kind === 'field' ? [term.when] : []));
  return [...whens, ...(model.applies_to ? [model.applies_to] : [])].map((when) =>
    withoutProfiles(when, model.profiles),
  );
}

/** The keys of the model's signals that its terms count, by themselves or in a condition, each once. */
export function usedSignals(model: Model): string[] {
  const counted = allTerms(model).flatMap((term) => (term.kind === 'field' ? [] : [term.signal]));
  const used = [...counted, ...conditionsOf(model).flatMap(listSignals)];
  return [...new Set(used)].filter((key) => Object.hasOwn(model.signals, key));
}
