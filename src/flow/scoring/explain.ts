import type { Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { insideMargin } from '../../model/band.ts';
import type { CoursePoint } from '../../model/course.ts';
import { type ScoreResult, scoreAt, shownOf } from '../../model/evaluate.ts';
import type { Model } from '../../model/format.ts';
import { readModel, totalOf } from '../../model/read-model.ts';
import { shownPoints } from '../../model/rounding.ts';
import type { GivenAdjustment } from './adjustments/queries.ts';
import { bandAt } from './band-at.ts';
import { type CourseMark, courseMarks } from './course-marks.ts';
import { type PersonHistory, readHistories, subjectAt } from './history.ts';
import { type Ready, readReady } from './ready.ts';

/** A receipt with the version it was made under and the model it can be read with. */
export type Explanation = {
  person_id: number;
  model_id: number;
  version: number;
  model: Model;
  score: ScoreResult;
  /** What was given by hand in this model and is a line of the receipt. */
  adjustments: GivenAdjustment[];
};

/**
 * The score of a person at an instant (epoch ms) with its complete receipt, from the very touches that make it, under the
 * version of the workspace's primary model that was live then. The same whenever it is asked. Throws `not_found`.
 */
export async function explainPerson(tx: Tx, workspaceId: number, personId: number, at: number): Promise<Explanation> {
  const found = (await explainPeople(tx, workspaceId, [personId], at)).get(personId);
  if (!found) throw new AppError('not_found', `Person ${personId}: not found in this workspace`);
  return found;
}

/** The same for several people in few round trips; who does not exist is left out. */
export async function explainPeople(
  tx: Tx,
  workspaceId: number,
  personIds: number[],
  at: number,
): Promise<Map<number, Explanation>> {
  const ready = await readReady(tx, workspaceId);
  const histories = await readHistories(tx, workspaceId, personIds);
  return new Map([...histories].map(([id, history]) => [id, explain(history, ready, at)]));
}

function explain(history: PersonHistory, model: Ready, at: number): Explanation {
  const { published, ready } = model.readyAt(at);
  const subject = subjectAt(history, published, at);
  const natural = scoreAt(ready, subject, at);
  // Only inside a margin does the band depend on the past.
  const score = insideMargin(published.model.bands, natural.points)
    ? scoreAt(ready, { ...subject, previous_band: bandAt(history, model, at) }, at)
    : natural;
  const lines = score.dimensions.flatMap((dimension) => dimension.lines);
  const adjusted = new Set(lines.flatMap((line) => (line.kind === 'adjustment' ? [line.adjustment] : [])));
  const adjustments = history.adjustments.filter(({ id }) => adjusted.has(id));
  const { model_id, version } = published;
  return { person_id: history.person_id, model_id, version, model: published.model, score, adjustments };
}

/** How a score moved: what was shown at some instants, and what moved it between the first and the last of them. */
export type Course = { points: CoursePoint[]; marks: CourseMark[] };

/**
 * What was shown of a person's score at each of these instants (epoch ms, earliest first), whoever or whatever had made it by then: a
 * touch, a field, time, another version of the model. Throws `not_found`.
 */
export async function courseAt(
  tx: Tx,
  workspaceId: number,
  personId: number,
  instants: readonly number[],
): Promise<Course> {
  const ready = await readReady(tx, workspaceId);
  const history = (await readHistories(tx, workspaceId, [personId])).get(personId);
  if (!history) throw new AppError('not_found', `Person ${personId}: not found in this workspace`);
  const points = instants.map((at) => {
    const { published, ready: prepared } = ready.readyAt(at);
    const values = readModel(prepared, subjectAt(history, published, at), at);
    const natural = shownOf(published.model, values);
    const band = insideMargin(published.model.bands, natural.points) ? bandAt(history, ready, at) : natural.band;
    return { at: new Date(at).toISOString(), ...natural, band };
  });
  const marks = courseMarks(history, ready, instants[0] ?? 0, instants.at(-1) ?? 0);
  return { points, marks };
}

/** The shown total of each of these people at each instant (epoch ms), for a screenful of spark lines. */
export async function totalsAt(
  tx: Tx,
  workspaceId: number,
  personIds: number[],
  instants: number[],
): Promise<Map<number, number[]>> {
  const { readyAt } = await readReady(tx, workspaceId);
  const histories = await readHistories(tx, workspaceId, personIds);
  return new Map(
    [...histories].map(([id, history]) => [
      id,
      instants.map((at) => {
        const { published, ready } = readyAt(at);
        return shownPoints(totalOf(readModel(ready, subjectAt(history, published, at), at)));
      }),
    ]),
  );
}
