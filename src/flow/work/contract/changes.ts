import { z } from 'zod';
import { FieldValue } from '../../capture/contract.ts';
import { Id, IdParam } from './named.ts';
import { PersonParams } from './person.ts';

export const NoteParams = PersonParams.extend({ note_id: IdParam });
export const NoteBody = z.object({ body: z.string().trim().min(1).max(20_000) });
export const NoteAnswer = z.object({ note_id: Id });

/**
 * Person fields by key; null empties one. An e-mail that somebody else has says that both are one person: that is refused as
 * `conflict`, naming the other (`OtherPerson`), unless `merge` agrees to it.
 */
export const FieldsChange = z.object({
  fields: z.record(z.string().max(63), FieldValue).refine((fields) => Object.keys(fields).length > 0, {
    error: 'at least one field expected',
  }),
  merge: z.boolean().default(false),
});
/** What a `conflict` of a `FieldsChange` holds beside its text; `other` is null for somebody whom the asking user may not see. */
export const OtherPerson = z.object({
  reason: z.literal('belongs_to_another'),
  other: z.object({ person_id: Id, full_name: z.string().nullable() }).nullable(),
});
export const OwnerChange = z.object({ owner_id: z.string().nullable() });
/** `changed` is false where it already was so. */
export const ChangeAnswer = z.object({ changed: z.boolean() });
