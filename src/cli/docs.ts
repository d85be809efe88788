import { writeFile } from 'node:fs/promises';
import type { RegisterCommand } from './command.ts';
import { writeConfigurationPage } from './configuration-page.ts';
import { writeErrorsPage } from './errors-page.ts';
import { writeModelSchema } from './model-schema.ts';

const folder = new URL('../../docs/', import.meta.url);

/** `plumb docs`: writes the pages that are made from the code; tests fail when one is stale. */
export const command: RegisterCommand = (program, context) => {
  program.command('docs', { hidden: true }).action(async () => {
    const pages = {
      'configuration.md': writeConfigurationPage(),
      'errors.md': writeErrorsPage(),
      'model.schema.json': writeModelSchema(),
    };
    for (const [name, text] of Object.entries(pages)) {
      await writeFile(new URL(name, folder), text);
      context.say(`wrote docs/${name}`);
    }
  });
};
