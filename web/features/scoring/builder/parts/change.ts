import type { Band, Dimension, Group, Model, Profile, Signal, Term } from '../../../../../src/model/format.ts';

type Change<Part> = (part: Part) => Part;

/** The model with one of its dimensions changed. */
export function changeDimension(model: Model, key: string, change: Change<Dimension>): Model {
  return { ...model, dimensions: replace(model.dimensions, (each) => each.key === key, change) };
}

/** The model with one of its groups changed. */
export function changeGroup(model: Model, key: string, change: Change<Group>): Model {
  const holds = (dimension: Dimension) => dimension.groups.some((group) => group.key === key);
  return {
    ...model,
    dimensions: replace(model.dimensions, holds, (dimension) => ({
      ...dimension,
      groups: replace(dimension.groups, (group) => group.key === key, change),
    })),
  };
}

/** The model with one of its terms changed. */
export function changeTerm(model: Model, key: string, change: Change<Term>): Model {
  const group = model.dimensions
    .flatMap((dimension) => dimension.groups)
    .find(({ terms }) => terms.some((term) => term.key === key));
  if (group === undefined) return model;
  return changeGroup(model, group.key, (found) => ({
    ...found,
    terms: replace(found.terms, (term) => term.key === key, change),
  }));
}

/** The model with a signal put in under that key, in the place of the one that may be there. */
export function putSignal(model: Model, key: string, signal: Signal): Model {
  return { ...model, signals: { ...model.signals, [key]: signal } };
}

/** The model with a profile put in under that key, in the place of the one that may be there. */
export function putProfile(model: Model, key: string, profile: Profile): Model {
  return { ...model, profiles: { ...model.profiles, [key]: profile } };
}

/** The model with its bands changed. */
export function changeBands(model: Model, change: (bands: readonly Band[]) => Band[]): Model {
  return { ...model, bands: change(model.bands) };
}

/** A part without one of its optional properties, or with it. */
export function withOptional<Part extends object, Name extends keyof Part>(
  part: Part,
  name: Name,
  value: Part[Name] | undefined,
): Part {
  const { [name]: _, ...rest } = part;
  return (value === undefined ? rest : { ...rest, [name]: value }) as Part;
}

function replace<Part>(parts: readonly Part[], which: (part: Part) => boolean, change: Change<Part>): Part[] {
  return parts.map((part) => (which(part) ? change(part) : part));
}
