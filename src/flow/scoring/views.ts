import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import type { Distribution, ModelVersion } from './contract.ts';

/** The workspace's models with their live and draft versions, the primary one first; without those that are archived. */
export async function listModels(tx: Tx, workspaceId: number) {
  const { rows } = await sql<{
    model_id: number;
    key: string;
    name: string;
    is_primary: boolean;
    live_version: number | null;
    live_since: Date | null;
    draft_version: number | null;
  }>`
    select m.model_id, m.key, m.name, m.is_primary, live.version as live_version, live.live_from as live_since,
      (select v.version from model_version v
       where v.workspace_id = m.workspace_id and v.model_id = m.model_id and v.state = 'draft') as draft_version
    from model m
    left join lateral (
      select l.version, l.live_from from model_live l
      where l.workspace_id = m.workspace_id and l.model_id = m.model_id order by l.live_from desc limit 1
    ) live on true
    where m.workspace_id = ${workspaceId} and m.archived_at is null
    order by m.is_primary desc, m.name, m.model_id`.execute(tx);
  return rows;
}

const versionColumns = sql.raw(`v.model_id, v.version, v.state, v.note, v.created_by, v.created_at, v.published_at,
  v.version is not distinct from (
    select l.version from model_live l where l.workspace_id = v.workspace_id and l.model_id = v.model_id
    order by l.live_from desc limit 1) as is_live`);

/** Every version of a model without its document, newest first. */
export async function listVersions(tx: Tx, workspaceId: number, modelId: number) {
  const { rows } = await sql<Omit<ModelVersion, 'document' | 'counts'>>`
    select ${versionColumns} from model_version v
    where v.workspace_id = ${workspaceId} and v.model_id = ${modelId} order by v.version desc`.execute(tx);
  return rows;
}

/** One version with its document and for how many people its terms held when last counted. Throws `not_found`. */
export async function getVersion(
  tx: Tx,
  workspaceId: number,
  modelId: number,
  version: number | 'live',
): Promise<ModelVersion> {
  const { rows } = await sql<ModelVersion>`
    select * from (
      select ${versionColumns}, v.document,
        (select jsonb_build_object('people', c.people, 'holds', c.counts, 'counted_at', to_char(c.counted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
         from term_count c where c.workspace_id = v.workspace_id and c.model_id = v.model_id and c.version = v.version) as counts
      from model_version v where v.workspace_id = ${workspaceId} and v.model_id = ${modelId}
    ) as v
    where ${version === 'live' ? sql`v.is_live` : sql`v.version = ${version}`}`.execute(tx);
  const found = rows[0];
  if (!found) throw new AppError('not_found', `Version ${version} of model ${modelId}: not found in this workspace`);
  return found;
}

/** Bars of equal width between the lowest and the highest total, about this many. */
const bars = 40;

/** How points are spread over people: per band, and in bars of whole points. */
export async function readDistribution(tx: Tx, workspaceId: number, modelId: number): Promise<Distribution> {
  const { rows } = await sql<{ band: string; total: number; is_lead: boolean; people: number }>`
    select s.band, s.total, s.open_lead_id is not null as is_lead, count(*) as people from standing s
    where s.workspace_id = ${workspaceId} and s.model_id = ${modelId}
    group by s.band, s.total, s.open_lead_id is not null`.execute(tx);
  const lowest = rows.reduce((least, row) => Math.min(least, row.total), 0);
  const highest = rows.reduce((most, row) => Math.max(most, row.total), 0);
  const width = Math.max(1, Math.ceil((highest - lowest + 1) / bars));
  const bands = new Map<string, { band: string; leads: number; interests: number }>();
  const totals = new Map<number, { from: number; to: number; leads: number; interests: number }>();
  for (const { band, total, is_lead, people } of rows) {
    const kind = is_lead ? 'leads' : 'interests';
    const from = lowest + Math.floor((total - lowest) / width) * width;
    const inBand = bands.get(band) ?? { band, leads: 0, interests: 0 };
    const inBar = totals.get(from) ?? { from, to: from + width - 1, leads: 0, interests: 0 };
    inBand[kind] += people;
    inBar[kind] += people;
    bands.set(band, inBand);
    totals.set(from, inBar);
  }
  return { bands: [...bands.values()], totals: [...totals.values()].sort((a, b) => a.from - b.from) };
}

/** How far everybody has been put under a model's live version. A workspace begins with nobody, so its first version is done at once. */
export async function readRescoring(tx: Tx, workspaceId: number, modelId: number) {
  const { rows } = await sql<{
    people_done: number;
    people_total: number | null;
    live_from: Date;
    done_at: Date | null;
  }>`
    select l.people_done, l.people_total, l.live_from, l.done_at from model_live l
    where l.workspace_id = ${workspaceId} and l.model_id = ${modelId} order by l.live_from desc limit 1`.execute(tx);
  const { people_done = 0, people_total = null, live_from = null, done_at = null } = rows[0] ?? {};
  return {
    running: people_total !== null && done_at === null,
    people_done,
    people_total: people_total ?? 0,
    started_at: live_from,
  };
}
