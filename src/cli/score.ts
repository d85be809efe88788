import { pickWorkspace } from '../access/pick-workspace.ts';
import { inWorkspace } from '../base/db.ts';
import { listModels, rescoreAll } from '../flow/scoring/index.ts';
import type { RegisterCommand } from './command.ts';

/** `plumb score`: scores everybody anew under the live models, which is never needed daily: points follow touches and time by themselves. */
export const command: RegisterCommand = (program, context) => {
  program
    .command('score')
    .description('Score everybody anew under the live models (after a restore, or to be sure)')
    .option('--workspace <name or id>', 'where several workspaces exist')
    .action(({ workspace }: { workspace?: string }) =>
      context.withDatabase(async (db) => {
        const workspaceId = await pickWorkspace(db, workspace);
        const models = await inWorkspace(db.app, workspaceId, (tx) => listModels(tx, workspaceId));
        for (const model of models.filter((each) => each.live_version !== null)) {
          const start = performance.now();
          const written = await rescoreAll(db.app, workspaceId, model.model_id, [], Date.now);
          const seconds = ((performance.now() - start) / 1000).toFixed(1);
          context.say(
            `${model.name}, version ${model.live_version}: everybody scored in ${seconds} s; ${written.toLocaleString('en')} shown otherwise than before.`,
          );
        }
      }),
    );
};
