import { type Field, findField } from '../../../../conditions/catalogue.ts';
import type { FieldValue } from '../../../capture/index.ts';
import type { Origin } from '../../../identity/index.ts';
import type { CardField } from '../../contract.ts';
import type { ListContext } from '../../views/list-context.ts';
import { isEditable } from '../editable-fields.ts';
import type { Origins } from './origins.ts';

/** What is known of a person or a company, and where each value comes from. */
export type Known = { fields: Record<string, FieldValue>; field_origin: Record<string, Origin> };

/**
 * Fields in the catalogue's order: those with a value, and those without one that can be given one by hand. `scope` is what
 * the catalogue calls whose fields they are.
 */
export function cardFields(
  { vocabulary, customFields, catalogue }: Pick<ListContext, 'vocabulary' | 'customFields' | 'catalogue'>,
  scope: 'person' | 'company',
  { fields, field_origin }: Known,
  origins: Origins,
): CardField[] {
  return vocabulary.people.flatMap(({ name }): CardField[] => {
    const field = findField(catalogue, name) as Field;
    const key = name.slice(scope.length + 1);
    if (!name.startsWith(`${scope}.`)) return [];
    const value = fields[key] ?? null;
    const editable = isEditable(name);
    if (value === null && !editable) return [];
    const origin = value === null ? undefined : originOf(key, field_origin);
    return [
      {
        name,
        key,
        label: field.label ?? key,
        type: field.type,
        custom: customFields.has(name),
        editable,
        value,
        origin: (origin && origins.get(origin[2])) ?? null,
      },
    ];
  });
}

/** The origins of the values there are. */
export function originsOf({ fields, field_origin }: Known): Origin[] {
  return Object.keys(fields)
    .map((key) => originOf(key, field_origin))
    .filter((origin) => origin !== undefined);
}

/** A name put together from its parts comes from the part that was said last. */
function originOf(key: string, origins: Known['field_origin']): Origin | undefined {
  if (origins[key] || key !== 'full_name') return origins[key];
  const [first, last] = [origins.first_name, origins.last_name];
  return first && last ? (first[0] > last[0] ? first : last) : (first ?? last);
}
