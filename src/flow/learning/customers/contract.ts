import { z } from 'zod';
import { Condition } from '../../../conditions/format.ts';
import { Key, Signal } from '../../../model/format.ts';
import { Sample, Share } from '../../scoring/lab/contract.ts';

/** Below so many customers nothing is said about them. */
export const FEWEST_CUSTOMERS = 10;

const FieldName = z.string().min(1).max(200);

/**
 * `POST /api/learning/customers`: what customers have in common, in which groups they fall, and what they did before they bought. `GET`
 * asks the same without wishes. Who is a customer: see `AskedOutcomes.won` of the score lab. Nothing is changed by asking.
 */
export const AskedCustomers = z.object({
  won: Condition.optional(),
  /** Only the customers with the highest numbers: the share of them, by a number of theirs or of the touches by which they won. */
  best: z.strictObject({ field: FieldName, share: z.number().min(0.01).max(1).default(0.2) }).optional(),
  /** Only people whom this profile holds for, among customers and all others alike. */
  profile: Key.optional(),
  /** The field by which customers are divided; without it the one that divides them best. */
  group_by: FieldName.optional(),
});
export type AskedCustomers = z.infer<typeof AskedCustomers>;

/** How many of `of` it holds for, with its share and the 95 % interval of that (Wilson); `of` are those of whom it is known. */
const Held = Share.extend({ count: z.int() });

/** A ratio of two shares with its 95 % interval (Katz). */
const Ratio = z.object({ value: z.number(), low: z.number(), high: z.number() });

const compared = {
  customers: Held,
  others: Held,
  /** Share of customers ÷ share of the others; null where it holds for none of the others. */
  lift: Ratio.nullable(),
  /** The logarithm of the lift, held back where it rests on few: what points are made of. */
  log_lift: z.number(),
  /** Fisher's exact test, two-sided, and the same with Benjamini and Hochberg's correction over everything that was compared. */
  p: z.number(),
  q: z.number(),
  /** Whether it stands out: of all that do, about one in twenty is chance (q ≤ 0.05). */
  stands: z.boolean(),
};

/** What kind of trait: a value of a field, a word in it, a range of a number, a box that is ticked. */
export const TRAIT_KINDS = ['value', 'word', 'range', 'ticked'] as const;

export const Trait = z.object({
  field: z.string(),
  kind: z.enum(TRAIT_KINDS),
  when: Condition,
  ...compared,
  /** Nearly everybody with it is a customer: probably written because they bought, and no way to foresee it. */
  telltale: z.boolean(),
});
export type Trait = z.infer<typeof Trait>;

/** The middle value of a number among those of a group who have it. */
const Typical = z.object({ field: z.string(), median: z.number(), of: z.int() });

const Group = z.object({
  when: Condition,
  count: z.int(),
  share: z.number(),
  /** What its customers have more often than the other customers do, the clearest first. `q` is over all groups. */
  traits: z.array(
    z.object({ field: z.string(), when: Condition, share: z.number(), elsewhere: z.number(), q: z.number() }),
  ),
  typical: z.array(Typical),
});
export type Group = z.infer<typeof Group>;

const Groups = z.object({
  /** How many customers it was made from; where there are more it is a random part of them. */
  read: z.int(),
  /** The field that divides them, and whether it was proposed; null where none divides them. */
  field: z.string().nullable(),
  proposed: z.boolean(),
  /** Every field that can divide them, the best first: how much it tells of the others (mean Cramér's V, 0–1). */
  fields: z.array(z.object({ field: z.string(), tells: z.number() })),
  groups: z.array(Group),
  /** Customers in none of them: of rarer values, or of whom the field is not known. */
  rest: z.int(),
});
export type Groups = z.infer<typeof Groups>;

const Before = z.object({
  signal_id: z.int(),
  /** The key by which the model knows it, and what it counts. */
  key: Key,
  signal: Signal,
  ...compared,
  /** Days from the first and from the last occurrence to the win, the middle value; null where no customer did it. */
  first_days: z.number().nullable(),
  last_days: z.number().nullable(),
  /**
   * Of those who did it before any win at least `horizon_days` ago, the share that won within `horizon_days` after; null where
   * nobody did. `times` is that against the base rate.
   */
  chance: Share.nullable(),
  times: z.number().nullable(),
});
export type Before = z.infer<typeof Before>;

const Way = z.object({
  /** Customers of whom anything is known before the win, and how many looks at others they are compared with. */
  customers: z.int(),
  looks: z.int(),
  /** Days from the first touch to the win, the middle value: the time within which chances are counted. */
  horizon_days: z.number().nullable(),
  /** Of everybody known for `horizon_days`, who won within them from the first touch on. */
  base_rate: Share.nullable(),
  /** The signals in the order in which customers first gave them, earliest first. */
  signals: z.array(Before),
  /** The earliest signal after which the chance to win is at least twice the base rate; null where there is none. */
  turning_point: z.int().nullable(),
});
export type Way = z.infer<typeof Way>;

export const CustomersAnswer = z.object({
  won: Condition,
  /** Everybody the answer is made from, and of those read the customers and all others. */
  sample: Sample,
  customers: z.int(),
  others: z.int(),
  /** What "the best" came to: everybody from this number on, of so many customers who have one. */
  best: z.object({ field: z.string(), from: z.number(), of: z.int() }).nullable(),
  /** Numbers by which the best can be told: fields, and properties of the touches by which customers won. */
  numbers: z.array(z.string()),
  /** Whether there are `FEWEST_CUSTOMERS`; without, nothing below is said. */
  enough: z.boolean(),
  /** The most telling first. */
  traits: z.array(Trait),
  groups: Groups.nullable(),
  before: Way.nullable(),
});
export type CustomersAnswer = z.infer<typeof CustomersAnswer>;
