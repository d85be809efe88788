import type { Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { getVersion, listModels } from '../../flow/scoring/views.ts';
import type { Model } from '../../model/format.ts';

type Listed = Awaited<ReturnType<typeof listModels>>[number];

/** A version of a model by the word or number that a command names it by. */
export type NamedVersion = {
  model_id: number;
  version: number;
  state: 'draft' | 'published';
  is_live: boolean;
  document: Model;
};

/** Whether a word names a version rather than a file: `live`, `draft` or a number. */
export function isVersionName(word: string): boolean {
  return /^(?:live|draft|\d+)$/.test(word);
}

/** The model of that key or name, or without one the primary model. Throws `not_found`, naming those there are. */
export async function findModel(tx: Tx, workspaceId: number, wanted: string | undefined): Promise<Listed> {
  const models = await listModels(tx, workspaceId);
  const found = models.find((each) =>
    wanted === undefined ? each.is_primary : each.key === wanted || each.name.toLowerCase() === wanted.toLowerCase(),
  );
  if (found) return found;
  const all = models.map((each) => `${each.key} (${each.name})`).join(', ') || 'none yet';
  throw new AppError(
    'not_found',
    `Model ${wanted === undefined ? '' : `${JSON.stringify(wanted)} `}not found; there are: ${all}`,
  );
}

/** A version of that model. Throws `not_found` without such a version, and `invalid_input` for a word that names none. */
export async function findVersion(tx: Tx, workspaceId: number, model: Listed, name: string): Promise<NamedVersion> {
  if (!isVersionName(name))
    throw new AppError('invalid_input', `--version ${name}: expected live, draft or the number of a version`);
  const number = name === 'live' ? model.live_version : name === 'draft' ? model.draft_version : Number(name);
  if (number === null) throw new AppError('not_found', `Model ${model.key} has no ${name} version`);
  return getVersion(tx, workspaceId, model.model_id, number);
}
