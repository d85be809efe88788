import { sql } from 'kysely';
import { type ChangedBy, recordChange } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { enqueue } from '../../../base/jobs.ts';
import { notifyLive } from '../../../base/live.ts';
import { presetModel } from '../../../model/presets/presets.ts';
import { dropStandingsJob, rescoreJob } from '../jobs.ts';
import { saveDraft } from '../publish.ts';
import { getVersion } from '../views.ts';
import type { ModelChange, ModelState, NewModel } from './contract.ts';

type Row = { model_id: number; name: string; is_primary: boolean; archived_at: Date | null; scored: boolean };

/** Makes a model with a draft and nothing live yet. Throws `not_found` for a version to copy that there is not. */
export async function addModel(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  { name, from }: NewModel,
): Promise<{ model_id: number; key: string; draft_version: number }> {
  const document =
    'preset' in from
      ? presetModel(from.preset, from.language)
      : await copyOf(tx, workspaceId, from.model_id, from.version);
  const stem = stemOf(name);
  const { rows } = await sql<{ model_id: number; key: string }>`
    insert into model (workspace_id, key, name)
    select ${workspaceId}::int, k.key, ${name}::text
    from (
      select case n when 1 then ${stem}::text else ${stem}::text || '_' || n end as key from generate_series(1, 10000) n
    ) as k
    where not exists (select from model m where m.workspace_id = ${workspaceId} and m.key = k.key)
    order by length(k.key), k.key limit 1
    returning model_id, key`.execute(tx);
  const made = rows[0] as { model_id: number; key: string };
  const { version } = await saveDraft(tx, workspaceId, by, made.model_id, { ...document, name }, null);
  await recordChange(tx, by, {
    action: 'model.made',
    subject_kind: 'model',
    subject_id: made.model_id,
    after: { name },
  });
  return { ...made, draft_version: version };
}

async function copyOf(tx: Tx, workspaceId: number, modelId: number, version: number | 'live' | 'draft') {
  if (version !== 'draft') return (await getVersion(tx, workspaceId, modelId, version)).document;
  const { rows } = await sql<{ version: number }>`
    select v.version from model_version v
    where v.workspace_id = ${workspaceId} and v.model_id = ${modelId} and v.state = 'draft'`.execute(tx);
  if (!rows[0]) throw new AppError('not_found', `Model ${modelId}: expected one with a draft`);
  return (await getVersion(tx, workspaceId, modelId, rows[0].version)).document;
}

/** What a model of this name is called in files and on the command line: its Latin letters and digits, `model` where there are none. */
function stemOf(name: string): string {
  const stem = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 50);
  return stem === '' ? 'model' : stem;
}

/** Renames a model, or makes it the one that lists and stages read. Throws `not_found`, and `conflict` before it has scored everybody. */
export async function changeModel(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  modelId: number,
  change: ModelChange,
): Promise<ModelState> {
  const before = await lockModel(tx, workspaceId, modelId);
  if (change.name !== undefined) {
    await sql`update model m set name = ${change.name} where m.workspace_id = ${workspaceId} and m.model_id = ${modelId}`.execute(
      tx,
    );
  }
  if (change.is_primary && !before.is_primary) {
    if (before.archived_at) throw new AppError('conflict', `Model ${modelId} is archived: restore it first`);
    if (!before.scored)
      throw new AppError('conflict', `Model ${modelId} has not scored everybody: publish it and wait until it has`);
    await sql`update model m set is_primary = false where m.workspace_id = ${workspaceId} and m.is_primary`.execute(tx);
    await sql`update model m set is_primary = true where m.workspace_id = ${workspaceId} and m.model_id = ${modelId}`.execute(
      tx,
    );
    await notifyLive(tx, { topic: 'person' });
  }
  return tell(tx, workspaceId, by, before, change.is_primary ? 'model.made_primary' : 'model.renamed');
}

/** Takes a model out of sight: it scores nobody any more, its versions stay. Throws `not_found`, and `conflict` for the primary one. */
export async function archiveModel(tx: Tx, workspaceId: number, by: ChangedBy, modelId: number): Promise<ModelState> {
  const before = await lockModel(tx, workspaceId, modelId);
  if (before.is_primary)
    throw new AppError('conflict', `Model ${modelId} is the primary one: make another one primary first`);
  if (!before.archived_at) {
    await sql`update model m set archived_at = now() where m.workspace_id = ${workspaceId} and m.model_id = ${modelId}`.execute(
      tx,
    );
    await enqueue(
      tx,
      dropStandingsJob,
      { workspace_id: workspaceId, model_id: modelId },
      { queue: `rescore-${workspaceId}` },
    );
  }
  return tell(tx, workspaceId, by, before, 'model.archived');
}

/** Brings an archived model back; where it was live it scores everybody again. Throws `not_found`. */
export async function restoreModel(tx: Tx, workspaceId: number, by: ChangedBy, modelId: number): Promise<ModelState> {
  const before = await lockModel(tx, workspaceId, modelId);
  if (before.archived_at) {
    await sql`update model m set archived_at = null where m.workspace_id = ${workspaceId} and m.model_id = ${modelId}`.execute(
      tx,
    );
    await enqueue(
      tx,
      rescoreJob,
      { workspace_id: workspaceId, model_id: modelId, new_signal_ids: [] },
      { queue: `rescore-${workspaceId}` },
    );
  }
  return tell(tx, workspaceId, by, before, 'model.restored');
}

/** The archived models, the latest first. */
export async function listArchived(tx: Tx, workspaceId: number): Promise<ModelState[]> {
  const { rows } = await sql<Row>`
    select m.model_id, m.name, m.is_primary, m.archived_at from model m
    where m.workspace_id = ${workspaceId} and m.archived_at is not null order by m.archived_at desc, m.model_id`.execute(
    tx,
  );
  return rows.map(stateOf);
}

async function lockModel(tx: Tx, workspaceId: number, modelId: number): Promise<Row> {
  const { rows } = await sql<Row>`
    select m.model_id, m.name, m.is_primary, m.archived_at,
      coalesce((
        select l.people_total is null or l.done_at is not null from model_live l
        where l.workspace_id = m.workspace_id and l.model_id = m.model_id order by l.live_from desc limit 1), false) as scored
    from model m where m.workspace_id = ${workspaceId} and m.model_id = ${modelId} for update of m`.execute(tx);
  if (!rows[0]) throw new AppError('not_found', `Model ${modelId}: not found in this workspace`);
  return rows[0];
}

async function tell(tx: Tx, workspaceId: number, by: ChangedBy, before: Row, action: string): Promise<ModelState> {
  const after = stateOf(await lockModel(tx, workspaceId, before.model_id));
  await recordChange(tx, by, {
    action,
    subject_kind: 'model',
    subject_id: before.model_id,
    before: stateOf(before),
    after,
  });
  await notifyLive(tx, { topic: 'model' });
  return after;
}

function stateOf({ model_id, name, is_primary, archived_at }: Row): ModelState {
  return { model_id, name, is_primary, archived_at: archived_at?.toISOString() ?? null };
}
