import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, inTransaction, inWorkspace } from '../../../base/db.ts';
import { defineJob } from '../../../base/jobs.ts';
import { notifyLive } from '../../../base/live.ts';

const day = sql`interval '1 day'`;

/**
 * Tells the screens of whom silence has cooled, or of whom what was said by hand has ended, at an instant in `since < … ≤ now` (epoch
 * ms): every reading works that out, so nothing is written then that would tell them. Of whom a silence is over that cools another band
 * than theirs they are told too. Any number of processes may do so at once. Answers how many people they are.
 */
export async function tellTurned(db: Database, since: number, now: number): Promise<number> {
  const [after, upTo] = [new Date(since), new Date(now)];
  const silent = sql`s.workspace_id = c.workspace_id and s.model_id = m.model_id
    and s.last_touch_at > ${after}::timestamptz - c.days * ${day} and s.last_touch_at <= ${upTo}::timestamptz - c.days * ${day}`;
  const { rows } = await inTransaction(db.owner, (tx) =>
    sql<{ workspace_id: number; person_ids: number[] }>`
      select turned.workspace_id, json_agg(turned.person_id) as person_ids from (
        select c.workspace_id, silent.person_id
        from cooling c
        join model m on m.workspace_id = c.workspace_id and m.is_primary
        cross join lateral (
          select s.person_id from standing s where ${silent} and s.open_lead_id is not null
          union all
          select s.person_id from standing s where ${silent} and s.open_lead_id is null
        ) as silent
        union
        select w.workspace_id, ended.person_id
        from workspace w
        cross join lateral (
          select t.person_id from temperature t
          where t.workspace_id = w.workspace_id and t.holds_until > ${after} and t.holds_until <= ${upTo}
        ) as ended
      ) as turned
      group by turned.workspace_id`.execute(tx),
  );
  for (const { workspace_id, person_ids } of rows) {
    await inWorkspace(db.app, workspace_id, (tx) => notifyLive(tx, { topic: 'person', ids: person_ids }));
  }
  return rows.reduce((people, { person_ids }) => people + person_ids.length, 0);
}

/** Up to when the screens have been told. Whoever opens one later, or finds the server again, reads all anew. */
let toldUpTo: number | undefined;

export const tellTurnedJob = defineJob(
  'work.tell_turned',
  z.object({}),
  async ({ db, now }) => {
    await tellTurned(db, toldUpTo ?? now, now);
    toldUpTo = now;
  },
  { every_ms: 1_000 },
);
