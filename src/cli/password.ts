import { makePasswordLinkFor, passwordAddress } from '../access/index.ts';
import { readPublicUrl } from '../config.ts';
import type { RegisterCommand } from './command.ts';

/** `plumb password EMAIL`: a way back in for somebody who forgot the password, the only administrator too. */
export const command: RegisterCommand = (program, context) => {
  program
    .command('password')
    .argument('<email>', 'who forgot the password')
    .description('Print a link by which somebody sets a new password, once and within an hour')
    .action((email: string) =>
      context.withDatabase(async (db) => {
        const link = await makePasswordLinkFor(db.app, email, Date.now());
        context.say(passwordAddress(readPublicUrl(context.readConfig()), link));
      }),
    );
};
