import { readModelFile, writePath } from '../../model/files/read-model-file.ts';
import { allTerms } from '../../model/format.ts';
import type { RegisterCommand } from '../command.ts';
import { builtInCatalogues } from './built-in-fields.ts';
import { readTextFile, writeFileProblem } from './model-file.ts';

type Options = { strict?: boolean; json?: boolean };

/** `plumb model check FILE…`: are these models that could be saved? Asks neither server nor database. */
export const registerCheck: RegisterCommand = (program, context) => {
  program
    .command('check')
    .argument('<files...>', 'models as YAML or JSON')
    .description('Check model files, without a server or database')
    .option('--strict', 'fields that not every workspace has are problems, not warnings')
    .option('--json', 'what was found as JSON')
    .action(async (files: string[], { strict = false, json }: Options) => {
      const found = [];
      for (const file of files)
        found.push({ file, ...readModelFile(await readTextFile(file), builtInCatalogues, { strict }) });
      if (found.some(({ problems }) => problems.length > 0)) process.exitCode = 1;
      if (json) {
        const said = found.map(({ file, problems, warnings }) => ({ file, problems, warnings }));
        return context.say(JSON.stringify(said, null, 2));
      }
      for (const { file, model, problems, warnings } of found) {
        for (const warning of warnings) context.say(`warning: ${writeFileProblem(file, warning)}`);
        for (const problem of problems) context.say(`problem: ${writeFileProblem(file, problem)}`);
        if (model) context.say(`${file}: ${model.name}, ${allTerms(model).length} terms, can be saved`);
        else context.say(`${file}: ${problems.length} to mend, the first at ${writePath(problems[0]?.path ?? [])}`);
      }
    });
};
