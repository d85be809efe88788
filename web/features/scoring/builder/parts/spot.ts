import type { Dimension, Group, Model, Term } from '../../../../../src/model/format.ts';

/** The parts that stand in the outline and can be moved. */
export type MovablePart = 'dimension' | 'group' | 'term';

/** One part of a model: by its key where there are several of its kind. */
export type PartId =
  | MovableId
  | { part: 'signal' | 'profile'; key: string }
  | { part: 'whom' | 'bands' | 'grid' | 'company' | 'signals' | 'profiles' };

/** A part that stands in the outline. */
export type MovableId = { part: MovablePart; key: string };

/** Where a part stands or is to stand: in which part (the empty key is the model itself), before which of those that are there. */
export type Spot = { under: string; at: number };

/** A dimension with its place. Undefined where the model has none with that key. */
export function findDimension(model: Model, key: string): { dimension: Dimension; spot: Spot } | undefined {
  const at = model.dimensions.findIndex((each) => each.key === key);
  const dimension = model.dimensions[at];
  return dimension && { dimension, spot: { under: '', at } };
}

/** A group with its dimension and its place in it. Undefined where the model has none with that key. */
export function findGroup(model: Model, key: string): { group: Group; dimension: Dimension; spot: Spot } | undefined {
  for (const dimension of model.dimensions) {
    const at = dimension.groups.findIndex((each) => each.key === key);
    const group = dimension.groups[at];
    if (group) return { group, dimension, spot: { under: dimension.key, at } };
  }
  return undefined;
}

/** A term with its group and its place in it. Undefined where the model has none with that key. */
export function findTerm(
  model: Model,
  key: string,
): { term: Term; group: Group; dimension: Dimension; spot: Spot } | undefined {
  for (const dimension of model.dimensions)
    for (const group of dimension.groups) {
      const at = group.terms.findIndex((each) => each.key === key);
      const term = group.terms[at];
      if (term) return { term, group, dimension, spot: { under: group.key, at } };
    }
  return undefined;
}

/** Where a part of the outline stands. Undefined where the model has none with that key. */
export function findSpot(model: Model, { part, key }: MovableId): Spot | undefined {
  if (part === 'dimension') return findDimension(model, key)?.spot;
  return part === 'group' ? findGroup(model, key)?.spot : findTerm(model, key)?.spot;
}

/** Whether the model has that part. */
export function hasPart(model: Model, id: PartId): boolean {
  if (id.part === 'signal') return Object.hasOwn(model.signals, id.key);
  if (id.part === 'profile') return Object.hasOwn(model.profiles ?? {}, id.key);
  if (id.part === 'dimension' || id.part === 'group' || id.part === 'term') return findSpot(model, id) !== undefined;
  return true;
}

/** A part as one word for an address: `term.pricing_viewed`, `bands`. */
export function writePart(id: PartId): string {
  return 'key' in id ? `${id.part}.${id.key}` : id.part;
}

const MANY = ['dimension', 'group', 'term', 'signal', 'profile'] as const;
const ONE = ['whom', 'bands', 'grid', 'company', 'signals', 'profiles'] as const;

/** The part such a word names. Undefined for any other word. */
export function readPart(word: string): PartId | undefined {
  const one = ONE.find((part) => part === word);
  if (one) return { part: one };
  const dot = word.indexOf('.');
  const many = MANY.find((part) => part === word.slice(0, dot));
  return many === undefined ? undefined : ({ part: many, key: word.slice(dot + 1) } as PartId);
}
