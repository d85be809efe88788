import { once } from 'node:events';
import type { RegisterCommand } from './command.ts';
import { startJobs } from './start-jobs.ts';

/** `plumb work`: works on jobs only; any number of such processes may run beside the servers. */
export const command: RegisterCommand = (program, context) => {
  program
    .command('work')
    .description('Work on jobs only, beside servers that run with --no-jobs')
    .action(() =>
      context.withDatabase(async (db, jobs) => {
        const log = context.log();
        const worker = await startJobs(context, db, jobs);
        log.info({ jobs: jobs.length }, 'Working on jobs; Ctrl-C stops');
        await Promise.race([worker.done, context.signal.aborted || once(context.signal, 'abort')]);
        log.info('Stopping');
        await worker.stop();
      }),
    );
};
