import { byPlumb } from '../../access/audit.ts';
import { pickWorkspace } from '../../access/pick-workspace.ts';
import { inWorkspace, type Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { enqueue } from '../../base/jobs.ts';
import { loadContext } from '../../flow/identity/index.ts';
import { signalCatalogue, termCatalogue } from '../../flow/scoring/catalogue.ts';
import { rescoreJob } from '../../flow/scoring/jobs.ts';
import { ensureModel, makeLive, saveDraft } from '../../flow/scoring/publish.ts';
import { getVersion, listModels } from '../../flow/scoring/views.ts';
import { diffModels } from '../../model/diff/diff-models.ts';
import type { Model } from '../../model/format.ts';
import type { RegisterCommand } from '../command.ts';
import { findModel, findVersion } from './find-version.ts';
import { loadModelFile, readTextFile } from './model-file.ts';
import { wasPulledFrom } from './pulled-draft.ts';

type Options = {
  model?: string;
  workspace?: string;
  note?: string;
  publish?: boolean;
  create?: boolean;
  force?: boolean;
};

/** What came of pushing a file. `version` is null where nothing had to be written. */
export type Pushed = { name: string; version: number | null; published: boolean };

/** `plumb model push FILE`: a file becomes the draft, and live when asked to. */
export const registerPush: RegisterCommand = (program, context) => {
  program
    .command('push')
    .argument('<file>', 'a model as YAML or JSON')
    .description('Make a file the draft of a model; every problem is named with its line, and then nothing is written')
    .option('--model <key or name>', 'which model (default: the primary one)')
    .option('--create', 'make the model of that key where there is none, beside the others')
    .option('--note <text>', 'what changed and why')
    .option('--publish', 'make it live at once')
    .option('--force', 'replace a draft that somebody made on the screen')
    .option('--workspace <name or id>', 'where several workspaces exist')
    .action((file: string, options: Options) =>
      context.withDatabase(async (db) => {
        const workspaceId = await pickWorkspace(db, options.workspace);
        const pushed = await inWorkspace(db.app, workspaceId, (tx) =>
          pushFile(tx, workspaceId, file, options, Date.now()),
        );
        context.say(writePushed(file, pushed));
      }),
    );
};

/**
 * Makes a file the draft of a model, and live with `publish`, in one transaction; what is the draft, or live, already is left alone.
 * `now` is epoch milliseconds. Throws `model_invalid` with every problem, its path and line, `file_unreadable`, `not_found`, and without
 * `force` `conflict` where a draft that was made on the screen would be lost.
 */
export async function pushFile(
  tx: Tx,
  workspaceId: number,
  file: string,
  { model: wanted, note, publish = false, create = false, force = false }: Options,
  now: number,
): Promise<Pushed> {
  const catalogues = { person: termCatalogue(await loadContext(tx, workspaceId)), touch: signalCatalogue };
  const { model } = await loadModelFile(file, catalogues, { strict: true });
  if (create && wanted !== undefined && !(await listModels(tx, workspaceId)).some(({ key }) => key === wanted))
    await ensureModel(tx, workspaceId, { key: wanted, name: model.name, is_primary: false });
  const entry = await findModel(tx, workspaceId, wanted);
  const isSameAs = async (name: 'draft' | 'live') => {
    const exists = name === 'draft' ? entry.draft_version !== null : entry.live_version !== null;
    return exists && isSame((await findVersion(tx, workspaceId, entry, name)).document, model);
  };
  if (publish ? await isSameAs('live') : await isSameAs(entry.draft_version === null ? 'live' : 'draft'))
    return { name: entry.name, version: null, published: publish };
  const over = force ? undefined : await expectNothingLost(tx, workspaceId, entry, file, model);
  const { version } = await saveDraft(tx, workspaceId, byPlumb, entry.model_id, model, note ?? null, { over });
  if (publish) {
    const { new_signal_ids } = await makeLive(tx, workspaceId, byPlumb, entry.model_id, version, now);
    const payload = { workspace_id: workspaceId, model_id: entry.model_id, new_signal_ids };
    await enqueue(tx, rescoreJob, payload, { queue: `rescore-${workspaceId}` });
  }
  return { name: entry.name, version, published: publish };
}

/**
 * The draft that may be replaced, by the instant it was saved (epoch ms); null where there is none. Throws `conflict` when the one there
 * is holds work that nobody has in a file: neither this command made it, nor was this file pulled from it.
 */
async function expectNothingLost(
  tx: Tx,
  workspaceId: number,
  { model_id, name, draft_version }: Awaited<ReturnType<typeof findModel>>,
  file: string,
  model: Model,
): Promise<number | null> {
  if (draft_version === null) return null;
  const draft = await getVersion(tx, workspaceId, model_id, draft_version);
  const savedAt = new Date(draft.created_at).getTime();
  if (draft.created_by === null || isSame(draft.document, model)) return savedAt;
  if (wasPulledFrom(await readTextFile(file), draft.document)) return savedAt;
  throw new AppError(
    'conflict',
    `Draft of ${name} (version ${draft_version}): made on the screen, and ${file} was not pulled from it. \`plumb model diff ${file} draft\` says what would be lost; expected a file pulled with --version draft, or --force to replace it`,
  );
}

function isSame(document: Model, model: Model): boolean {
  return diffModels(document, model).length === 0;
}

function writePushed(file: string, { name, version, published }: Pushed): string {
  if (version === null) return `${name} is what ${file} says already; nothing was written.`;
  if (!published)
    return `${file} is the draft of ${name}, version ${version}; \`plumb model push --publish\` makes it live.`;
  return `${file} is live: ${name}, version ${version}. Everybody is scored anew while Plumb serves or works.`;
}
