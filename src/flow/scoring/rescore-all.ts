import { sql } from 'kysely';
import { type Db, inWorkspace, type Tx } from '../../base/db.ts';
import { notifyLive } from '../../base/live.ts';
import { waitForBatches } from '../capture/index.ts';
import { loadContext } from '../identity/index.ts';
import { backfillSignals } from './backfill.ts';
import { readLiveModels } from './live-model.ts';
import { rescore, type Whom } from './standing.ts';

/** People scored in one statement: large enough to be set-based, small enough that arriving touches wait for it less than a second. */
const stride = 50_000;

/**
 * Puts a model's live version over everybody: finds signals nobody counted before in past touches, then scores people in
 * ranges of their ids. Safe to repeat; each range is a transaction of its own, and touches that arrive between are right already.
 */
export async function rescoreAll(
  app: Db,
  workspaceId: number,
  modelId: number,
  newSignalIds: number[],
  now: () => number,
): Promise<number> {
  const zone = await inWorkspace(app, workspaceId, (tx) => loadContext(tx, workspaceId));
  await inWorkspace(app, workspaceId, (tx) => backfillSignals(tx, workspaceId, newSignalIds, now(), zone.time_zone));
  await inWorkspace(app, workspaceId, (tx) => startProgress(tx, workspaceId, modelId));
  let written = 0;
  for (let after: number | undefined = -1; after !== undefined; ) {
    const from: number = after;
    after = await inWorkspace(app, workspaceId, async (tx) => {
      await waitForBatches(tx, workspaceId);
      const { rows } = await sql<{ last: number | null; people: number }>`
        select max(x.person_id) as last, count(*) as people from (
          select s.person_id from standing s
          where s.workspace_id = ${workspaceId} and s.model_id = ${modelId} and s.person_id > ${from}
          order by s.person_id limit ${stride}) as x`.execute(tx);
      const last = rows[0]?.last ?? undefined;
      const published = (await readLiveModels(tx, workspaceId)).find((model) => model.model_id === modelId);
      if (last === undefined || !published) return undefined;
      await addProgress(tx, workspaceId, modelId, rows[0]?.people ?? 0);
      const whom: Whom = (personId) => sql`${personId} > ${from} and ${personId} <= ${last}`;
      const context = await loadContext(tx, workspaceId);
      written += await rescore(tx, workspaceId, published, context, whom, now());
      await notifyLive(tx, { topic: 'person' });
      return last;
    });
  }
  await inWorkspace(app, workspaceId, (tx) => endProgress(tx, workspaceId, modelId));
  return written;
}

const newest = (workspaceId: number, modelId: number) => sql`
  l.workspace_id = ${workspaceId} and l.model_id = ${modelId} and l.live_from = (
    select max(n.live_from) from model_live n where n.workspace_id = ${workspaceId} and n.model_id = ${modelId})`;

async function startProgress(tx: Tx, workspaceId: number, modelId: number): Promise<void> {
  await sql`update model_live l set people_done = 0, done_at = null, people_total = (
      select count(*) from standing s where s.workspace_id = ${workspaceId} and s.model_id = ${modelId})
    where ${newest(workspaceId, modelId)}`.execute(tx);
}

async function addProgress(tx: Tx, workspaceId: number, modelId: number, people: number): Promise<void> {
  await sql`update model_live l set people_done = l.people_done + ${people} where ${newest(workspaceId, modelId)}`.execute(
    tx,
  );
  await notifyLive(tx, { topic: 'model', ids: [modelId] });
}

async function endProgress(tx: Tx, workspaceId: number, modelId: number): Promise<void> {
  await sql`update model_live l set done_at = now() where ${newest(workspaceId, modelId)}`.execute(tx);
  await notifyLive(tx, { topic: 'model', ids: [modelId] });
}
