import { pickWorkspace } from '../../access/pick-workspace.ts';
import { type Database, inWorkspace } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { type Catalogue, catalogueOf } from '../../conditions/catalogue.ts';
import type { Language } from '../../conditions/describe.ts';
import { loadContext } from '../../flow/identity/index.ts';
import { signalCatalogue, termCatalogue } from '../../flow/scoring/catalogue.ts';
import { describeChanges } from '../../model/diff/describe-changes.ts';
import { diffModels } from '../../model/diff/diff-models.ts';
import type { Model } from '../../model/format.ts';
import type { CommandContext, RegisterCommand } from '../command.ts';
import { builtInCatalogues } from './built-in-fields.ts';
import { findModel, findVersion, isVersionName } from './find-version.ts';
import { loadModelFile } from './model-file.ts';

const LANGUAGES: readonly Language[] = ['en', 'ru', 'zh', 'ro'];

type Options = { model?: string; workspace?: string; language: string; json?: boolean; exitCode?: boolean };

/** What is compared, and the fields it is read with. */
type Compared = { before: Model; after: Model; catalogue: Catalogue };

/** `plumb model diff FILE`: what would change, in words. */
export const registerDiff: RegisterCommand = (program, context) => {
  program
    .command('diff')
    .argument('<one>', 'a model file, or live, draft or the number of a version')
    .argument('[other]', 'what it becomes; with one alone, live becomes that one')
    .description('Say in words what is different between two models; two files need neither server nor database')
    .option('--language <language>', `one of ${LANGUAGES.join(', ')}`, 'en')
    .option('--json', 'the changes as JSON, each with its key path')
    .option('--exit-code', 'end with 1 where there are differences')
    .option('--model <key or name>', 'whose versions (default: the primary model)')
    .option('--workspace <name or id>', 'where several workspaces exist')
    .action(async (one: string, other: string | undefined, options: Options) => {
      const language = LANGUAGES.find((each) => each === options.language);
      if (!language)
        throw new AppError('invalid_input', `--language ${options.language}: expected one of ${LANGUAGES.join(', ')}`);
      const names = other === undefined ? (['live', one] as const) : ([one, other] as const);
      const compared = await readBoth(context, names, options);
      const changes = diffModels(compared.before, compared.after);
      const lines = describeChanges(changes, { ...compared, language }).map(({ text }) => text);
      if (options.json) context.say(JSON.stringify(changes, null, 2));
      else context.say(lines.length === 0 ? `${names.join(' and ')} say the same.` : lines.join('\n'));
      if (options.exitCode && changes.length > 0) process.exitCode = 1;
    });
};

async function readBoth(
  context: CommandContext,
  names: readonly [string, string],
  options: Options,
): Promise<Compared> {
  if (!names.some(isVersionName)) {
    const [before, after] = await Promise.all(names.map((name) => loadModelFile(name, builtInCatalogues)));
    const custom = [...(before?.custom ?? []), ...(after?.custom ?? [])];
    const fields = [...builtInCatalogues.person.values(), ...builtInCatalogues.touch.values(), ...custom];
    return { before: before?.model as Model, after: after?.model as Model, catalogue: catalogueOf(fields) };
  }
  return context.withDatabase((db) => readWithDatabase(db, names, options));
}

async function readWithDatabase(db: Database, names: readonly [string, string], options: Options): Promise<Compared> {
  const workspaceId = await pickWorkspace(db, options.workspace);
  return inWorkspace(db.app, workspaceId, async (tx) => {
    const person = termCatalogue(await loadContext(tx, workspaceId));
    const read = async (name: string) =>
      isVersionName(name)
        ? (await findVersion(tx, workspaceId, await findModel(tx, workspaceId, options.model), name)).document
        : (await loadModelFile(name, { person, touch: signalCatalogue })).model;
    const [before, after] = [await read(names[0]), await read(names[1])];
    return { before, after, catalogue: catalogueOf([...person.values(), ...signalCatalogue.values()]) };
  });
}
