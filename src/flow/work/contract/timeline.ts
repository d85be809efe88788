import { z } from 'zod';
import { FieldValue, touchTypes } from '../../capture/contract.ts';
import { Id, IdParam, Instant, SourceRef, UserRef } from './named.ts';
import { PersonParams } from './person.ts';

export const timelineKinds = ['touch', 'note', 'owner', 'merge', 'temperature'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** `kinds` (of entries) and `types` (of touches) are comma-separated; all where nothing is said. */
export const TimelineQuery = z.object({
  after: z.string().max(200).optional(),
  kinds: z.string().max(100).optional(),
  types: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/**
 * A touch, or all views of one page on one day of the workspace's calendar folded into their newest: `count` says how
 * many, `first_at` when the earliest of them was.
 */
const TouchEntry = z.object({
  kind: z.literal('touch'),
  at: Instant,
  touch_id: Id,
  type: z.enum(touchTypes),
  channel: z.string(),
  event: z.string().nullable(),
  source: SourceRef.nullable(),
  properties: z.record(z.string(), z.unknown()),
  /** What it said about the person. */
  fields: z.record(z.string(), FieldValue).nullable(),
  count: z.int(),
  first_at: Instant,
});
const NoteEntry = z.object({
  kind: z.literal('note'),
  at: Instant,
  note_id: Id,
  body: z.string(),
  author: UserRef,
  edited_at: Instant.nullable(),
  /** May the asking user change or delete it. */
  editable: z.boolean(),
});
const OwnerEntry = z.object({
  kind: z.literal('owner'),
  at: Instant,
  from: UserRef.nullable(),
  to: UserRef.nullable(),
  by: UserRef.nullable(),
});
const MergeEntry = z.object({
  kind: z.literal('merge'),
  at: Instant,
  merged_person_id: Id,
  evidence: z.unknown(),
  undone_at: Instant.nullable(),
});
/** How warm somebody is was said by hand, or that ended: `by` null where it ended by itself, as was said. */
const TemperatureEntry = z.object({
  kind: z.literal('temperature'),
  at: Instant,
  temperature_id: Id,
  what: z.enum(['set', 'ended']),
  band: z.string(),
  reason: z.string(),
  until: Instant.nullable(),
  by: UserRef.nullable(),
});
export const TimelineEntry = z.discriminatedUnion('kind', [
  TouchEntry,
  NoteEntry,
  OwnerEntry,
  MergeEntry,
  TemperatureEntry,
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;
/** Newest first. */
export const Timeline = z.object({ entries: z.array(TimelineEntry), next: z.string().nullable() });
export type Timeline = z.infer<typeof Timeline>;

export const TouchParams = PersonParams.extend({ touch_id: IdParam });
/** A touch as it came: `raw` is the JSON text that reached the door, `key` what makes a repetition recognisable. */
export const RawTouch = z.object({
  touch_id: Id,
  key: z.string(),
  type: z.string(),
  channel: z.string(),
  event: z.string().nullable(),
  source: SourceRef.nullable(),
  occurred_at: Instant,
  received_at: Instant,
  origin_person_id: Id,
  link: z.string().nullable(),
  properties: z.record(z.string(), z.unknown()),
  fields: z.record(z.string(), FieldValue).nullable(),
  raw: z.string(),
});

export const ReceiptQuery = z.object({ at: Instant.optional() });
/** `points` instants from `from` to `to`, both included; the last 90 days where nothing is said. */
export const CourseQuery = z.object({
  from: Instant.optional(),
  to: Instant.optional(),
  points: z.coerce.number().int().min(2).max(400).default(91),
});
