import { z } from 'zod';

/** UTC instant as ISO 8601 text. */
const Instant = z.iso.datetime({ offset: true });

/** `POST /api/signals/matches`: which touches of the last 30 days a condition on `touch.*` holds for. */
export const MatchesBody = z.object({ when: z.unknown() });

export const MatchesAnswer = z.object({
  since: Instant,
  /** All touches since then that match, and of how many people they are. */
  touches: z.int(),
  people: z.int(),
  /** Matching touches by day (`YYYY-MM-DD` in the workspace's time zone), oldest first, days without any included. */
  days: z.array(z.object({ day: z.iso.date(), touches: z.int() })),
  /** The latest of them, at most 50, newest first. */
  rows: z.array(
    z.object({
      touch_id: z.int(),
      type: z.string(),
      event: z.string().nullable(),
      channel: z.string(),
      source: z.string().nullable(),
      path: z.string().nullable(),
      title: z.string().nullable(),
      url: z.string().nullable(),
      occurred_at: Instant,
    }),
  ),
});
export type MatchesAnswer = z.infer<typeof MatchesAnswer>;

/** `GET /api/signals/values`: values of a field of touches in the last 30 days that begin with `q`, the commonest first. */
export const TouchValuesQuery = z.object({
  field: z.string().startsWith('touch.').max(200),
  q: z.string().max(200).default(''),
});
export const TouchValuesAnswer = z.object({ values: z.array(z.string()) });

/** `GET /api/signals/properties`: names of properties that touches of the last 30 days carry, the commonest first. */
export const TouchPropertiesAnswer = z.object({ properties: z.array(z.string()) });
