import type { Database } from '../base/db.ts';
import type { Job } from '../base/job.ts';
import { startWorker, type Worker } from '../base/jobs.ts';
import { openMailer } from '../base/mail.ts';
import { readPublicUrl } from '../config.ts';
import type { CommandContext } from './command.ts';

/** Starts working on jobs as the configuration says, with the way out for e-mails, which ends with the worker. */
export async function startJobs(context: CommandContext, db: Database, jobs: Job[]): Promise<Worker> {
  const config = context.readConfig();
  const { PLUMB_SMTP_URL: smtp, PLUMB_MAIL_FROM: from, PLUMB_JOB_CONCURRENCY: concurrency } = config;
  const mailer = smtp === undefined ? undefined : openMailer(smtp, from);
  const outward = { mailer, publicUrl: readPublicUrl(config) };
  const worker = await startWorker(db, jobs, { log: context.log(), concurrency, outward });
  return {
    done: worker.done,
    stop: async () => {
      await worker.stop();
      mailer?.close();
    },
  };
}
