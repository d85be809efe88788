import { z } from 'zod';
import { AskedAt, Instant, LiveVersion, Sample } from './asked.ts';

/** `POST /api/models/:model_id/lab/preview`: what an edit does, after each edit. */
export const PreviewBody = AskedAt;

/** People before and after in the same bar of totals (`from` to `to`, both included). */
const Bar = z.object({
  from: z.int(),
  to: z.int(),
  before: z.number().nullable(),
  after: z.number(),
  error: z.number(),
});

export const PreviewAnswer = z.object({
  at: Instant,
  live_version: LiveVersion,
  sample: Sample,
  /** Totals in bars of equal width, lowest first, without gaps; `error` is that of `after`. */
  totals: z.array(Bar),
  /** The draft's bands, lowest first, then those that only the live version has. `into` and `out_of`: people who change between before and after. */
  bands: z.array(
    z.object({
      band: z.string(),
      name: z.string(),
      before: z.number().nullable(),
      after: z.number(),
      into: z.number().nullable(),
      out_of: z.number().nullable(),
      error: z.number(),
      /** Standard error of `into` and `out_of`, the larger of both. */
      moved_error: z.number(),
    }),
  ),
  /** Grid cells from A1 to D4; null where the draft has no grid. `before` is null where the live version has none. */
  cells: z
    .array(
      z.object({
        cell: z.string(),
        name: z.string().nullable(),
        before: z.number().nullable(),
        after: z.number(),
        error: z.number(),
      }),
    )
    .nullable(),
  /** For how many people the terms were looked at: fewer than were read for totals where there are many. */
  terms_read: z.int(),
  /**
   * Every term of the draft that is switched on. `holds`: for how many people; `gives`: to how many it gives points (its group may
   * pass it over). `given_30_days`: points of the touches of the last 30 days, as much as each was worth when it came, after
   * the cap on how many count, before floors and ceilings; null for terms that touches do not give points to one by one.
   */
  terms: z.array(
    z.object({
      term: z.string(),
      holds: z.number(),
      gives: z.number(),
      error: z.number(),
      given_30_days: z.number().nullable(),
    }),
  ),
  /** Average total and how many people's total rises, falls and stays; `before` null without a live version. */
  average: z.object({ before: z.number().nullable(), after: z.number() }),
  moved: z.object({ up: z.number(), down: z.number(), same: z.number() }).nullable(),
});
export type PreviewAnswer = z.infer<typeof PreviewAnswer>;
