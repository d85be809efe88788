import { z } from 'zod';
import { Condition } from '../../../../conditions/format.ts';
import { Key } from '../../../../model/format.ts';

/** UTC instant as ISO 8601 text. */
export const Instant = z.iso.datetime({ offset: true });
export const Id = z.int().positive();

export const LabParams = z.object({ model_id: z.coerce.number().int().positive() });

/** Who is counted: everybody known, or only those with an open lead. */
export const WHO = ['everybody', 'leads'] as const;

/**
 * Which model a question is about ("after"), beside the live one ("before"): an unsaved document, or a version that is kept. With
 * neither it is the draft, or the live version where there is no draft. A document with problems is answered as `model_invalid`.
 */
export const Asked = z.object({
  document: z.unknown().optional(),
  version: z.union([z.enum(['live', 'draft']), Id]).optional(),
  who: z.enum(WHO).default('everybody'),
});

/** A question that can be asked about a past day: fields, touches and adjustments are taken as they stood then. Now without it. */
export const AskedAt = Asked.extend({ at: Instant.optional() });

/** The live version that "before" stands for; null where none is live yet (then every `before` is null). */
export const LiveVersion = z.int().nullable();

/**
 * Whom an answer was made from: `read` of `people`. Where `read` is smaller it is a random sample, the same one for the same
 * people, so that two answers differ by the edit and not by chance; numbers of people are then scaled up to everybody, and each
 * comes with its standard error in people (0 where everybody was read).
 */
export const Sample = z.object({ people: z.int(), read: z.int() });
export type Sample = z.infer<typeof Sample>;

/** A share (0–1) with its 95 % interval (Wilson); `of`: how many cases of the sample it rests on. Null where there is none. */
export const Share = z.object({ value: z.number(), low: z.number(), high: z.number(), of: z.number() });
export type Share = z.infer<typeof Share>;

/** How somebody stands, as lists show it. */
export const Stand = z.object({ points: z.int(), band: z.string(), cell: z.string().nullable() });
export type Stand = z.infer<typeof Stand>;

/** A line of one receipt beside the same line of another; they add up to the difference between the totals. */
export const MovedLine = z.object({
  kind: z.enum(['term', 'term_cap', 'group_cap', 'adjustment', 'dimension_cap', 'outside', 'weight', 'rounding']),
  dimension: z.string().nullable(),
  group: z.string().nullable(),
  term: z.string().nullable(),
  /** The term's, group's or dimension's name, in the later model where it is in both. */
  name: z.string().nullable(),
  before: z.number(),
  after: z.number(),
});
export type MovedLine = z.infer<typeof MovedLine>;

/** What counts as won when nothing is said: events of an order, in the words that senders use. */
export const WON_EVENTS = [
  'Order Won',
  'Deal Won',
  'Opportunity Won',
  'Order Completed',
  'Subscription Started',
] as const;

/** Reasons with which a closed lead counts as won. */
export const WON_REASONS = ['won', 'converted'] as const;

/**
 * What is learnt from: the first win of a person between `since` and `at`. `won` is a condition on `touch.*`; without it, touches of the
 * events in `WON_EVENTS`, and leads closed as `WON_REASONS`. Nothing at or after the win is looked at. `score` says which
 * one counts: the highest `reached` since `since` and before the win (what hands a lead over), or the `last` before it; for
 * all others, up to `at`. Who had won before `since` is left out.
 */
export const AskedOutcomes = AskedAt.extend({
  since: Instant.optional(),
  won: Condition.optional(),
  score: z.enum(['reached', 'last']).default('reached'),
});
export type AskedOutcomes = z.infer<typeof AskedOutcomes>;

/** What outcomes were learnt from. `cases`: people who won, of those read and in all; `base_rate`: their share of everybody. */
export const Learnt = z.object({
  since: Instant,
  at: Instant,
  sample: Sample,
  cases: z.object({ people: z.int(), read: z.int() }),
  base_rate: Share.nullable(),
  won: Condition,
  score: z.enum(['reached', 'last']),
});
export type Learnt = z.infer<typeof Learnt>;

export const BandKey = Key;
