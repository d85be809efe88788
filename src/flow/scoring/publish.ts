import { hash } from 'node:crypto';
import { sql } from 'kysely';
import { type ChangedBy, recordChange } from '../../access/audit.ts';
import type { Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { notifyLive } from '../../base/live.ts';
import { usedSignals } from '../../model/catalogue.ts';
import { checkModel } from '../../model/check.ts';
import { Model } from '../../model/format.ts';
import { loadContext } from '../identity/index.ts';
import { signalCatalogue, termCatalogue } from './catalogue.ts';
import { embedProfiles } from './profiles/embed.ts';

/** Where a model's next version goes: a key of its own in the workspace, a name to read. */
export type ModelIdentity = { key: string; name: string; is_primary: boolean };

/** Makes an empty model to publish versions of; asked again it finds the one with that key. */
export async function ensureModel(
  tx: Tx,
  workspaceId: number,
  { key, name, is_primary }: ModelIdentity,
): Promise<number> {
  const { rows } = await sql<{ model_id: number }>`
    insert into model (workspace_id, key, name, is_primary) values (${workspaceId}, ${key}, ${name}, ${is_primary})
    on conflict on constraint model_key_unique do update set name = excluded.name
    returning model_id`.execute(tx);
  return (rows[0] as { model_id: number }).model_id;
}

/**
 * Makes the model's draft from a document, or replaces the draft there is. With `over`, only that draft: by the instant it was saved
 * (epoch ms), null for none. Throws `model_invalid` with every problem and its path, `not_found` without such a model, `gone` for
 * an archived one, `conflict` when the draft is another by now.
 */
export async function saveDraft(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  modelId: number,
  said: unknown,
  note: string | null,
  { over }: { over?: number | null | undefined } = {},
): Promise<{ version: number; model: Model }> {
  await lockForChange(tx, workspaceId, modelId);
  if (over !== undefined) await expectDraft(tx, workspaceId, modelId, over);
  const document = await embedProfiles(tx, workspaceId, said);
  const catalogues = { person: termCatalogue(await loadContext(tx, workspaceId)), touch: signalCatalogue };
  const errors = checkModel(document, catalogues);
  if (errors.length > 0)
    throw new AppError('model_invalid', `Scoring model: ${errors[0]?.path.join('.')}: ${errors[0]?.message}`, {
      errors,
    });
  const model = Model.parse(document);
  const { rows } = await sql<{ version: number }>`
    with draft as (
      select v.version from model_version v where v.workspace_id = ${workspaceId} and v.model_id = ${modelId} and v.state = 'draft'
    ), next as (
      select coalesce(max(v.version), 0) + 1 as version from model_version v where v.workspace_id = ${workspaceId} and v.model_id = ${modelId}
    )
    insert into model_version (workspace_id, model_id, version, document, note, created_by)
    select ${workspaceId}::int, ${modelId}::int, coalesce((select d.version from draft d), n.version), ${JSON.stringify(model)}::jsonb, ${note}::text, ${by.user_id}::text
    from next n
    on conflict (workspace_id, model_id, version) do update
      set document = excluded.document, note = excluded.note, created_by = excluded.created_by, created_at = now()
    returning version`.execute(tx);
  await notifyLive(tx, { topic: 'model', ids: [modelId] });
  return { version: (rows[0] as { version: number }).version, model };
}

/** Keeps others from changing the model meanwhile. Throws `not_found`, and `gone` for an archived one: it would be worked on out of sight. */
async function lockForChange(tx: Tx, workspaceId: number, modelId: number): Promise<void> {
  const { rows } = await sql<{ archived_at: Date | null }>`
    select m.archived_at from model m where m.workspace_id = ${workspaceId} and m.model_id = ${modelId} for update`.execute(
    tx,
  );
  if (!rows[0]) throw new AppError('not_found', `Model ${modelId}: not found in this workspace`);
  if (rows[0].archived_at)
    throw new AppError('gone', `Model ${modelId} is archived: restore it first`, {
      detail: { reason: 'model_archived' },
    });
}

/** Throws `conflict` when the draft is not the one saved at `over` (epoch ms; null: none). The model's row must be locked. */
async function expectDraft(tx: Tx, workspaceId: number, modelId: number, over: number | null): Promise<void> {
  const { rows } = await sql<{ created_at: Date; created_by: string | null }>`
    select v.created_at, v.created_by from model_version v
    where v.workspace_id = ${workspaceId} and v.model_id = ${modelId} and v.state = 'draft'`.execute(tx);
  const [draft] = rows;
  if ((draft?.created_at.getTime() ?? null) === over) return;
  const found = draft ? `one saved ${draft.created_at.toISOString()} by ${draft.created_by}` : 'none';
  const wanted = over === null ? 'none' : `the one saved ${new Date(over).toISOString()}`;
  throw new AppError('conflict', `Draft of model ${modelId}: expected ${wanted}, found ${found}`);
}

/**
 * Publishes a draft, which is immutable from there on, and makes it live; or makes a version that is published already live
 * again. `now` is epoch milliseconds. Answers the signals that nobody counted before, which must be found in past touches. Throws
 * `not_found`, and `gone` for an archived model.
 */
export async function makeLive(
  tx: Tx,
  workspaceId: number,
  by: ChangedBy,
  modelId: number,
  version: number,
  now: number,
): Promise<{ new_signal_ids: number[] }> {
  await lockForChange(tx, workspaceId, modelId);
  const { rows } = await sql<{ document: Model; state: string }>`
    select v.document, v.state from model_version v
    where v.workspace_id = ${workspaceId} and v.model_id = ${modelId} and v.version = ${version} for update`.execute(
    tx,
  );
  const found = rows[0];
  if (!found) throw new AppError('not_found', `Version ${version} of model ${modelId}: not found in this workspace`);
  const made: number[] = [];
  if (found.state === 'draft') {
    const ids: Record<string, number> = {};
    for (const key of usedSignals(found.document)) {
      const signal = found.document.signals[key];
      if (!signal) continue;
      const { signal_id, is_new } = await ensureSignal(tx, workspaceId, signal);
      ids[key] = signal_id;
      if (is_new) made.push(signal_id);
    }
    await sql`update model_version v set state = 'published', published_at = to_timestamp(${now}::float8 / 1000), signal_ids = ${JSON.stringify(ids)}::jsonb
      where v.workspace_id = ${workspaceId} and v.model_id = ${modelId} and v.version = ${version}`.execute(tx);
  }
  await sql`insert into model_live (workspace_id, model_id, live_from, version, made_live_by)
    values (${workspaceId}, ${modelId}, to_timestamp(${now}::float8 / 1000), ${version}, ${by.user_id})`.execute(tx);
  await recordChange(tx, by, {
    action: found.state === 'draft' ? 'model.published' : 'model.made_live',
    subject_kind: 'model',
    subject_id: modelId,
    after: { version },
  });
  await notifyLive(tx, { topic: 'model', ids: [modelId] });
  return { new_signal_ids: made };
}

/** The signal of that very condition, made when there is none: what a signal counts never changes under its id. */
async function ensureSignal(tx: Tx, workspaceId: number, { name, when }: Model['signals'][string]) {
  const conditionHash = hash('sha256', canonical(when), 'hex');
  const { rows } = await sql<{ signal_id: number; is_new: boolean }>`
    with made as (
      insert into signal (workspace_id, name, condition, condition_hash)
      values (${workspaceId}, ${name}, ${JSON.stringify(when)}::jsonb, ${conditionHash})
      on conflict on constraint signal_condition_unique do nothing returning signal_id
    )
    select made.signal_id, true as is_new from made
    union all
    select s.signal_id, false from signal s where s.workspace_id = ${workspaceId} and s.condition_hash = ${conditionHash}`.execute(
    tx,
  );
  return rows[0] as { signal_id: number; is_new: boolean };
}

/** JSON with sorted keys, so that equal conditions are equal texts. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
