import type { Read } from '../conditions/evaluate.ts';
import { type Shown, shownOf } from './evaluate.ts';
import { nextChangeAt } from './next-change.ts';
import { type PreparedModel, readModel } from './read-model.ts';
import { isoInstant, type Subject } from './terms/reading.ts';

/** A person's past as it is known now: the fields as they stood at any instant, when they changed (epoch milliseconds), all hits and adjustments. */
export type History = { readAt: (instant: number) => Read; changes: readonly number[] } & Pick<
  Subject,
  'hits' | 'adjustments'
>;

/** What was shown from `at` on. */
export type CoursePoint = Shown & { at: string };

/**
 * The course of a score from `from` to `to` (epoch milliseconds, both included): what was shown at `from`, then every change, in
 * order of time, at most `most` of them (`complete` says whether all). Walking it is what defines the band at an instant: each
 * point's band follows from the one before. Without `band`, the course begins as if the person were new at `from`.
 */
export function scoreCourse(
  ready: PreparedModel,
  history: History,
  from: number,
  to: number,
  { band = null, most = 2000 }: { band?: string | null; most?: number } = {},
): { points: CoursePoint[]; complete: boolean } {
  const changes = history.changes.toSorted((a, b) => a - b);
  const points: CoursePoint[] = [];
  let at = from;
  while (at <= to) {
    if (points.length >= most) return { points, complete: false };
    const { hits, adjustments } = history;
    const subject: Subject = { read: history.readAt(at), hits, ...(adjustments && { adjustments }) };
    const shown = shownOf(ready.model, readModel(ready, subject, at), points.at(-1)?.band ?? band);
    if (!isSame(shown, points.at(-1))) points.push({ at: isoInstant(at), ...shown });
    const change = changes.find((instant) => instant > at) ?? Number.POSITIVE_INFINITY;
    at = Math.min(change, nextChangeAt(ready, subject, at) ?? Number.POSITIVE_INFINITY);
  }
  return { points, complete: true };
}

function isSame(shown: Shown, last: CoursePoint | undefined): boolean {
  return (
    last !== undefined &&
    last.points === shown.points &&
    last.band === shown.band &&
    Object.entries(shown.dimensions).every(([key, points]) => last.dimensions[key] === points)
  );
}
