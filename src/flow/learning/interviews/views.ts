import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import type { Model } from '../../../model/format.ts';
import { getVersion, listModels } from '../../scoring/index.ts';
import { countAnswered, type InterviewSummary, QUESTIONS } from './contract.ts';
import { canTake, findExisting } from './into-model.ts';
import { listCriteria, proposeRules, proposeSigns, summarizeDays } from './propose.ts';
import { listInterviews } from './queries.ts';

/** A model as it is worked on: its draft, or the live version where there is no draft; `saved_at` is null then. */
export type WorkedOn = {
  model_id: number;
  name: string;
  document: Model;
  saved_at: string | null;
  note: string | null;
};

/** The model of that id, or the primary one. Throws `not_found` without such a model; undefined where there is none at all. */
export async function findWorkedOn(tx: Tx, workspaceId: number, modelId?: number): Promise<WorkedOn | undefined> {
  const models = await listModels(tx, workspaceId);
  const entry = modelId === undefined ? models[0] : models.find((model) => model.model_id === modelId);
  if (!entry) {
    if (modelId === undefined) return undefined;
    throw new AppError('not_found', `Model ${modelId}: not found in this workspace`);
  }
  const { model_id, name, draft_version } = entry;
  const version = await getVersion(tx, workspaceId, model_id, draft_version ?? 'live');
  const isDraft = version.state === 'draft';
  return {
    model_id,
    name,
    document: version.document,
    saved_at: isDraft ? new Date(version.created_at).toISOString() : null,
    note: isDraft ? version.note : null,
  };
}

/**
 * What all interviews say together, with the rules that follow, compared with a model; without those on signals that neither it nor the
 * primary model knows. Throws `not_found` without such a model.
 */
export async function summarize(tx: Tx, workspaceId: number, modelId?: number): Promise<InterviewSummary> {
  const interviews = (await listInterviews(tx, workspaceId)).filter(({ answers }) => countAnswered(answers) > 0);
  const answers = interviews.map((each) => each.answers);
  const model = await findWorkedOn(tx, workspaceId, modelId);
  const primary = modelId === undefined ? model : await findWorkedOn(tx, workspaceId);
  const models = [model, primary].flatMap((each) => (each ? [each.document] : []));
  const rules = proposeRules(answers).filter((rule) => canTake(rule, models));
  return {
    interviews: interviews.length,
    rules: rules.map((rule) => ({
      ...rule,
      existing: model ? findExisting(model.document, rule) : [],
    })),
    signs: proposeSigns(answers),
    criteria: listCriteria(answers),
    days: summarizeDays(answers),
    texts: QUESTIONS.flatMap((question) =>
      interviews.flatMap(({ name, answers: { [question]: answer } }) => {
        const text = answer?.text.trim() ?? '';
        return text === '' ? [] : [{ question, name, text }];
      }),
    ),
    model: model ? { model_id: model.model_id, name: model.name, draft_saved_at: model.saved_at } : null,
  };
}
