import { pickWorkspace } from '../access/pick-workspace.ts';
import { inWorkspace } from '../base/db.ts';
import { AppError } from '../base/errors.ts';
import { findPersonByEmail } from '../flow/identity/index.ts';
import { explainPerson } from '../flow/scoring/index.ts';
import type { RegisterCommand } from './command.ts';
import { writeReceipt } from './write-receipt.ts';

type Options = { at?: string; workspace?: string; json?: boolean };

/** `plumb explain EMAIL`: a person's score with the reason for every point, at any instant. */
export const command: RegisterCommand = (program, context) => {
  program
    .command('explain')
    .argument('<email>', 'whose score')
    .description('Print a score with the reason for every point, now or at any instant')
    .option('--at <instant>', 'ISO 8601, for example 2026-03-01T12:00:00Z (default: now)')
    .option('--workspace <name or id>', 'where several workspaces exist')
    .option('--json', 'the receipt as JSON')
    .action((email: string, { at, workspace, json }: Options) =>
      context.withDatabase(async (db) => {
        const instant = at === undefined ? Date.now() : Date.parse(at);
        if (Number.isNaN(instant)) throw new AppError('invalid_input', `--at ${at}: expected an ISO 8601 instant`);
        const workspaceId = await pickWorkspace(db, workspace);
        await inWorkspace(db.app, workspaceId, async (tx) => {
          const personId = await findPersonByEmail(tx, workspaceId, email);
          if (personId === undefined)
            throw new AppError('not_found', `E-mail ${email}: nobody in this workspace has it`);
          const explanation = await explainPerson(tx, workspaceId, personId, instant);
          context.say(json ? JSON.stringify(explanation, null, 2) : writeReceipt(explanation.model, explanation.score));
        });
      }),
    );
};
