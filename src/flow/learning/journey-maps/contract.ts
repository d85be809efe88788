import { z } from 'zod';
import { Condition } from '../../../conditions/format.ts';
import { Key } from '../../../model/format.ts';
import { ProfileParams, profileKinds } from '../../scoring/profiles/contract.ts';

const Instant = z.iso.datetime({ offset: true });
/** Free text; each line is a point of its own. */
const Lines = z.string().max(4000);

/** Where what a stage says is known from. */
export const KNOWN_FROM = ['crm', 'interview', 'survey', 'site'] as const;

/** How many stages a map may have. */
export const MOST_STAGES = 12;

/** A stage of a journey (ICP-05). Its key stays the same whatever it is called and wherever it is moved. */
export const Stage = z.strictObject({
  key: Key,
  name: z.string().trim().min(1).max(100),
  /** Whoever this holds for has come this far: a condition on the fields of lists, but `lead.owner`. */
  when: Condition,
  /** How somebody feels there, from 1 (bad) to 5 (very well). */
  feeling: z.strictObject({ face: z.int().min(1).max(5), text: z.string().max(500) }),
  obstacles: Lines,
  questions: Lines,
  offers: Lines,
  known_from: z.array(z.enum(KNOWN_FROM)).max(KNOWN_FROM.length),
});
export type Stage = z.infer<typeof Stage>;

const Stages = z
  .array(Stage)
  .max(MOST_STAGES)
  .refine((stages) => new Set(stages.map(({ key }) => key)).size === stages.length, 'each stage has a key of its own');

export { ProfileParams };

/** `GET /api/profiles/:profile_id/journey`: no stages and revision 0 where nobody has begun. */
export const JourneyMap = z.object({
  profile: z.object({
    profile_id: z.int(),
    key: Key,
    name: z.string(),
    kind: z.enum(profileKinds),
    archived: z.boolean(),
  }),
  stages: z.array(Stage),
  revision: z.int(),
  changed_at: Instant.nullable(),
  changed_by: z.string().nullable(),
});
export type JourneyMap = z.infer<typeof JourneyMap>;

/** `PUT /api/profiles/:profile_id/journey`: over the revision that it was made from (0 for none), else it is a `conflict`. */
export const JourneyBody = z.object({ stages: Stages, over: z.int().min(0) });
export type JourneyBody = z.infer<typeof JourneyBody>;

const Figures = { people: z.int(), leads: z.int() };

/** Whom a place on the map holds, and the filter of the lead list that shows them; null where lists cannot ask for the profile. */
const Place = z.object({ ...Figures, filter: Condition.nullable() });

/**
 * `GET /api/profiles/:profile_id/journey/people`: where those who fit the profile are now, as far as the asking user sees them.
 * Somebody is at the last stage in order whose condition holds, and has passed all before it.
 */
export const JourneyPeople = z.object({
  ...Figures,
  /** Those for whom no stage holds. */
  before: Place,
  stages: z.array(
    Place.extend({
      key: Key,
      /** Those at this stage or a later one. */
      reached: z.int(),
      /**
       * Median days between reaching stage `since` and this one, over the `people` who reached both in that order; null where a
       * condition does not say when somebody came to meet it.
       */
      days: z.object({ since: Key, median: z.number(), people: z.int() }).nullable(),
      /** The condition names a field that is no longer there. */
      broken: z.boolean(),
    }),
  ),
});
export type JourneyPeople = z.infer<typeof JourneyPeople>;

/** The stages of a map to begin with, from the first awareness to the contract. */
export const USUAL_STAGES = ['awareness', 'interest', 'evaluation', 'intent', 'contract'] as const;
export type UsualStage = (typeof USUAL_STAGES)[number];

const NamedSignal = z.object({ key: Key, name: z.string() });

/** `GET /api/profiles/:profile_id/journey/proposal`: made from the signals of the primary live model; nothing is kept. */
export const JourneyProposal = z.object({
  stages: z.array(z.object({ stage: z.enum(USUAL_STAGES), when: Condition, signals: z.array(NamedSignal) })),
  /** Signals that say nothing about how far somebody has come, as far as Plumb can tell. */
  unused: z.array(NamedSignal),
});
export type JourneyProposal = z.infer<typeof JourneyProposal>;

/** `GET /api/people/:person_id/journey`: on which maps somebody is, and where; `at` is a place in `stages`, null before the first. */
export const PersonJourney = z.object({
  maps: z.array(
    z.object({
      profile_id: z.int(),
      name: z.string(),
      stages: z.array(z.object({ key: Key, name: z.string(), reached_at: Instant.nullable() })),
      at: z.int().nullable(),
    }),
  ),
});
export type PersonJourney = z.infer<typeof PersonJourney>;
export const PersonParams = z.object({ person_id: z.coerce.number().int().positive() });
