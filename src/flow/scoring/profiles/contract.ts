import { z } from 'zod';
import { Condition } from '../../../conditions/format.ts';
import { Key } from '../../../model/format.ts';

const Instant = z.iso.datetime({ offset: true });
const Text = z.string().trim().min(1).max(200);

/** A trait by which somebody of the profile is recognised, with the question that finds it out (ICP-04). */
export const Sign = z.strictObject({ sign: Text, question: z.string().trim().max(500) });

/** Signs that a profile can have. */
export const MOST_SIGNS = 100;

/** The ideal customer profile, a persona, or another condition worth a name. */
export const profileKinds = ['icp', 'persona', 'other'] as const;

/** `GET /api/profiles`: conditions on people with a name, and how many people each holds for now. Field `profile.<key>` refers to one. */
export const Profile = z.object({
  profile_id: z.int(),
  key: Key,
  kind: z.enum(profileKinds),
  name: z.string(),
  when: Condition,
  signs: z.array(Sign),
  changed_at: Instant,
  archived_at: Instant.nullable(),
  people: z.int(),
  leads: z.int(),
});
export type Profile = z.infer<typeof Profile>;
export const ProfileList = z.object({
  profiles: z.array(Profile),
  /** Leads that fit none of the personas (ICP-06), and all leads; null where there is no persona. */
  leads_without_persona: z.int().nullable(),
  leads: z.int(),
});

/** `POST /api/profiles`. `when` is checked against the fields of people. */
export const NewProfile = z.object({
  /** Made from the name when left out. */
  key: Key.optional(),
  kind: z.enum(profileKinds),
  name: Text,
  when: z.unknown(),
  signs: z.array(Sign).max(MOST_SIGNS).default([]),
});
export type NewProfile = z.infer<typeof NewProfile>;

/** `PATCH /api/profiles/:profile_id`: what is left out stays. Published models keep the condition they were published with. */
export const ProfileChange = NewProfile.omit({ key: true }).extend({ archived: z.boolean() }).partial();
export type ProfileChange = z.infer<typeof ProfileChange>;
export const ProfileParams = z.object({ profile_id: z.coerce.number().int().positive() });
export const ProfileAnswer = z.object({ profile_id: z.int(), key: Key });
