import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db, Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { bandAfter } from '../../../model/band.ts';
import { loadContext } from '../../identity/index.ts';
import { readReleases } from '../live-model.ts';
import type { AskedModel } from './asked-model.ts';
import { type Case, type Cases, drawCases } from './cases.ts';
import type { CompareAnswer, CompareBody } from './contract.ts';
import { areaUnderCurve, mcNemar, NOBODY, shareOf, type Weighed, weigh } from './estimate.ts';
import { assertBand } from './in-band.ts';
import { inLab } from './in-lab.ts';
import { bandAt } from './looks.ts';
import { readPeriod, scoresOf, tellLearnt } from './outcomes.ts';
import { type Past, totalAt } from './pasts.ts';

/** A model in the contest: the version that was live on the day, and the band that says "will win". */
type Side = { asked: AskedModel; name: string; live_since: number; band: string };

/** What a side said of a case, and the total it stood at. */
type Call = { said: boolean; total: number };

/**
 * Two live models on what happened since a day: by the bands people stood in then (or reached since), against who won after it. `now` is epoch
 * ms. Throws `not_found` where one of them has never been live, `invalid_input` for a band it does not have, `condition_invalid`.
 */
export async function compare(
  app: Db,
  workspaceId: number,
  modelId: number,
  body: z.output<typeof CompareBody>,
  now: number,
): Promise<CompareAnswer> {
  return inLab(app, workspaceId, async (tx) => {
    const period = await readPeriod(tx, workspaceId, body, now);
    const { since, at, won } = period;
    const sides = [
      await readSide(tx, workspaceId, modelId, since, body.band, 'band'),
      await readSide(tx, workspaceId, body.with, since, body.with_band, 'with_band'),
    ] as const;
    const among = body.who === 'leads' ? 'any_lead' : 'everybody';
    const models = sides.map((side) => side.asked);
    const context = await loadContext(tx, workspaceId);
    const drawn = await drawCases(tx, workspaceId, { among, won, since, at, models, context });
    const known = body.score === 'reached' ? drawn : keepKnown(drawn, since);
    const calls = sides.map((side, index) => callsOf(side, known.cases, index, since, body.score));
    const [first, second] = calls as [Call[], Call[]];
    const { score: _, ...learnt } = tellLearnt(known, period, 'reached');
    return {
      learnt,
      contenders: [tellSide(sides[0], first, known.cases), tellSide(sides[1], second, known.cases)],
      right: countRight(first, second, known.cases),
    };
  });
}

async function readSide(
  tx: Tx,
  workspaceId: number,
  modelId: number,
  since: number,
  wished: string | undefined,
  path: string,
): Promise<Side> {
  const { rows } = await sql<{ name: string; is_primary: boolean; adjusted: boolean }>`
    select m.name, m.is_primary,
      exists (select from adjustment a where a.workspace_id = m.workspace_id and a.model_id = m.model_id) as adjusted
    from model m where m.workspace_id = ${workspaceId} and m.model_id = ${modelId}`.execute(tx);
  const releases = await readReleases(tx, workspaceId, modelId);
  const release = releases.findLast((each) => each.live_from <= since) ?? releases[0];
  if (!rows[0] || !release) throw new AppError('not_found', `Model ${modelId}: expected one that has been live`);
  const { name, ...state } = rows[0];
  const { published, live_from } = release;
  const band = wished ?? (published.model.bands.at(-1)?.key as string);
  assertBand(published.model, band, path);
  return { asked: { ...published, ...state, uncounted: [] }, name, live_since: live_from, band };
}

/** Only those who were known on the day. */
function keepKnown(drawn: Cases, since: number): Cases {
  const cases = drawn.cases.filter(({ pasts }) => (pasts[0] as Past).first_at <= since);
  const all = cases.reduce<Weighed>((sum, each) => weigh(sum, each.weight), NOBODY);
  const winners = cases
    .filter((each) => each.won_at !== undefined)
    .reduce<Weighed>((sum, each) => weigh(sum, each.weight), NOBODY);
  return {
    cases,
    sample: { people: Math.round(all.weight), read: all.count },
    won: { people: Math.round(winners.weight), read: winners.count },
    base_rate: shareOf(winners, all),
  };
}

function callsOf(
  { asked, band }: Side,
  cases: readonly Case[],
  index: number,
  since: number,
  score: 'stood' | 'reached',
): Call[] {
  const { bands } = asked.model;
  const places = bands.map(({ key }) => key);
  const says = (key: string) => places.indexOf(key) >= places.indexOf(band);
  if (score === 'reached') {
    return scoresOf(cases, index, since, 'reached').map(({ reached }) => ({
      said: Number.isFinite(reached) && says(bandAfter(bands, null, reached)),
      total: reached,
    }));
  }
  return cases.map(({ pasts, until }) => {
    const past = pasts[index] as Past;
    const at = Math.min(since, until);
    return { said: says(bandAt(past, at)), total: totalAt(past, at) };
  });
}

function tellSide(
  { asked, name, live_since, band }: Side,
  calls: readonly Call[],
  cases: readonly Case[],
): CompareAnswer['contenders'][number] {
  const sum = (holds: (call: Call, won: boolean) => boolean) =>
    cases.reduce<Weighed>((total, { won_at, weight }, index) => {
      return holds(calls[index] as Call, won_at !== undefined) ? weigh(total, weight) : total;
    }, NOBODY);
  const [hit, said, winners, all] = [
    sum((call, won) => call.said && won),
    sum((call) => call.said),
    sum((_, won) => won),
    sum(() => true),
  ];
  const precision = shareOf(hit, said);
  return {
    model_id: asked.model_id,
    name,
    version: asked.version,
    live_since: new Date(live_since).toISOString(),
    band,
    hit: Math.round(hit.weight),
    alarm: Math.round(said.weight - hit.weight),
    missed: Math.round(winners.weight - hit.weight),
    rest: Math.round(all.weight - said.weight - winners.weight + hit.weight),
    precision,
    recall: shareOf(hit, winners),
    lift: precision && winners.weight > 0 ? precision.value / (winners.weight / all.weight) : null,
    auc: areaUnderCurve(
      cases.map(({ won_at, weight }, index) => ({
        value: (calls[index] as Call).total,
        weight,
        positive: won_at !== undefined,
      })),
    ),
  };
}

function countRight(first: readonly Call[], second: readonly Call[], cases: readonly Case[]): CompareAnswer['right'] {
  const right = { both: 0, only_first: 0, only_second: 0, neither: 0 };
  for (const [index, { won_at }] of cases.entries()) {
    const won = won_at !== undefined;
    const [one, two] = [first[index]?.said === won, second[index]?.said === won];
    right[one ? (two ? 'both' : 'only_first') : two ? 'only_second' : 'neither']++;
  }
  return { ...right, p_value: mcNemar(right.only_first, right.only_second) };
}
