import { type Db, inWorkspace, type Tx } from '../../../base/db.ts';
import { notifyLive } from '../../../base/live.ts';
import type { ReplayAnswer, UnreadableChoice } from '../contract.ts';
import type { Intake } from '../intake.ts';
import { listDoorSources } from '../sources/queries.ts';
import type { Reading, UnreadableDraft } from './draft.ts';
import { listRefused } from './keep-reading.ts';
import { countWaiting, insertUnreadable, settleUnreadable, takeWaiting, type WaitingUnreadable } from './queries.ts';
import { readAgain } from './read-again.ts';

const pageSize = 200;
/** How many one call reads again; whoever wants more asks again. */
const mostAtOnce = 5_000;

/**
 * Reads the chosen waiting ones again, by the same parsers as the first time, the oldest first. What can be understood now is
 * kept and settled; the others stay waiting with the problems found now. `now` is epoch milliseconds.
 */
export async function replayUnreadable(
  app: Db,
  intake: Intake,
  workspaceId: number,
  choice: UnreadableChoice,
  now: number,
): Promise<ReplayAnswer> {
  const answer: ReplayAnswer = { replayed: 0, still_unreadable: 0, left: 0 };
  let after = 0;
  for (let done = 0; done < mostAtOnce; ) {
    const page = await inWorkspace(app, workspaceId, (tx) => replayPage(tx, intake, workspaceId, choice, after, now));
    answer.replayed += page.replayed;
    answer.still_unreadable += page.taken - page.replayed;
    done += page.taken;
    after = page.last;
    if (page.taken < pageSize) return answer;
  }
  const waiting = await inWorkspace(app, workspaceId, (tx) => countWaiting(tx, workspaceId, choice));
  return { ...answer, left: Math.max(0, waiting - answer.still_unreadable) };
}

async function replayPage(
  tx: Tx,
  intake: Intake,
  workspaceId: number,
  choice: UnreadableChoice,
  after: number,
  now: number,
) {
  const waiting = await takeWaiting(tx, workspaceId, choice, { after, limit: pageSize });
  const sources = await listDoorSources(tx, workspaceId);
  const readings: { item: WaitingUnreadable; reading: Reading; start: number }[] = [];
  let start = 0;
  for (const item of waiting) {
    const reading = await readAgain(item, sources);
    readings.push({ item, reading, start });
    start += reading.arrivals.length;
  }
  // The intake keeps them in a transaction of its own. Should ours fail after it, they are read again another time, and
  // their keys make them the same touches.
  const kept = await intake.submit(
    workspaceId,
    readings.flatMap(({ reading }) => reading.arrivals),
  );
  const fresh: UnreadableDraft[] = [];
  const settled = readings.map(({ item, reading, start }) => {
    const refused = listRefused(reading, kept.slice(start, start + reading.arrivals.length));
    const unread = [...reading.unreadable, ...refused];
    const understood = reading.arrivals.length > refused.length || unread.length === 0;
    if (understood) fresh.push(...unread);
    return {
      unreadable_id: item.unreadable_id,
      problems: understood ? null : unread.flatMap(({ problems }) => problems),
    };
  });
  await settleUnreadable(tx, workspaceId, settled, now);
  await insertUnreadable(tx, workspaceId, fresh);
  if (waiting.length > 0) await notifyLive(tx, { topic: 'unreadable' });
  const replayed = settled.filter(({ problems }) => problems === null).length;
  return { taken: waiting.length, replayed, last: waiting.at(-1)?.unreadable_id ?? after };
}
