import { z } from 'zod';
import { Model } from '../../model/format.ts';

/** UTC instant as ISO 8601 text. */
const Instant = z.iso.datetime({ offset: true });

/** `GET /api/models` */
export const ModelEntry = z.object({
  model_id: z.int(),
  key: z.string(),
  name: z.string(),
  is_primary: z.boolean(),
  /** Null before the first publication. */
  live_version: z.int().nullable(),
  live_since: Instant.nullable(),
  draft_version: z.int().nullable(),
});
export const ModelList = z.object({ models: z.array(ModelEntry) });

/** `GET /api/models/:model_id/versions/:version` (`version` may be `live`): the document with what it holds for. */
export const ModelVersion = z.object({
  model_id: z.int(),
  version: z.int(),
  state: z.enum(['draft', 'published']),
  is_live: z.boolean(),
  note: z.string().nullable(),
  created_by: z.string().nullable(),
  created_at: Instant,
  published_at: Instant.nullable(),
  document: Model,
  /** For how many people each term holds, by term key, of `people` in all; null until counted once. */
  counts: z.object({ people: z.int(), holds: z.record(z.string(), z.int()), counted_at: Instant }).nullable(),
});
export type ModelVersion = z.infer<typeof ModelVersion>;
export const VersionParams = z.object({
  model_id: z.coerce.number().int().positive(),
  version: z.union([z.literal('live'), z.coerce.number().int().positive()]),
});

/** `GET /api/models/:model_id/versions`, newest first. */
export const VersionList = z.object({
  versions: z.array(ModelVersion.omit({ document: true, counts: true })),
});

/**
 * `PUT /api/models/:model_id/draft`: makes or replaces the draft; with `over` only the one whose `created_at` that is (null: where
 * there is none), else it is a `conflict`. `POST …/versions/:version/publish` makes it live.
 */
export const DraftBody = z.object({
  document: z.unknown(),
  note: z.string().trim().max(1000).nullish(),
  over: Instant.nullish(),
});

/** `GET /api/models/:model_id/distribution`: people per band, and how many have each total (leads and interests apart). */
export const Distribution = z.object({
  bands: z.array(z.object({ band: z.string(), leads: z.int(), interests: z.int() })),
  totals: z.array(z.object({ from: z.int(), to: z.int(), leads: z.int(), interests: z.int() })),
});
export type Distribution = z.infer<typeof Distribution>;

/** Progress of putting a version over everybody: `GET /api/models/:model_id/rescoring`. */
export const Rescoring = z.object({
  running: z.boolean(),
  people_done: z.int(),
  people_total: z.int(),
  started_at: Instant.nullable(),
});
