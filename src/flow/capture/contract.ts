import { z } from 'zod';
import { FieldValue, touchTypes } from './arrival.ts';

export { FieldValue, touchTypes };

/** The kinds of way in. Which door a touch came through says nothing about it: a form behind an advert is `ads`. */
export const sourceChannels = [
  'form',
  'tracking',
  'file',
  'api',
  'manual',
  'ads',
  'email',
  'call',
  'chat',
  'event',
  'partner',
  'social',
] as const;
export const SourceChannel = z.enum(sourceChannels);
export type SourceChannel = z.infer<typeof SourceChannel>;

/** An instant in JSON: ISO 8601 in UTC. */
const Instant = z.iso.datetime();

const hostName = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9.-]+(:\d+)?$/, 'expected a host such as www.example.com, without https:// and path')
  .max(253);

/** What a source allows beyond its columns. */
export const SourceSettings = z.object({
  /** Hosts that a form may send the visitor back to besides the one the form stands on. */
  allowed_return_hosts: z.array(hostName).max(50).default([]),
});
export type SourceSettings = z.infer<typeof SourceSettings>;

/** A named way in; every touch has one (CAP-19). */
export const Source = z.object({
  source_id: z.int(),
  key: z.string(),
  name: z.string(),
  channel: SourceChannel,
  /** What a lead from here asks for unless it says so itself. */
  subject: z.string().nullable(),
  /** What was offered for the data (a white paper, a prize), which tells how much interest it shows. */
  incentive: z.string().nullable(),
  /** Whether people here know that a sale is involved; null while nobody has said. */
  sales_aware: z.boolean().nullable(),
  /** Whether contacts from here were bought, rather than gave themselves. */
  bought: z.boolean().nullable(),
  settings: SourceSettings,
  created_at: Instant,
  archived_at: Instant.nullable(),
  last_received_at: Instant.nullable(),
});
export type Source = z.infer<typeof Source>;

export const SourceKey = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'expected 1–63 of a–z, 0–9, _ and -, not beginning with _ or -');

const shortText = z.string().trim().min(1).max(200);

/** `POST /api/sources` */
export const NewSource = z.object({
  /** Made from the name when left out. */
  key: SourceKey.optional(),
  name: shortText,
  channel: SourceChannel,
  subject: shortText.nullish(),
  incentive: shortText.nullish(),
  sales_aware: z.boolean().nullish(),
  bought: z.boolean().nullish(),
  settings: SourceSettings.partial().optional(),
});
export type NewSource = z.infer<typeof NewSource>;

/** `PATCH /api/sources/:source_id`: what is left out stays. A source with touches is archived, never deleted. */
export const SourceChange = z
  .object({
    name: shortText,
    channel: SourceChannel,
    subject: shortText.nullable(),
    incentive: shortText.nullable(),
    sales_aware: z.boolean().nullable(),
    bought: z.boolean().nullable(),
    settings: SourceSettings.partial(),
    archived: z.boolean(),
  })
  .partial();
export type SourceChange = z.infer<typeof SourceChange>;

/** `GET /api/sources?archived=true` lists archived ones too. */
export const SourceList = z.object({ sources: z.array(Source) });

/** `GET /api/sources/days?from=2026-01-01&to=2026-01-31`: days are workspace days of arrival, both ends included. */
export const SourceDaysQuery = z.object({ from: z.iso.date(), to: z.iso.date() });
export const SourceDays = z.object({
  days: z.array(
    z.object({
      source_id: z.int(),
      day: z.iso.date(),
      touches: z.int(),
      people: z.int(),
      leads: z.int(),
    }),
  ),
});

/** `GET /api/sources/:source_id/heard`: the answer to "do you hear my site?", for a page that asks every few seconds. */
export const Heard = z.object({
  source_id: z.int(),
  last_received_at: Instant.nullable(),
  touches_today: z.int(),
  /** Newest first, at most five. */
  latest: z.array(
    z.object({
      type: z.enum(touchTypes),
      event: z.string().nullable(),
      url: z.string().nullable(),
      received_at: Instant,
    }),
  ),
  /** Things from this source that could not be understood and wait in the list of unreadable ones. */
  unreadable_waiting: z.int(),
});
export type Heard = z.infer<typeof Heard>;

/** `POST /api/leads`: a lead from another system or typed in by hand. `Idempotency-Key` as a header does as well. */
export const NewLead = z
  .object({
    /** The key of a source. Typed in by hand: `manual`, or the source that the user chose. */
    source: z.string().min(1),
    email: z
      .string()
      .trim()
      .max(320)
      .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'expected an e-mail address such as ada@example.com')
      .optional(),
    phone: z.string().trim().max(64).optional(),
    user_id: z.string().trim().min(1).max(512).optional(),
    anonymous_id: z.string().trim().min(1).max(512).optional(),
    /** `system:id`, for example `hubspot:1042`. */
    foreign_id: z
      .string()
      .trim()
      .regex(/^[^:\s]+:\S.*$/, 'expected system:id, for example hubspot:1042')
      .max(512)
      .optional(),
    /** Person fields by key: `full_name`, `title`, `country` …, and the workspace's own fields. */
    person: z.record(z.string(), FieldValue).optional(),
    /** Company fields by key: `name`, `industry`, `employees` … */
    company: z.record(z.string(), FieldValue).optional(),
    subject: z.string().trim().max(500).optional(),
    message: z.string().max(20_000).optional(),
    /** When it happened; now when left out. */
    occurred_at: z.iso.datetime({ offset: true }).optional(),
    /** What else is worth keeping on the touch, for signals. */
    properties: z.record(z.string(), z.unknown()).optional(),
    idempotency_key: z.string().min(1).max(512).optional(),
  })
  .refine(saysWho, 'expected an identifier, or a field of a person or company');
export type NewLead = z.infer<typeof NewLead>;

type SaysWho = Partial<Record<'email' | 'phone' | 'user_id' | 'anonymous_id' | 'foreign_id', string | undefined>> & {
  person?: Record<string, FieldValue> | undefined;
  company?: Record<string, FieldValue> | undefined;
};

function saysWho({ email, phone, user_id, anonymous_id, foreign_id, person, company }: SaysWho): boolean {
  if (email || phone || user_id || anonymous_id || foreign_id) return true;
  return Object.values({ ...person, ...company }).some((value) => value !== null && value !== '');
}

export const NewLeadAnswer = z.object({
  person_id: z.int(),
  touch_id: z.int(),
  /** Whether this opened a lead; false when the person is still an interest or already has an open lead. */
  lead_opened: z.boolean(),
  person_created: z.boolean(),
  company_created: z.boolean(),
  /** The idempotency key was seen before: nothing was written. */
  repeated: z.boolean(),
});
export type NewLeadAnswer = z.infer<typeof NewLeadAnswer>;

/** Doors at which something may turn out not to be understood. A file's rejected rows are listed with its import. */
export const doors = ['segment', 'form', 'lead'] as const;
export const Door = z.enum(doors);
export type Door = z.infer<typeof Door>;

export const unreadableStates = ['waiting', 'replayed', 'dismissed'] as const;
export const UnreadableState = z.enum(unreadableStates);

/** Something that reached a door and could not be understood, as it came. */
export const Unreadable = z.object({
  unreadable_id: z.int(),
  source_id: z.int().nullable(),
  door: Door,
  received_at: Instant,
  content_type: z.string().nullable(),
  /** As it came; bytes that are no text are base64. In lists cut at 2,000 characters. */
  body: z.string(),
  body_chars: z.int(),
  problems: z.array(z.object({ path: z.array(z.union([z.string(), z.int()])), message: z.string() })),
  state: UnreadableState,
  settled_at: Instant.nullable(),
});
export type Unreadable = z.infer<typeof Unreadable>;

/** `GET /api/unreadable`: newest first; `before` is the `next` of the page before. */
export const UnreadableQuery = z.object({
  state: UnreadableState.default('waiting'),
  source_id: z.coerce.number().int().optional(),
  door: Door.optional(),
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type UnreadableQuery = z.infer<typeof UnreadableQuery>;
export const UnreadableList = z.object({
  unreadable: z.array(Unreadable),
  next: z.int().nullable(),
  waiting: z.int(),
});

/** `POST /api/unreadable/replay` and `/dismiss`: which waiting ones; no choice at all means every one of them. */
export const UnreadableChoice = z.object({
  unreadable_ids: z.array(z.int()).min(1).max(1000).optional(),
  source_id: z.int().optional(),
  door: Door.optional(),
});
export type UnreadableChoice = z.infer<typeof UnreadableChoice>;

/** Those still not understood stay waiting, with the problems found now. `left`: not tried yet, ask again. */
export const ReplayAnswer = z.object({ replayed: z.int(), still_unreadable: z.int(), left: z.int() });
export type ReplayAnswer = z.infer<typeof ReplayAnswer>;
export const DismissAnswer = z.object({ dismissed: z.int() });
