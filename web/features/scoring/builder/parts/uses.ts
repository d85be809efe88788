import { listProfiles } from '../../../../../src/conditions/profiles.ts';
import { listSignals } from '../../../../../src/conditions/walk.ts';
import type { Model, Term } from '../../../../../src/model/format.ts';

/** The terms that count a signal, by themselves or in a condition; switched off or not. */
export function termsOfSignal(model: Model, key: string): Term[] {
  return everyTerm(model).filter((term) =>
    term.kind === 'field' ? listSignals(term.when).includes(key) : term.signal === key,
  );
}

/** Whether anything in the model counts a signal. */
export function usesSignal(model: Model, key: string): boolean {
  const { applies_to } = model;
  return (applies_to !== undefined && listSignals(applies_to).includes(key)) || termsOfSignal(model, key).length > 0;
}

/** The terms whose condition refers to a profile. */
export function termsOfProfile(model: Model, key: string): Term[] {
  return everyTerm(model).filter((term) => term.kind === 'field' && listProfiles(term.when).includes(key));
}

/** Whether anything in the model refers to a profile. */
export function usesProfile(model: Model, key: string): boolean {
  const asked = [model.applies_to, model.company?.decision_maker].filter((when) => when !== undefined);
  return asked.some((when) => listProfiles(when).includes(key)) || termsOfProfile(model, key).length > 0;
}

function everyTerm(model: Model): Term[] {
  return model.dimensions.flatMap(({ groups }) => groups.flatMap(({ terms }) => terms));
}
