import { sql } from 'kysely';
import { type Catalogue, catalogueOf, type Field } from '../../conditions/catalogue.ts';
import type { FieldBinding } from '../../conditions/compile-bindings.ts';
import { completenessField, completenessSql, type loadContext, peopleFields, touchFields } from '../identity/index.ts';

type Context = Awaited<ReturnType<typeof loadContext>>;

/** Fields that score people beside their own and their company's. */
const scoringFields: readonly Field[] = [
  { name: 'person.first_source', type: 'text', label: 'First source' },
  completenessField,
];

/** What the conditions of field terms may name. */
export function termCatalogue(context: Context): Catalogue {
  return catalogueOf([...peopleFields(context.person_fields, context.company_fields), ...scoringFields]);
}

/** What the conditions of signals may name. */
export const signalCatalogue: Catalogue = catalogueOf(touchFields);

/** How field terms reach a person's fields in SQL: the person row has the alias `p`. */
export function personBinding(field: string): FieldBinding {
  const dot = field.indexOf('.');
  const [scope, key] = [field.slice(0, dot), field.slice(dot + 1)];
  if (field === completenessField.name) return { kind: 'column', expression: completenessSql(), nullable: false };
  if (field === 'person.first_source') return { kind: 'column', expression: sql.ref('p.first_source_key') };
  return scope === 'company'
    ? { kind: 'jsonb_key', folded: sql.ref('p.company_folded'), raw: sql.ref('p.company'), key }
    : { kind: 'jsonb_key', folded: sql.ref('p.folded'), raw: sql.ref('p.fields'), key };
}
