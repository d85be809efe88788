import { z } from 'zod';

/** What a touch may be. The list is closed: what a door cannot name is `track` with an event of its own. */
export const touchTypes = [
  'page',
  'screen',
  'track',
  'identify',
  'group',
  'alias',
  'form',
  'row',
  'lead',
  'edit',
  'note',
] as const;
export type TouchType = (typeof touchTypes)[number];

/** A typed value that a person or company field can hold. `null` says that the field was emptied. */
export const FieldValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
export type FieldValue = z.infer<typeof FieldValue>;

/**
 * What a door says about who this was, as it was written there; identity normalises and judges it.
 * `foreign_id` is `system:id` (a CRM's record, a file's id column).
 */
export const Claims = z.object({
  email: z.string().optional(),
  phone: z.string().optional(),
  user_id: z.string().optional(),
  anonymous_id: z.string().optional(),
  previous_id: z.string().optional(),
  foreign_id: z.string().optional(),
  group_id: z.string().optional(),
});
export type Claims = z.infer<typeof Claims>;

/**
 * One thing that reached us, parsed at its door and on its way to becoming a touch.
 * `idempotency_key` is unique in a workspace; instants are epoch milliseconds; `occurred_at` may lie in the future
 * (clock skew) and then counts from `received_at`. `properties` are flat, for conditions on touches; `fields` and
 * `company` are keyed by field key, `raw` is the JSON text as it came.
 */
export type Arrival = {
  idempotency_key: string;
  source_id: number;
  channel: string;
  type: TouchType;
  event: string | null;
  occurred_at: number;
  received_at: number;
  claims: Claims;
  properties: Record<string, unknown>;
  fields: Record<string, FieldValue> | null;
  company: Record<string, FieldValue> | null;
  /** A touch made by a user on a known card carries the person directly and needs no claims. */
  person_id?: number;
  raw: string;
};

/** What became of one arrival, in the order of the batch. */
export type Outcome = {
  person_id: number;
  touch_id: number;
  /** The key was seen before: nothing was written, the ids are those of the first time. */
  repeated: boolean;
  person_created: boolean;
  company_created: boolean;
  lead_opened: boolean;
};
