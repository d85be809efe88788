import type { FieldValue } from '../capture/index.ts';
import { makeValueReader } from '../capture/index.ts';
import type { IdentityContext } from './context.ts';

/** By field key, what reads a value as the field holds it; undefined where it is none of the field's type. */
type Readers = ReadonlyMap<string, (value: FieldValue) => FieldValue | undefined>;
/** What reads the values that arrivals say of a workspace's people and companies. */
export type FieldReaders = { person: Readers; company: Readers };

/** Makes the readers of a workspace's fields, built-in and its own. */
export function makeFieldReaders(
  context: Pick<IdentityContext, 'person_fields' | 'company_fields' | 'time_zone'>,
): FieldReaders {
  const readersOf = (specs: IdentityContext['person_fields']): Readers =>
    new Map(specs.map((spec) => [spec.key, makeValueReader(spec, context.time_zone)]));
  return { person: readersOf(context.person_fields), company: readersOf(context.company_fields) };
}

/**
 * What is said of the fields there are, each value as its field holds it. A value that is none of the field's type stays as it
 * came, so that nobody loses it and conditions see it as missing; its key is added to `notUnderstood`.
 */
export function readFields(
  said: Record<string, FieldValue> | null,
  readers: Readers,
  notUnderstood: string[],
): Record<string, FieldValue> {
  const fields: Record<string, FieldValue> = {};
  for (const key in said) {
    const read = readers.get(key);
    if (!read) continue;
    const value = said[key] as FieldValue;
    const typed = read(value);
    if (typed === undefined) notUnderstood.push(key);
    fields[key] = typed === undefined ? value : typed;
  }
  return fields;
}
