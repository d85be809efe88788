import { foldFields } from '../../conditions/fold.ts';
import type { FieldValue } from '../capture/index.ts';
import type { CompanyRow } from './companies.ts';
import { deriveFields, type Folded, searchText } from './fold-sayings.ts';
import type { PersonRow } from './queries/read.ts';
import type { PersonWrite } from './queries/write.ts';

/** A person while a batch is being folded into it. */
export type Draft = {
  person_id: number;
  isNew: boolean;
  created_at: number;
  first_source_id: number;
  merged_into: number | null;
  fold: Folded;
};

/** The fold a row holds: fields that were derived carry no origin and are derived again. */
export function foldOf(row: Pick<PersonRow, 'fields' | 'field_origin'>): Folded {
  const fields: Record<string, FieldValue> = {};
  for (const key of Object.keys(row.field_origin))
    if (row.fields[key] !== undefined) fields[key] = row.fields[key] as FieldValue;
  return { fields, origin: row.field_origin };
}

/** The row to write for a draft, with the copy of its company. */
export function personWrite(draft: Draft, companies: Map<number, CompanyRow>): PersonWrite {
  const fields = deriveFields(draft.fold.fields);
  const companyId = typeof fields.company_id === 'number' ? fields.company_id : null;
  const company = (companyId === null ? undefined : companies.get(companyId)) ?? undefined;
  const companyFields = company ? { ...company.fields, name: company.name } : {};
  return {
    person_id: draft.person_id,
    created_at: draft.created_at,
    first_source_id: draft.first_source_id,
    merged_into: draft.merged_into,
    company_id: companyId,
    fields,
    folded: foldFields(fields),
    field_origin: draft.fold.origin,
    company: companyFields,
    company_folded: foldFields(companyFields),
    search: searchText(fields, companyFields),
  };
}
