import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { Model } from '../../model/format.ts';

/** A published version with what its signals are called in `signal_hit`. */
export type PublishedModel = { model_id: number; version: number; model: Model; signal_ids: Map<string, number> };

/** A version that is live. `adjusted`: somebody has points by hand under this model. */
export type LiveModel = PublishedModel & { is_primary: boolean; adjusted: boolean };

type Row = { model_id: number; version: number; document: unknown; signal_ids: Record<string, number> };

/** Published versions never change, so each is parsed once per process. */
const parsed = new Map<string, PublishedModel>();
const mostParsed = 200;

/** The live version of each of the workspace's models, the primary one first. Few; two cheap reads once they are parsed. */
export async function readLiveModels(tx: Tx, workspaceId: number): Promise<LiveModel[]> {
  const { rows } = await sql<{
    model_id: number;
    version: number;
    published_at: Date;
    is_primary: boolean;
    adjusted: boolean;
  }>`
    select m.model_id, live.version, v.published_at, m.is_primary,
      exists (select from adjustment a where a.workspace_id = m.workspace_id and a.model_id = m.model_id) as adjusted
    from model m
    cross join lateral (
      select l.version from model_live l
      where l.workspace_id = m.workspace_id and l.model_id = m.model_id
      order by l.live_from desc limit 1
    ) live
    join model_version v on v.workspace_id = m.workspace_id and v.model_id = m.model_id and v.version = live.version
    where m.workspace_id = ${workspaceId} and m.archived_at is null
    order by m.is_primary desc, m.model_id`.execute(tx);
  const models: LiveModel[] = [];
  for (const { model_id, version, published_at, ...state } of rows)
    models.push({ ...(await readPublished(tx, workspaceId, model_id, version, published_at)), ...state });
  return models;
}

/** A version and since when (epoch ms) it was live. */
export type Release = { version: number; live_from: number; published: PublishedModel };

/** Which versions of a model were live from when, earliest first. */
export async function readReleases(tx: Tx, workspaceId: number, modelId: number): Promise<Release[]> {
  const { rows } = await sql<{ version: number; live_from: number; published_at: Date }>`
    select l.version, (extract(epoch from l.live_from) * 1000)::float8 as live_from, v.published_at
    from model_live l
    join model_version v on v.workspace_id = l.workspace_id and v.model_id = l.model_id and v.version = l.version
    where l.workspace_id = ${workspaceId} and l.model_id = ${modelId}
    order by l.live_from`.execute(tx);
  const releases: Release[] = [];
  for (const { published_at, ...row } of rows) {
    releases.push({ ...row, published: await readPublished(tx, workspaceId, modelId, row.version, published_at) });
  }
  return releases;
}

/** A published version. `publishedAt` only tells apart databases that a process has worked with one after the other. */
export async function readPublished(
  tx: Tx,
  workspaceId: number,
  modelId: number,
  version: number,
  publishedAt: Date,
): Promise<PublishedModel> {
  const cacheKey = `${workspaceId}/${modelId}/${version}/${publishedAt.toISOString()}`;
  const known = parsed.get(cacheKey);
  if (known) return known;
  const { rows } = await sql<Row>`
    select v.model_id, v.version, v.document, v.signal_ids from model_version v
    where v.workspace_id = ${workspaceId} and v.model_id = ${modelId} and v.version = ${version} and v.state = 'published'`.execute(
    tx,
  );
  const row = rows[0] as Row;
  const published = {
    model_id: row.model_id,
    version: row.version,
    model: Model.parse(row.document),
    signal_ids: new Map(Object.entries(row.signal_ids)),
  };
  if (parsed.size >= mostParsed) parsed.clear();
  parsed.set(cacheKey, published);
  return published;
}
