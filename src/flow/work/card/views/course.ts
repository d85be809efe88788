import { sql } from 'kysely';
import type { z } from 'zod';
import { ownerCondition, type Visibility } from '../../../../access/index.ts';
import type { Tx } from '../../../../base/db.ts';
import { type Course, courseAt, totalsAt } from '../../../scoring/index.ts';
import type { SparkAnswer } from '../../contract.ts';

const day = 86_400_000;

/** `count` instants (epoch ms) at equal distance, both ends included. */
function spread(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.round(from + ((to - from) * i) / (count - 1)));
}

/**
 * What was shown of a person's score at `points` instants from `from` to `to` (epoch ms), oldest first, and what moved it; nothing
 * before the first touch.
 */
export async function readCourse(
  tx: Tx,
  workspaceId: number,
  personId: number,
  { from, to, points }: { from: number; to: number; points: number },
): Promise<Course> {
  const { rows } = await sql<{ known_since: Date | null }>`
    select min(t.occurred_at) as known_since from touch t
    where t.workspace_id = ${workspaceId} and t.person_id = ${personId}`.execute(tx);
  const since = Math.max(from, rows[0]?.known_since?.getTime() ?? Number.POSITIVE_INFINITY);
  if (since > to) return { points: [], marks: [] };
  const instants = [...new Set([since, ...spread(from, to, points).filter((at) => at > since)])];
  return courseAt(tx, workspaceId, personId, instants);
}

/** Totals of those of these people whom who asks may see, at ten instants over the last 30 days. `now` is epoch ms. */
export async function readSparks(
  tx: Tx,
  { workspaceId, seen, now }: { workspaceId: number; seen: Visibility; now: number },
  personIds: readonly number[],
): Promise<z.infer<typeof SparkAnswer>['sparks']> {
  const { rows } = await sql<{ person_id: number; first_touch_at: Date }>`
    select s.person_id, s.first_touch_at from standing s
    join model m on m.workspace_id = s.workspace_id and m.model_id = s.model_id and m.is_primary
    where s.workspace_id = ${workspaceId} and s.person_id = any(${[...personIds]}::bigint[])
      and ${ownerCondition(seen, sql.ref('s.owner_id'))}`.execute(tx);
  if (rows.length === 0) return [];
  const instants = spread(now - 30 * day, now, 10);
  const ids = rows.map((row) => row.person_id);
  const totals = await totalsAt(tx, workspaceId, ids, instants);
  return rows.map(({ person_id, first_touch_at }) => ({
    person_id,
    totals: (totals.get(person_id) ?? []).map((total, i) =>
      (instants[i] as number) < first_touch_at.getTime() ? null : total,
    ),
  }));
}
