import { migrate } from '../base/migrate.ts';
import type { RegisterCommand } from './command.ts';

/** `plumb migrate`: brings the database to this version; `serve` does the same when it starts. */
export const command: RegisterCommand = (program, context) => {
  program
    .command('migrate')
    .description('Bring the database to this version (serve does so by itself)')
    .action(async () => {
      const { db, close } = await context.openDatabase();
      try {
        const names = await migrate(db);
        context.say(names.length === 0 ? 'The database is up to date.' : names.map((name) => `ran ${name}`).join('\n'));
      } finally {
        await close();
      }
    });
};
