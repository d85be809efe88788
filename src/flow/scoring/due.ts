import { sql } from 'kysely';
import { type Database, inTransaction, inWorkspace } from '../../base/db.ts';
import { notifyLive } from '../../base/live.ts';
import { loadContext } from '../identity/index.ts';
import { readLiveModels } from './live-model.ts';
import { rescore } from './standing.ts';
import { theseIds } from './whom.ts';

/** People scored in one statement when many fall due at once. */
const most = 5_000;

/**
 * Scores everybody anew whose shown points, band or cell time alone changes by `now` (epoch ms): only those, found by
 * `standing_due`, set-based. Any number of processes may do so at once. Answers how many rows were due.
 */
export async function scoreDue(db: Database, now: number): Promise<number> {
  const { rows } = await inTransaction(db.owner, (tx) =>
    sql<{ workspace_id: number }>`
      select distinct due.workspace_id from (
        select s.workspace_id from standing s where s.next_change_at <= to_timestamp(${now}::float8 / 1000)
        order by s.next_change_at limit ${most}) as due`.execute(tx),
  );
  let done = 0;
  for (const { workspace_id } of rows) {
    for (let some = most; some === most; done += some) some = await scoreSomeDue(db, workspace_id, now);
  }
  return done;
}

async function scoreSomeDue(db: Database, workspaceId: number, now: number): Promise<number> {
  return inWorkspace(db.app, workspaceId, async (tx) => {
    const { rows } = await sql<{ person_id: number; model_id: number }>`
      select s.person_id, s.model_id from standing s
      where s.workspace_id = ${workspaceId} and s.next_change_at <= to_timestamp(${now}::float8 / 1000)
        and s.model_id not in (select m.model_id from model m where m.workspace_id = ${workspaceId} and m.archived_at is not null)
      order by s.next_change_at limit ${most}
      for update skip locked`.execute(tx);
    if (rows.length === 0) return 0;
    const context = await loadContext(tx, workspaceId);
    for (const published of await readLiveModels(tx, workspaceId)) {
      const ids = rows.filter((row) => row.model_id === published.model_id).map((row) => row.person_id);
      if (ids.length > 0) await rescore(tx, workspaceId, published, context, theseIds(ids), now, 'time');
    }
    const ids = rows.map((row) => row.person_id);
    await notifyLive(tx, { topic: 'person', ids });
    return rows.length;
  });
}
