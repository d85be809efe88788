import { z } from 'zod';
import { ROLLUPS } from '../../../model/format.ts';
import { FieldValue } from '../../capture/contract.ts';
import { Validity } from '../../scoring/validity/contract.ts';
import { LeadRow } from './leads.ts';
import { Id, Instant, SourceRef, UserRef } from './named.ts';
import { Temperature } from './temperature.ts';

/** Where the present value of a field came from. */
export const FieldOrigin = z.object({
  touch_id: Id,
  occurred_at: Instant,
  channel: z.string(),
  source: SourceRef.nullable(),
});

/** One known field of a person or company; `name` is that of the catalogue. */
export const CardField = z.object({
  name: z.string(),
  key: z.string(),
  label: z.string(),
  type: z.string(),
  custom: z.boolean(),
  editable: z.boolean(),
  value: FieldValue,
  origin: FieldOrigin.nullable(),
});
export type CardField = z.infer<typeof CardField>;

/** `shared`: more than one person was seen with it, so it links nobody by itself. */
export const CardIdentifier = z.object({
  kind: z.string(),
  value: z.string(),
  shared: z.boolean(),
  first_seen_at: Instant,
});

export const CardLead = z.object({
  lead_id: Id,
  pipeline: z.string(),
  subject: z.string(),
  stage: z.string(),
  source: SourceRef.nullable(),
  owner: UserRef.nullable(),
  opened_at: Instant,
  closed_at: Instant.nullable(),
  close_reason: z.string().nullable(),
  /** Which rule made it a lead, as identity wrote it down. */
  reason: z.unknown(),
});
export type CardLead = z.infer<typeof CardLead>;

export const CardStanding = z.object({
  total: z.int(),
  fit: z.int().nullable(),
  engagement: z.int().nullable(),
  band: z.string(),
  cell: z.string().nullable(),
  version: z.int(),
  computed_at: Instant,
  first_touch_at: Instant,
  last_touch_at: Instant,
  touch_count: z.int(),
});

const PersonBrief = LeadRow.pick({
  person_id: true,
  kind: true,
  full_name: true,
  email: true,
  title: true,
  total: true,
  band: true,
  temperature: true,
});

/** Everything on the card except the timeline, the receipt and the course, which are asked for apart. */
export const PersonCard = z.object({
  person_id: Id,
  kind: z.enum(['lead', 'interest']),
  created_at: Instant,
  first_source: SourceRef.nullable(),
  /** All fields of the catalogue that have a value, and the editable ones that have none (`value` null). */
  fields: z.array(CardField),
  identifiers: z.array(CardIdentifier),
  company: z
    .object({
      company_id: Id,
      name: z.string(),
      fields: z.array(CardField),
      /** Other people of it that the asking user may see, best first, at most ten, of `people_count` in all. */
      people: z.array(PersonBrief),
      people_count: z.int(),
      /** How it stands by all its people, also those the asking user may not see. Null before a model is live. */
      standing: z
        .object({
          take: z.enum(ROLLUPS),
          points: z.int(),
          people: z.int(),
          engaged: z.int(),
          decision_makers: z.int().nullable(),
          decision_makers_engaged: z.int().nullable(),
        })
        .nullable(),
    })
    .nullable(),
  /** The open one first, then closed ones, newest first. */
  leads: z.array(CardLead),
  standing: CardStanding.nullable(),
  validity: Validity,
  /** Null before a model is live. */
  temperature: Temperature.nullable(),
});
export type PersonCard = z.infer<typeof PersonCard>;

/** A person who was merged has no card: go on to `merged_into`. */
export const PersonAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('present'), card: PersonCard }),
  z.object({ state: z.literal('merged'), merged_into: Id }),
]);
export type PersonAnswer = z.infer<typeof PersonAnswer>;
