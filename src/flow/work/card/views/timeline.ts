import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../../base/db.ts';
import { buildPage } from '../../../../base/pages.ts';
import type { Timeline } from '../../contract.ts';
import type { NoteChanger } from '../../notes/may-change.ts';
import type { ListContext } from '../../views/list-context.ts';
import type { TimelineWish } from '../timeline-query.ts';
import { type EntryRow, toEntry } from './timeline-entries.ts';
import { changesOf, type Stretch, touchesOf } from './timeline-sql.ts';

/** So many times the entries wanted are looked at first, and then more, for touches that fold into one. */
const firstReach = 4;
const nextReach = 8;

/**
 * A page of all that happened with a person, newest first: touches (views of one page on one day folded), notes, changes of
 * owner, merges, how warm somebody was said to be. A fold is of its whole day, wherever a page ends.
 */
export async function readTimeline(
  tx: Tx,
  context: ListContext,
  viewer: NoteChanger,
  personId: number,
  wish: TimelineWish,
): Promise<Timeline> {
  const asked = { workspaceId: context.workspaceId, timeZone: context.timeZone, now: context.now, personId, wish };
  for (let reach = firstReach * (wish.limit + 1); ; reach *= nextReach) {
    const since = await findReach(tx, asked, reach);
    const rows = await readRows(tx, { ...asked, since });
    if (rows.length <= wish.limit && since !== null) continue;
    const page = buildPage(rows, wish.limit, ({ at, rank, id }) => ({ at, rank, id }));
    return { entries: page.rows.map((row) => toEntry(context, viewer, row)), next: page.next };
  }
}

/** The beginning of the day so many touches back; null when there are not that many. Days are the workspace's. */
async function findReach(tx: Tx, asked: Omit<Stretch, 'since'>, reach: number): Promise<Date | null> {
  const { wish, timeZone } = asked;
  if (!wish.kinds.has('touch')) return null;
  const { rows } = await sql<{ since: Date }>`
    select date_trunc('day', t.occurred_at, ${timeZone}) as since ${touchesOf(asked)}
    order by t.occurred_at desc, t.touch_id desc offset ${reach} limit 1`.execute(tx);
  return rows[0]?.since ?? null;
}

/** One row more than the page holds, where there are so many. */
async function readRows(tx: Tx, stretch: Stretch): Promise<EntryRow[]> {
  const { after, limit } = stretch.wish;
  const isBelow = after
    ? sql`(e.at, e.rank, e.id) < (${after.at}::timestamptz, ${after.rank}::int, ${after.id}::bigint)`
    : sql`true`;
  const isWithin: RawBuilder<unknown> = stretch.since === null ? sql`true` : sql`e.at >= ${stretch.since}`;
  const { rows } = await sql<EntryRow>`
    select to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.rank, e.id, e.kind, e.data
    from (${changesOf(stretch)}) as e
    where ${isBelow} and ${isWithin}
    order by e.at desc, e.rank desc, e.id desc
    limit ${limit + 1}`.execute(tx);
  return rows;
}
