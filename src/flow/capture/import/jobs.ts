import { sql } from 'kysely';
import { z } from 'zod';
import { inWorkspace, type Tx } from '../../../base/db.ts';
import type { Job, JobContext } from '../../../base/job.ts';
import { defineJob, enqueue } from '../../../base/jobs.ts';
import { checkImport } from './actions/check-import.ts';
import { runImport } from './actions/run-import.ts';
import { removeAbandonedUploads } from './queries.ts';

const Payload = z.object({ workspace_id: z.int(), import_id: z.int() });
type Payload = z.infer<typeof Payload>;

const runImportJob = defineJob('capture.run_import', Payload, async ({ db, signal }, { workspace_id, import_id }) => {
  await runImport(db.app, workspace_id, import_id, { signal });
});

const checkImportJob = defineJob(
  'capture.check_import',
  Payload,
  async ({ db, signal }, { workspace_id, import_id }) => {
    await checkImport(db.app, workspace_id, import_id, { signal });
  },
);

/** An upload that its browser left behind is of no use to anybody after a day. */
const forgetUploadsJob = defineJob('capture.forget_uploads', z.object({}), forgetUploads, { cron: '17 3 * * *' });

/** The jobs of imports. */
export const importJobs: Job[] = [runImportJob, checkImportJob, forgetUploadsJob];

/** Asks for an import to be run by a worker; asked again before it began, once. */
export async function enqueueRun(tx: Tx, payload: Payload): Promise<void> {
  await enqueue(tx, runImportJob, payload, { key: `import:${payload.workspace_id}:${payload.import_id}` });
}

/** Asks for a dry run by a worker. */
export async function enqueueCheck(tx: Tx, payload: Payload): Promise<void> {
  await enqueue(tx, checkImportJob, payload, { key: `check:${payload.workspace_id}:${payload.import_id}` });
}

async function forgetUploads({ db, now }: JobContext): Promise<void> {
  const { rows } = await sql<{ workspace_id: number }>`select workspace_id from workspace`.execute(db.owner);
  for (const { workspace_id } of rows) {
    await inWorkspace(db.app, workspace_id, (tx) =>
      removeAbandonedUploads(tx, workspace_id, new Date(now - 86_400_000)),
    );
  }
}
