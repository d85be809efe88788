import { readFile } from 'node:fs/promises';
import { AppError } from '../../base/errors.ts';
import type { ModelCatalogues } from '../../model/check.ts';
import { type FileProblem, type ModelFile, readModelFile, writePath } from '../../model/files/read-model-file.ts';
import type { Model } from '../../model/format.ts';

/** The text of a model file. Throws `file_unreadable`. */
export async function readTextFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as { code?: string };
    throw new AppError('file_unreadable', `${path}: expected a file that can be read (${code ?? error})`);
  }
}

/** The model that a file holds, and what else was found in it. Throws `model_invalid` with every problem and its line. */
export async function loadModelFile(
  path: string,
  catalogues: ModelCatalogues,
  options: { strict?: boolean } = {},
): Promise<ModelFile & { model: Model }> {
  const file = readModelFile(await readTextFile(path), catalogues, options);
  const { model, problems } = file;
  if (model) return { ...file, model };
  const lines = problems.map((problem) => `  ${writeFileProblem(path, problem)}`);
  const count = `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'}`;
  throw new AppError('model_invalid', [`${path}: ${count}`, ...lines].join('\n'), {
    errors: problems.map((problem) => ({ path: problem.path, message: problem.message })),
  });
}

/** `main.yaml:21:13 dimensions.0.groups.0.terms.0.points: Expected …`, as editors jump to it. */
export function writeFileProblem(file: string, { path, line, column, message }: FileProblem): string {
  return `${file}:${line}:${column} ${writePath(path)}: ${message}`;
}
