import { readDatabaseError } from '../../base/database-errors.ts';
import type { Db } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import type { Arrival, Outcome } from './arrival.ts';
import { isPoison, keepEach } from './keep-each.ts';
import { batchSeconds, batchTouches, touchesReceived, touchesWaiting } from './metrics.ts';
import { receive } from './receive.ts';
import { retryClash } from './retry-clash.ts';

/** An arrival that the database will not keep, with why. */
export type Refused = { refused: string };

/** What became of each submitted arrival, in order. */
export type Kept = (Outcome | Refused)[];

export type IntakeOptions = {
  /** How long a first arrival waits for company, in milliseconds. */
  gatherMs: number;
  /** How many arrivals are written in one transaction; a larger submission goes as it is. */
  batchSize: number;
  /** How many arrivals, and how many characters of raw payload, may wait in this process before it asks for a pause. */
  mostWaiting: number;
  mostWaitingChars: number;
};

export const usualIntake: IntakeOptions = {
  gatherMs: 4,
  batchSize: 4_000,
  mostWaiting: 30_000,
  mostWaitingChars: 64_000_000,
};

export type Intake = {
  /**
   * Keeps arrivals together with what other requests submit at the same time; answers after the commit. What one poisonous
   * arrival does to a batch the others do not notice: it comes back as refused. Throws `too_many_requests` when too much
   * waits, `unavailable` while shutting down, and what the database says when it cannot be reached.
   */
  submit(workspaceId: number, arrivals: Arrival[]): Promise<Kept>;
  /** Takes nothing more, and returns when all that was taken is kept. */
  drain(): Promise<void>;
  waiting(): number;
};

type Submission = { arrivals: Arrival[]; resolve: (kept: Kept) => void; reject: (error: unknown) => void };

/** One workspace's arrivals: those that wait, and whether a batch of it is being written. */
type Lane = {
  waiting: Submission[];
  count: number;
  writing: Promise<void> | undefined;
  timer: NodeJS.Timeout | undefined;
};

/** Opens the way from the doors into the database. While one batch of a workspace is written, the next one gathers. */
export function openIntake(app: Db, options: IntakeOptions = usualIntake): Intake {
  const lanes = new Map<number, Lane>();
  const held = { count: 0, chars: 0 };
  let closing = false;

  function submit(workspaceId: number, arrivals: Arrival[]): Promise<Kept> {
    if (arrivals.length === 0) return Promise.resolve([]);
    const chars = arrivals.reduce((sum, arrival) => sum + arrival.raw.length, 0);
    assertRoom(arrivals.length, chars);
    hold(arrivals.length, chars);
    const lane = lanes.get(workspaceId) ?? { waiting: [], count: 0, writing: undefined, timer: undefined };
    lanes.set(workspaceId, lane);
    return new Promise<Kept>((resolve, reject) => {
      lane.waiting.push({ arrivals, resolve, reject });
      lane.count += arrivals.length;
      schedule(workspaceId, lane);
    }).finally(() => {
      hold(-arrivals.length, -chars);
    });
  }

  function hold(count: number, chars: number): void {
    held.count += count;
    held.chars += chars;
    touchesWaiting.set(held.count);
  }

  function assertRoom(count: number, chars: number): void {
    if (closing)
      throw new AppError('unavailable', 'Plumb is stopping: expected to be asked again', { retryAfterSeconds: 5 });
    const full = held.count + count > options.mostWaiting || held.chars + chars > options.mostWaitingChars;
    if (full && held.count > 0) {
      throw new AppError('too_many_requests', `${held.count} touches wait to be kept: expected a pause`, {
        retryAfterSeconds: 1,
      });
    }
  }

  function schedule(workspaceId: number, lane: Lane): void {
    if (lane.writing) return;
    if (lane.count >= options.batchSize || closing) start(workspaceId, lane);
    else lane.timer ??= setTimeout(() => start(workspaceId, lane), options.gatherMs);
  }

  function start(workspaceId: number, lane: Lane): void {
    clearTimeout(lane.timer);
    lane.timer = undefined;
    if (lane.writing) return;
    lane.writing = writeBatch(workspaceId, takeBatch(lane)).finally(() => {
      lane.writing = undefined;
      if (lane.waiting.length > 0) start(workspaceId, lane);
      else lanes.delete(workspaceId);
    });
  }

  function takeBatch(lane: Lane): Submission[] {
    let count = 0;
    let taken = 0;
    for (const { arrivals } of lane.waiting) {
      if (taken > 0 && count + arrivals.length > options.batchSize) break;
      count += arrivals.length;
      taken++;
    }
    lane.count -= count;
    return lane.waiting.splice(0, taken);
  }

  async function writeBatch(workspaceId: number, batch: Submission[]): Promise<void> {
    const arrivals = batch.length === 1 ? (batch[0] as Submission).arrivals : batch.flatMap((each) => each.arrivals);
    try {
      const measured = batchSeconds.startTimer();
      const kept = await keepBatch(workspaceId, arrivals);
      measured();
      measure(kept);
      let start = 0;
      for (const { arrivals: own, resolve } of batch) {
        resolve(kept.slice(start, start + own.length));
        start += own.length;
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  async function keepBatch(workspaceId: number, arrivals: Arrival[]): Promise<Kept> {
    try {
      return await retryClash(() => receive(app, workspaceId, arrivals));
    } catch (error) {
      if (!isPoison(error)) throw readDatabaseError(error) ?? error;
      return keepEach((some) => receive(app, workspaceId, some), arrivals, error);
    }
  }

  async function drain(): Promise<void> {
    closing = true;
    while (lanes.size > 0) {
      for (const [workspaceId, lane] of lanes) if (!lane.writing) start(workspaceId, lane);
      await Promise.all([...lanes.values()].map((lane) => lane.writing));
    }
  }

  return { submit, drain, waiting: () => held.count };
}

function measure(kept: Kept): void {
  const count = { kept: 0, repeated: 0, refused: 0 };
  for (const each of kept) count['refused' in each ? 'refused' : each.repeated ? 'repeated' : 'kept']++;
  for (const [outcome, touches] of Object.entries(count)) touchesReceived.inc({ outcome }, touches);
  batchTouches.observe(kept.length);
}
