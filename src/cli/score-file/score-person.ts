import { insideMargin } from '../../model/band.ts';
import { scoreCourse } from '../../model/course.ts';
import { type PreparedModel, type ScoreResult, scoreAt } from '../../model/evaluate.ts';
import type { Hits } from './match-signals.ts';
import type { FilePerson } from './read-people.ts';

/** A person's score at an instant (epoch milliseconds), with its receipt. What was not known then is missing. */
export function scorePerson(ready: PreparedModel, person: FilePerson, hits: Hits, at: number): ScoreResult {
  const readAt = (instant: number) => (field: string) => (person.at <= instant ? person.read(field) : undefined);
  const subject = { read: readAt(at), hits };
  const score = scoreAt(ready, subject, at);
  if (!insideMargin(ready.model.bands, score.points)) return score;
  // Inside a margin the band depends on the one before, so the past is walked.
  const first = [...hits.values()]
    .flat()
    .reduce((least, hit) => Math.min(least, hit.occurred_at), Math.min(person.at, at));
  const past = { readAt, changes: [person.at], hits };
  const { points } = scoreCourse(ready, past, first, at, { most: Number.POSITIVE_INFINITY });
  return scoreAt(ready, { ...subject, previous_band: points.at(-1)?.band ?? null }, at);
}
