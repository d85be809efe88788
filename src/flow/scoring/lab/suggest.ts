import type { z } from 'zod';
import type { Db } from '../../../base/db.ts';
import { readQuestion } from './asked-model.ts';
import type { CurvePoint, SuggestAnswer, SuggestBody } from './contract.ts';
import { inLab } from './in-lab.ts';
import { pointAt, type Scored } from './judge.ts';
import { casesOf, readPeriod, scoresOf, tellLearnt } from './outcomes.ts';

/** Precision is not suggested from fewer winners than this. */
const fewest = 10;

/**
 * The threshold for a wished weekly volume or a wished precision, from every whole-number threshold there is. `now` is epoch ms. Throws
 * what `readQuestion` throws, and `condition_invalid`.
 */
export async function suggest(
  app: Db,
  workspaceId: number,
  modelId: number,
  body: z.output<typeof SuggestBody>,
  now: number,
): Promise<SuggestAnswer> {
  return inLab(app, workspaceId, async (tx) => {
    const period = await readPeriod(tx, workspaceId, body, now);
    const question = await readQuestion(tx, workspaceId, modelId, body);
    const cases = await casesOf(tx, workspaceId, question, body, period, [question.after]);
    const learnt = tellLearnt(cases, period, body.score);
    if ('precision' in body.wish && cases.won.read < fewest)
      return { learnt, state: 'no_cases', point: null, between: null };
    const scored = scoresOf(cases.cases, 0, period.since, body.score);
    const points = everyThreshold(scored).map((from) => pointAt(scored, from, period.weeks, cases.sample));
    return {
      learnt,
      ...('precision' in body.wish ? forPrecision(points, body.wish.precision) : forVolume(points, body.wish.per_week)),
    };
  });
}

type Chosen = Omit<SuggestAnswer, 'learnt'>;

/** Quantile of a two-sided 95 % interval. */
const Z = 1.96;

/** The lowest threshold that hands over no more than wished a week. */
export function forVolume(points: readonly CurvePoint[], wish: number): Chosen {
  const within = points.filter(({ per_week, per_week_error }) => Math.abs(per_week - wish) <= Z * per_week_error);
  return choose(
    points,
    points.find(({ per_week }) => per_week <= wish),
    points.at(-1),
    within,
  );
}

/** The lowest threshold from which on at least the wished share wins. */
export function forPrecision(points: readonly CurvePoint[], wish: number): Chosen {
  const known = points.filter(({ precision }) => precision !== null);
  const precisionOf = (point: CurvePoint) => point.precision?.value ?? 0;
  const within = known.filter(({ precision }) => precision && precision.low <= wish && precision.high >= wish);
  const nearest = known.reduce<CurvePoint | undefined>(
    (best, point) => (best && precisionOf(best) >= precisionOf(point) ? best : point),
    undefined,
  );
  return choose(
    points,
    known.find((point) => precisionOf(point) >= wish),
    nearest,
    within,
  );
}

function choose(
  points: readonly CurvePoint[],
  met: CurvePoint | undefined,
  nearest: CurvePoint | undefined,
  within: readonly CurvePoint[],
): Chosen {
  if (points.length === 0) return { state: 'out_of_reach', point: null, between: null };
  const point = met ?? nearest ?? null;
  const thresholds = [...within, ...(met ? [met] : [])].map(({ from }) => from);
  const between = thresholds.length === 0 ? null : { low: Math.min(...thresholds), high: Math.max(...thresholds) };
  return { state: met ? 'met' : 'out_of_reach', point, between };
}

/** Every total at which the answer can be another one, ascending; one above the highest, which hands over nobody, at the end. */
function everyThreshold(scored: readonly Scored[]): number[] {
  const totals = scored.flatMap(({ score, reached }) => [score, reached]).filter(Number.isFinite);
  const all = [...new Set(totals)].sort((a, b) => a - b);
  return all.length === 0 ? [] : [...all, (all.at(-1) as number) + 1];
}
