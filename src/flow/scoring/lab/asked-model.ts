import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import type { Condition } from '../../../conditions/format.ts';
import { usedSignals } from '../../../model/catalogue.ts';
import { checkModel } from '../../../model/check.ts';
import { Model } from '../../../model/format.ts';
import { loadContext } from '../../identity/index.ts';
import { signalCatalogue, termCatalogue } from '../catalogue.ts';
import { type LiveModel, readLiveModels } from '../live-model.ts';
import { embedProfiles } from '../profiles/embed.ts';
import type { Asked } from './contract.ts';

export type Context = Awaited<ReturnType<typeof loadContext>>;

/** A signal that nobody counts yet: its touches must be looked for. Its id is made up, negative, and good for one question. */
export type UncountedSignal = { signal_id: number; when: Condition };

/** A model that a question is about, as if it were live. `version` is 0 for a document that is not kept. */
export type AskedModel = LiveModel & { uncounted: UncountedSignal[] };

/** What a question is about: the model asked about, the live version beside it (null: none is live), and the workspace. */
export type Question = { context: Context; after: AskedModel; before: AskedModel | null };

type Wish = Pick<z.infer<typeof Asked>, 'document' | 'version'>;

/**
 * Reads what is asked about. Throws `not_found` without such a model or version, `model_invalid` with every problem of a document,
 * `invalid_input` when both a document and a version are given.
 */
export async function readQuestion(tx: Tx, workspaceId: number, modelId: number, wish: Wish): Promise<Question> {
  const context = await loadContext(tx, workspaceId);
  const live = (await readLiveModels(tx, workspaceId)).find((each) => each.model_id === modelId);
  const before = live ? { ...live, uncounted: [] } : null;
  if (wish.document !== undefined && wish.version !== undefined) {
    const message = 'Expected a document or a version, found both';
    throw new AppError('invalid_input', message, { errors: [{ path: ['body', 'version'], message }] });
  }
  if (wish.document !== undefined) {
    const model = readDocument(await embedProfiles(tx, workspaceId, wish.document), context);
    return { context, before, after: await makeReady(tx, workspaceId, modelId, 0, model) };
  }
  if (wish.version === 'live' && before) return { context, before, after: before };
  const kept = await getKept(tx, workspaceId, modelId, wish.version);
  if (before && kept.version === before.version) return { context, before, after: before };
  return {
    context,
    before,
    after: await makeReady(tx, workspaceId, modelId, kept.version, Model.parse(kept.document)),
  };
}

function readDocument(document: unknown, context: Context): Model {
  const errors = checkModel(document, { person: termCatalogue(context), touch: signalCatalogue });
  if (errors.length > 0) {
    const [first] = errors;
    throw new AppError('model_invalid', `Scoring model: ${first?.path.join('.')}: ${first?.message}`, { errors });
  }
  return Model.parse(document);
}

/** The version wished for; without a wish the draft, else what is live. */
async function getKept(tx: Tx, workspaceId: number, modelId: number, wish: Wish['version']) {
  const { rows } = await sql<{ version: number; document: unknown }>`
    select v.version, v.document from model_version v
    left join lateral (
      select l.version from model_live l where l.workspace_id = v.workspace_id and l.model_id = v.model_id
      order by l.live_from desc limit 1
    ) as live on true
    where v.workspace_id = ${workspaceId} and v.model_id = ${modelId}
      and case ${String(wish ?? 'any')}::text
        when 'any' then v.state = 'draft' or v.version = live.version
        when 'draft' then v.state = 'draft'
        when 'live' then v.version = live.version
        else v.version::text = ${String(wish)}::text end
    order by v.state = 'draft' desc limit 1`.execute(tx);
  const found = rows[0];
  if (!found) throw new AppError('not_found', `Model ${modelId}: expected one with ${sayWish(wish)}`);
  return found;
}

function sayWish(wish: Wish['version']): string {
  if (wish === undefined) return 'a draft or a live version';
  return typeof wish === 'number' ? `a version ${wish}` : `a ${wish} version`;
}

/** Finds the signals of the model among those that are counted; the others get an id of their own. */
async function makeReady(
  tx: Tx,
  workspaceId: number,
  modelId: number,
  version: number,
  model: Model,
): Promise<AskedModel> {
  const used = usedSignals(model);
  const conditions = used.map((key) => JSON.stringify(model.signals[key]?.when));
  const { rows } = await sql<{ key: string; signal_id: number }>`
    select k.key, s.signal_id
    from unnest(${used}::text[], ${conditions}::text[]) as k (key, condition)
    join signal s on s.workspace_id = ${workspaceId} and s.condition = k.condition::jsonb`.execute(tx);
  const signal_ids = new Map(rows.map((row) => [row.key, row.signal_id]));
  const uncounted: UncountedSignal[] = [];
  for (const key of used) {
    if (signal_ids.has(key)) continue;
    const signal_id = -1 - uncounted.length;
    signal_ids.set(key, signal_id);
    uncounted.push({ signal_id, when: (model.signals[key] as Model['signals'][string]).when });
  }
  const { rows: about } = await sql<{ is_primary: boolean; adjusted: boolean }>`
    select m.is_primary,
      exists (select from adjustment a where a.workspace_id = m.workspace_id and a.model_id = m.model_id) as adjusted
    from model m where m.workspace_id = ${workspaceId} and m.model_id = ${modelId}`.execute(tx);
  const [found] = about;
  if (!found) throw new AppError('not_found', `Model ${modelId}: not found in this workspace`);
  return { model_id: modelId, version, model, signal_ids, uncounted, ...found };
}
