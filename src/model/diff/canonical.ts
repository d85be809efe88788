import { Model } from '../format.ts';
import { isRecord, RECORDS } from './parts.ts';

/** What a property means when it is left out: saying it outright changes nothing. */
const MEANT_ANYWAY: Readonly<Record<string, unknown>> = {
  off: false,
  not: false,
  weight: 1,
  margin: 0,
  muted: false,
  valueSource: 'value',
};

/** What conditions compare with: taken as it is. */
const VERBATIM = new Set(['value']);

/**
 * The model document in the one form that every document meaning the same has: defaults that matter filled in, what is meant
 * anyway and marks of editors left out, properties in the format's own order, signals and records by key. Takes any model
 * document. Throws a `ZodError` for what is none.
 */
export function canonicalModel(document: unknown): Model {
  const inOrder = Object.entries(Model.parse(document)).map(([property, value]) => [
    property,
    RECORDS.has(property) && isRecord(value) ? sorted<unknown>(value) : value,
  ]);
  return tidy(Object.fromEntries(inOrder)) as Model;
}

/** A value as text: the same for values that differ in nothing but the order of properties. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, part) => (isRecord(part) ? sorted(part) : part)) ?? 'undefined';
}

function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    if (VERBATIM.has(key)) return [[key, isRecord(item) ? sorted(item) : item]];
    if (item === undefined || (key in MEANT_ANYWAY && item === MEANT_ANYWAY[key])) return [];
    return key === 'names' && isRecord(item) && Object.keys(item).length === 0 ? [] : [[key, tidy(item)]];
  });
  return Object.fromEntries(kept);
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
