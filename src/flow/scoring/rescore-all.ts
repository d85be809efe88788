import { availableParallelism } from 'node:os';
import { type RawBuilder, sql } from 'kysely';
import { type Db, inWorkspace, type Tx } from '../../base/db.ts';
import { announce } from '../../base/facts.ts';
import { notifyLive } from '../../base/live.ts';
import { holdBatches } from '../capture/index.ts';
import { loadContext } from '../identity/index.ts';
import { backfillSignals } from './backfill.ts';
import { modelRescored } from './facts.ts';
import { readLiveModels } from './live-model.ts';
import { seedStandings } from './seed-standings.ts';
import { rescore } from './standing.ts';
import type { Whom } from './whom.ts';

/** People scored in one statement: large enough to be set-based, small enough that arriving touches wait for it less than a second. */
const usualStride = 50_000;
/** Statements that run side by side: scoring is the database's work alone, and one connection gives it one core. */
const lanes = Math.min(4, availableParallelism());

/** People with `after < person_id ≤ upTo`, how many they were when ranges were made, and how many of them had no complete row under the model. */
type Range = { after: number; upTo: number; people: number; withoutRow: number };

/**
 * Puts a model's live version over everybody: finds signals nobody counted before in past touches, then scores people in
 * ranges of their ids. Safe to repeat; each range is a transaction of its own, and touches that arrive between are right already.
 * Answers how many rows were written.
 */
export async function rescoreAll(
  app: Db,
  workspaceId: number,
  modelId: number,
  newSignalIds: number[],
  now: () => number,
  stride = usualStride,
): Promise<number> {
  const ranges = await inWorkspace(app, workspaceId, async (tx) => {
    const { time_zone } = await loadContext(tx, workspaceId);
    await backfillSignals(tx, workspaceId, newSignalIds, now(), time_zone);
    return listRanges(tx, workspaceId, modelId, stride);
  });
  await inWorkspace(app, workspaceId, (tx) => startProgress(tx, workspaceId, modelId, ranges));
  const since = now();
  let written = 0;
  let failed = false;
  const left = ranges.values();
  const workThrough = async () => {
    for (const range of left) {
      if (failed) return;
      const some = await inWorkspace(app, workspaceId, (tx) => rescoreRange(tx, workspaceId, modelId, range, now()));
      written += some;
    }
  };
  await Promise.all(
    Array.from({ length: lanes }, () =>
      workThrough().catch((error) => {
        failed = true;
        throw error;
      }),
    ),
  );
  await inWorkspace(app, workspaceId, (tx) => endProgress(tx, workspaceId, modelId, since));
  return written;
}

/** Of people with a row under any model, for under one that is live for the first time nobody has one; of all people where there is none. */
async function listRanges(tx: Tx, workspaceId: number, modelId: number, stride: number): Promise<Range[]> {
  const ranges = async (people: RawBuilder<unknown>) => {
    const { rows } = await sql<Omit<Range, 'after'>>`
      select max(p.person_id) as "upTo", count(*) as people, count(*) filter (where not p.has_row) as "withoutRow"
      from (
        select p.person_id, p.has_row, (row_number() over (order by p.person_id) - 1) / ${stride}::int as range from (${people}) as p
      ) as p
      group by p.range order by p.range`.execute(tx);
    return rows.map((row, index) => ({ ...row, after: rows[index - 1]?.upTo ?? -1 }));
  };
  const scored = await ranges(sql`
    select s.person_id, max(s.touch_count) filter (where s.model_id = ${modelId}) is not distinct from max(s.touch_count) as has_row
    from standing s
    where s.workspace_id = ${workspaceId} group by s.person_id`);
  if (scored.length > 0) return scored;
  return ranges(sql`
    select p.person_id, false as has_row from person p where p.workspace_id = ${workspaceId} and p.merged_into is null`);
}

async function rescoreRange(
  tx: Tx,
  workspaceId: number,
  modelId: number,
  { after, upTo, people, withoutRow }: Range,
  now: number,
): Promise<number> {
  // Should it be lost in a crash, the job does it again; the commit that says all is done makes every range before it durable.
  await sql`set local synchronous_commit = off`.execute(tx);
  await holdBatches(tx, workspaceId);
  const published = (await readLiveModels(tx, workspaceId)).find((model) => model.model_id === modelId);
  if (!published) return 0;
  const whom: Whom = (personId) => sql`${personId} > ${after} and ${personId} <= ${upTo}`;
  if (withoutRow > 0) await seedStandings(tx, workspaceId, published, whom);
  const written = await rescore(tx, workspaceId, published, await loadContext(tx, workspaceId), whom, now, 'model');
  await notifyLive(tx, { topic: 'person' });
  await addProgress(tx, workspaceId, modelId, people);
  return written;
}

const newest = (workspaceId: number, modelId: number) => sql`
  l.workspace_id = ${workspaceId} and l.model_id = ${modelId} and l.live_from = (
    select max(n.live_from) from model_live n where n.workspace_id = ${workspaceId} and n.model_id = ${modelId})`;

async function startProgress(tx: Tx, workspaceId: number, modelId: number, ranges: Range[]): Promise<void> {
  const people = ranges.reduce((sum, range) => sum + range.people, 0);
  await sql`update model_live l set people_done = 0, done_at = null, people_total = ${people}
    where ${newest(workspaceId, modelId)}`.execute(tx);
}

async function addProgress(tx: Tx, workspaceId: number, modelId: number, people: number): Promise<void> {
  await sql`update model_live l set people_done = l.people_done + ${people} where ${newest(workspaceId, modelId)}`.execute(
    tx,
  );
  await notifyLive(tx, { topic: 'model', ids: [modelId] });
}

async function endProgress(tx: Tx, workspaceId: number, modelId: number, since: number): Promise<void> {
  await sql`update model_live l set done_at = now() where ${newest(workspaceId, modelId)}`.execute(tx);
  const published = (await readLiveModels(tx, workspaceId)).find((model) => model.model_id === modelId);
  if (published) {
    const { version, is_primary } = published;
    await announce(tx, modelRescored, { workspace_id: workspaceId, model_id: modelId, version, is_primary, since });
  }
  await notifyLive(tx, { topic: 'model', ids: [modelId] });
}
