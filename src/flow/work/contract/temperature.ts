import { z } from 'zod';
import { Id, IdParam, Instant, UserRef } from './named.ts';
import { PersonParams } from './person.ts';

/**
 * How warm somebody is: the band that the points give, cooled by silence, or another said by hand. `by` says which of these made it;
 * `hand` is what is said by hand and holds now.
 */
export const Temperature = z.object({
  band: z.string(),
  by: z.enum(['points', 'silence', 'hand']),
  hand: z
    .object({
      temperature_id: Id,
      reason: z.string(),
      by: UserRef.nullable(),
      since: Instant,
      until: Instant.nullable(),
    })
    .nullable(),
});
export type Temperature = z.infer<typeof Temperature>;

/** `POST …/temperature`: a band of the primary model said by hand, until `ends_at` or until somebody ends it. */
export const TemperatureBody = z.object({
  band: z.string().min(1).max(63),
  reason: z.string().trim().min(1).max(500),
  ends_at: Instant.nullable(),
});
export type TemperatureBody = z.infer<typeof TemperatureBody>;
export const TemperatureAnswer = z.object({ temperature_id: Id });
/** `DELETE …/temperature`: what ended with it. `POST …/temperature/restore` takes the same and answers `conflict` where something was said since. */
export const EndedTemperatures = z.object({ temperature_ids: z.array(Id).min(1) });
export type EndedTemperatures = z.infer<typeof EndedTemperatures>;
export const TemperatureParams = PersonParams.extend({ temperature_id: IdParam });

/** `GET /api/cooling`: the bands of the primary model, lowest first, and after how many days of silence each cools; null: never. */
export const Cooling = z.object({
  bands: z.array(z.object({ band: z.string(), name: z.string().nullable(), days: z.int().nullable() })),
});
/** `PUT /api/cooling`: the bands that cool; all others never do. */
export const CoolingChange = z.object({
  bands: z.array(z.object({ band: z.string().max(63), days: z.int().min(1).max(3650) })).max(50),
});
