import { z } from 'zod';
import { LeadRow } from './leads.ts';
import { Id } from './named.ts';

/** A field that conditions, columns and sorts may name. `label` is English; screens translate built-in ones by name. */
export const FieldEntry = z.object({
  name: z.string(),
  group: z.string(),
  type: z.string(),
  label: z.string(),
  custom: z.boolean(),
  operators: z.array(z.string()),
  options: z.array(z.object({ value: z.string(), label: z.string() })).nullable(),
  /** What it may be used for besides conditions. */
  column: z.boolean(),
  editable: z.boolean(),
});
export type FieldEntry = z.infer<typeof FieldEntry>;
export const FieldList = z.object({ fields: z.array(FieldEntry) });

export const FieldValuesQuery = z.object({ field: z.string().max(100), q: z.string().max(100).default('') });
/** Values seen in the data, commonest first in a sample of recent people, at most 20. */
export const FieldValuesAnswer = z.object({ values: z.array(z.string()) });

export const SearchQuery = z.object({ q: z.string().trim().min(1).max(200) });
export const SearchAnswer = z.object({
  people: z.array(
    LeadRow.pick({
      person_id: true,
      kind: true,
      full_name: true,
      email: true,
      company_name: true,
      total: true,
      band: true,
      temperature: true,
    }),
  ),
  companies: z.array(z.object({ company_id: Id, name: z.string(), people: z.int() })),
});
export type SearchAnswer = z.infer<typeof SearchAnswer>;
