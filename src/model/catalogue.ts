import type { Catalogue, Field } from '../conditions/catalogue.ts';
import { listSignals } from '../conditions/walk.ts';
import { allTerms, type Model } from './format.ts';

/** The fields that a model's field terms may name: those of a person, and `signal.<key>`, the touches of each of its signals. */
export function withSignals(model: Model, person: Catalogue): Catalogue {
  const catalogue = new Map(person);
  for (const [key, { name }] of Object.entries(model.signals)) {
    const field: Field = { name: `signal.${key}`, type: 'count', label: name };
    catalogue.set(field.name, field);
  }
  return catalogue;
}

/** The signal of the model that a field of the form `signal.<key>` counts, if it is one. */
export function signalOf(model: Model, field: string): string | undefined {
  const key = field.startsWith('signal.') ? field.slice('signal.'.length) : undefined;
  return key !== undefined && Object.hasOwn(model.signals, key) ? key : undefined;
}

/** The keys of the model's signals that its terms count, by themselves or in a condition, each once. */
export function usedSignals(model: Model): string[] {
  const used = allTerms(model).flatMap((term) => (term.kind === 'field' ? listSignals(term.when) : [term.signal]));
  return [...new Set(used)].filter((key) => Object.hasOwn(model.signals, key));
}
