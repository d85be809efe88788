import { type Db, inWorkspace } from '../../../base/db.ts';
import { notifyLive } from '../../../base/live.ts';
import type { Outcome } from '../arrival.ts';
import type { Intake, Kept } from '../intake.ts';
import { unreadableKept } from '../metrics.ts';
import type { Reading, UnreadableDraft } from './draft.ts';
import { insertUnreadable } from './queries.ts';

/**
 * Keeps what a door read: arrivals as touches, the rest as it came. When it returns all of it is durable, and the door may
 * answer. What became of the arrivals, in order.
 */
export async function keepReading(app: Db, intake: Intake, workspaceId: number, reading: Reading): Promise<Kept> {
  const kept = await intake.submit(workspaceId, reading.arrivals);
  const refused = listRefused(reading, kept);
  await keepUnreadable(app, workspaceId, [...reading.unreadable, ...refused]);
  return kept;
}

/** Writes down what could not be understood, and tells the screens. */
export async function keepUnreadable(app: Db, workspaceId: number, drafts: UnreadableDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  await inWorkspace(app, workspaceId, async (tx) => {
    await insertUnreadable(tx, workspaceId, drafts);
    await notifyLive(tx, { topic: 'unreadable' });
  });
  for (const { door } of drafts) unreadableKept.inc({ door });
}

/** What stays of the arrivals that could not be kept. */
export function listRefused({ arrivals, refuse }: Reading, kept: (Outcome | { refused: string })[]): UnreadableDraft[] {
  return kept.flatMap((each, index) => {
    const arrival = arrivals[index];
    return 'refused' in each && arrival ? [refuse(arrival, each.refused)] : [];
  });
}
