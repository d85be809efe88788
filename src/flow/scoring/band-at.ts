import { bandAfter, insideMargin } from '../../model/band.ts';
import { scoreCourse } from '../../model/course.ts';
import { onlyFalls } from '../../model/only-falls.ts';
import { readModel, totalOf } from '../../model/read-model.ts';
import { shownPoints } from '../../model/rounding.ts';
import { changesOf, type PersonHistory, subjectAt } from './history.ts';
import type { Ready } from './ready.ts';

/** What was shown at an instant, and by which cut-offs it is judged. */
type Point = { bands: Parameters<typeof bandAfter>[0]; total: number };

/**
 * The band of a person at an instant (epoch ms), as walking everything that ever happened would give it. Outside the margins the total alone says
 * the band, so the past is read backwards, from one thing that happened to the one before, until it says so; between two of them a total that can
 * only fall need not be looked at.
 */
export function bandAt(history: PersonHistory, ready: Ready, at: number): string {
  /** Latest first. */
  const points: Point[] = [];
  let end = at;
  for (const start of happenings(history, ready, at)) {
    points.push(...readBack(history, ready, start, end));
    const certain = points.findIndex(({ bands, total }) => !insideMargin(bands, total));
    if (certain >= 0) {
      points.length = certain + 1;
      break;
    }
    end = start - 1;
  }
  return points.reduceRight<string | null>((band, { bands, total }) => bandAfter(bands, band, total), null) as string;
}

/** Instants at which something happened up to `at`, latest first; the first thing that ever did is the last of them. */
function happenings(history: PersonHistory, { releases }: Ready, at: number): number[] {
  const own = [
    ...[...history.hits.values()].flat().map((hit) => hit.occurred_at),
    ...changesOf(history),
    ...history.adjustments.flatMap(({ starts_at, ends_at }) => (ends_at === null ? [starts_at] : [starts_at, ends_at])),
  ].filter((instant) => instant <= at);
  const first = Math.min(at, ...own);
  const published = releases.map((release) => release.live_from).filter((instant) => instant > first && instant <= at);
  return [...new Set([first, ...own, ...published])].sort((a, b) => b - a);
}

/** What was shown from `start` to `end`, latest first, as far as it matters for the band; in between nothing happens but time. */
function readBack(history: PersonHistory, { readyAt }: Ready, start: number, end: number): Point[] {
  const { published, ready } = readyAt(start);
  const { bands } = published.model;
  const subject = subjectAt(history, published, start);
  const point = (values: ReturnType<typeof readModel>): Point => ({ bands, total: shownPoints(totalOf(values)) });
  const first = readModel(ready, subject, start);
  if (onlyFalls(first, end)) return [point(readModel(ready, subject, end)), point(first)];
  const { hits, adjustments = [] } = subject;
  const course = scoreCourse(ready, { readAt: () => subject.read, changes: [], hits, adjustments }, start, end);
  return course.points.map(({ points }) => ({ bands, total: points })).reverse();
}
