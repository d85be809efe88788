import type { z } from 'zod';
import type { Db, Tx } from '../../../base/db.ts';
import type { Condition } from '../../../conditions/format.ts';
import { readWon } from '../won/won-rule.ts';
import { type AskedModel, type Question, readQuestion } from './asked-model.ts';
import { type Case, type Cases, drawCases } from './cases.ts';
import type { AskedOutcomes, Judged, Learnt, OutcomesAnswer, OutcomesBody } from './contract.ts';
import { inLab } from './in-lab.ts';
import { judge, type Scored } from './judge.ts';
import { heightsIn } from './looks.ts';
import type { Past } from './pasts.ts';

const DAY = 86_400_000;
const usualDays = 365;

/** Of somebody who was not known in the time looked at. */
const NEVER_SHOWN = Number.NEGATIVE_INFINITY;

/** The time that outcomes are learnt from, what counts as won, and how it is said in answers. */
export type Period = { since: number; at: number; weeks: number; won: Condition };

/** Reads the period of a question; `now` is epoch ms. Throws `condition_invalid`. */
export async function readPeriod(
  tx: Tx,
  workspaceId: number,
  body: { at?: string | undefined; since?: string | undefined; won?: Condition | undefined },
  now: number,
): Promise<Period> {
  const at = body.at === undefined ? now : Math.min(now, Date.parse(body.at));
  const since = Math.min(body.since === undefined ? at - usualDays * DAY : Date.parse(body.since), at);
  return { since, at, weeks: Math.max(at - since, DAY) / (7 * DAY), won: await readWon(tx, workspaceId, body.won) };
}

/**
 * How well the model asked about foretells who wins, and the live one beside it. Nothing at or after a win is looked at. `now` is epoch ms.
 * Throws what `readQuestion` throws, and `condition_invalid`.
 */
export async function outcomes(
  app: Db,
  workspaceId: number,
  modelId: number,
  body: z.output<typeof OutcomesBody>,
  now: number,
): Promise<OutcomesAnswer> {
  return inLab(app, workspaceId, async (tx) => {
    const period = await readPeriod(tx, workspaceId, body, now);
    const question = await readQuestion(tx, workspaceId, modelId, body);
    const { before, after } = question;
    const models = before && before !== after ? [after, before] : [after];
    const cases = await casesOf(tx, workspaceId, question, body, period, models);
    const judged = models.map((each, index) =>
      judge(scoresOf(cases.cases, index, period.since, body.score), each.model, period.weeks, cases.sample),
    );
    return {
      live_version: before?.version ?? null,
      learnt: tellLearnt(cases, period, body.score),
      after: judged[0] as Judged,
      before: before ? (judged[1] ?? (judged[0] as Judged)) : null,
    };
  });
}

/** The cases of a question, read under each of the models. */
export function casesOf(
  tx: Tx,
  workspaceId: number,
  { context }: Question,
  { who }: Pick<AskedOutcomes, 'who'>,
  { won, since, at }: Period,
  models: readonly AskedModel[],
): Promise<Cases> {
  const among = who === 'leads' ? 'any_lead' : 'everybody';
  return drawCases(tx, workspaceId, { among, won, since, at, models, context });
}

/** What the answer rests on. */
export function tellLearnt({ sample, won, base_rate }: Cases, period: Period, score: Learnt['score']): Learnt {
  return {
    since: new Date(period.since).toISOString(),
    at: new Date(period.at).toISOString(),
    sample,
    cases: won,
    base_rate,
    won: period.won,
    score,
  };
}

/** The cases as the n-th model scores them, from `since` (epoch ms) on. */
export function scoresOf(cases: readonly Case[], index: number, since: number, score: Learnt['score']): Scored[] {
  return cases.map(({ pasts, won_at, weight, until }) => {
    const past = pasts[index] as Past;
    const heights = heightsIn(past, since, until);
    const { last, highest: reached } = heights ?? { last: NEVER_SHOWN, highest: NEVER_SHOWN };
    const start = heights && past.first_at <= since ? heights.first : NEVER_SHOWN;
    return { score: score === 'last' ? last : reached, reached, start, won: won_at !== undefined, weight };
  });
}
