import { createDemoWorkspace, loadDemo } from '../../demo/load.ts';
import { findAdministrator } from '../access/pick-workspace.ts';
import { AppError } from '../base/errors.ts';
import type { RegisterCommand } from './command.ts';

/** `plumb demo`: makes the demo company of any size. */
export const command: RegisterCommand = (program, context) => {
  program
    .command('demo')
    .description('Make a demo company, in a workspace of its own')
    .option('--people <n>', 'how many people ever turn up, 500 or more', '5000')
    .option('--until <instant>', 'where its year ends, ISO 8601 (default: now)')
    .action((options: { people: string; until?: string }) =>
      context.withDatabase(async (db) => {
        const people = Number(options.people);
        if (!Number.isInteger(people) || people < 500) {
          throw new AppError('invalid_input', `--people ${options.people}: expected a whole number of 500 or more`);
        }
        const until = options.until === undefined ? Date.now() : Date.parse(options.until);
        if (Number.isNaN(until))
          throw new AppError('invalid_input', `--until ${options.until}: expected an ISO 8601 instant`);
        const { user_id, language, time_zone } = await findAdministrator(db);
        const workspaceId = await createDemoWorkspace(db.app, { people, until }, user_id, language, time_zone);
        const start = performance.now();
        await loadDemo(db.app, workspaceId, context.signal, ({ people_done }) => {
          if (people_done % 1500 === 0) context.say(`${people_done} of ${people} people`);
        });
        context.say(
          `Workspace ${workspaceId} is filled, in ${((performance.now() - start) / 1000).toFixed(1)} s; choose it at the top of the page.`,
        );
      }),
    );
};
