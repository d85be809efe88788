import { z } from 'zod';
import { FieldValue } from '../../capture/contract.ts';
import { LeadSelection } from './leads.ts';
import { Id, IdParam } from './named.ts';
import { TemperatureBody } from './temperature.ts';

/**
 * What may be done to many at once. `set_field` takes the key of a person field other than e-mail and phone, which say who
 * somebody is; null empties it. `end_temperature` lets the points say again how warm they are.
 */
export const BulkAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('assign_owner'), owner_id: z.string().nullable() }),
  z.object({ kind: z.literal('set_field'), key: z.string().max(63), value: FieldValue }),
  TemperatureBody.extend({ kind: z.literal('set_temperature') }),
  z.object({ kind: z.literal('end_temperature') }),
]);
export type BulkAction = z.infer<typeof BulkAction>;

export const BulkRequest = z.object({
  select: z.union([
    z.strictObject({ person_ids: z.array(Id).min(1).max(5000) }),
    z.strictObject({ query: LeadSelection }),
  ]),
  action: BulkAction,
});
export type BulkRequest = z.infer<typeof BulkRequest>;

/** `affected`: people really changed (those that already were so are left out). */
export const BulkAnswer = z.object({ bulk_change_id: Id, affected: z.int() });
export const BulkParams = z.object({ bulk_change_id: IdParam });

/** `kept`: people left as they are, because they were changed by somebody since. */
export const BulkUndoAnswer = z.object({ restored: z.int(), kept: z.int() });
