import { writeFile } from 'node:fs/promises';
import { pickWorkspace } from '../../access/pick-workspace.ts';
import { inWorkspace } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { modelFileFormat, writeModelFile } from '../../model/files/write-model-file.ts';
import type { RegisterCommand } from '../command.ts';
import { findModel, findVersion } from './find-version.ts';
import { markPulled } from './pulled-draft.ts';

type Options = { model?: string; workspace?: string; version: string };

/** `plumb model pull [FILE]`: a version of a model as a file. */
export const registerPull: RegisterCommand = (program, context) => {
  program
    .command('pull')
    .argument('[file]', 'where to (YAML, or JSON by its name; default: the screen, as YAML)')
    .description('Write a version of a model to a file')
    .option('--model <key or name>', 'which model (default: the primary one)')
    .option('--version <live, draft or number>', 'which version', 'live')
    .option('--workspace <name or id>', 'where several workspaces exist')
    .action((file: string | undefined, { model: wanted, workspace, version: name }: Options) =>
      context.withDatabase(async (db) => {
        const workspaceId = await pickWorkspace(db, workspace);
        const { model, version } = await inWorkspace(db.app, workspaceId, async (tx) => {
          const model = await findModel(tx, workspaceId, wanted);
          return { model, version: await findVersion(tx, workspaceId, model, name) };
        });
        const format = modelFileFormat(file ?? '');
        const written = writeModelFile(version.document, format);
        const text = version.state === 'draft' && format === 'yaml' ? markPulled(written, version.document) : written;
        if (file === undefined) return context.say(text.trimEnd());
        await writeFile(file, text).catch((error) => {
          throw new AppError('file_unreadable', `${file}: cannot be written (${error.code ?? error})`);
        });
        const state = version.is_live ? 'live' : version.state;
        context.say(`${model.name}, version ${version.version} (${state}), is written to ${file}.`);
      }),
    );
};
