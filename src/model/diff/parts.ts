import type { Model } from '../format.ts';

/** The way to something in a model by keys, not places: `['dimensions', 'fit', 'groups', 'title', 'terms', 'chief', 'points']`. */
export type KeyPath = readonly string[];

/**
 * Something in a model that has a key of its own: the model itself, a dimension, group, term, band or signal. `list` is the
 * property it stands in ("" for the model), `own` what is said of it without the parts inside it, `place` counts from 0.
 */
export type Part = {
  list: string;
  key: string;
  path: KeyPath;
  parent: string | undefined;
  place: number;
  own: Record<string, unknown>;
};

/** The properties of the model that hold parts by key, in no order; lists of things with a key hold parts anyway. */
export const RECORDS = new Set(['signals', 'profiles']);

/** How a part is named among all parts: keys are unique among the terms, groups and so on of the whole model. */
export function idOf({ list, key }: Pick<Part, 'list' | 'key'>): string {
  return `${list}/${key}`;
}

/** Every part of a canonical model by its name, each before those inside it, in the model's order. */
export function listParts(model: Model): Map<string, Part> {
  const parts = new Map<string, Part>();
  collect(parts, model, { list: '', key: '', path: [], parent: undefined, place: 0 });
  return parts;
}

function collect(parts: Map<string, Part>, value: Record<string, unknown>, at: Omit<Part, 'own'>): void {
  const own: Record<string, unknown> = {};
  parts.set(idOf(at), { ...at, own });
  for (const [property, item] of Object.entries(value)) {
    const inside = partsIn(property, item);
    if (!inside) own[property] = item;
    inside?.forEach(([key, part], place) => {
      const path = [...at.path, property, key];
      collect(parts, part, { list: property, key, path, parent: idOf(at), place });
    });
  }
}

function partsIn(property: string, value: unknown): [string, Record<string, unknown>][] | undefined {
  if (Array.isArray(value) && value.every(isKeyed)) return value.map((item) => [item.key, item]);
  return RECORDS.has(property) && isRecord(value)
    ? Object.entries(value as Record<string, Record<string, unknown>>)
    : undefined;
}

function isKeyed(item: unknown): item is Record<string, unknown> & { key: string } {
  return isRecord(item) && typeof item.key === 'string';
}

/** Whether a value is an object with properties. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
