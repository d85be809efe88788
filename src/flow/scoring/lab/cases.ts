import type { Tx } from '../../../base/db.ts';
import type { Condition } from '../../../conditions/format.ts';
import type { AskedModel, Context } from './asked-model.ts';
import type { Learnt, Sample } from './contract.ts';
import { NOBODY, shareOf, type Weighed, weigh } from './estimate.ts';
import { type Past, readPasts } from './pasts.ts';
import { type Among, drawPeople } from './sample.ts';
import { readWins } from './wins.ts';

/** People whose wins are looked for at most, and of them who are read at most: winners and others. */
export const CASE_READS = { drawn: 10_000, won: 400, others: 900 };

/**
 * Somebody to learn from: their past under each model asked about, when they first won (epoch ms; undefined: not by `until`), and how many
 * people they stand for.
 */
export type Case = { pasts: Past[]; won_at: number | undefined; weight: number; until: number };

/** The cases, and what is to be said of how they were chosen. */
export type Cases = {
  cases: Case[];
  sample: Sample;
  won: { people: number; read: number };
  base_rate: Learnt['base_rate'];
};

type Wish = {
  among: Among;
  won: Condition;
  since: number;
  at: number;
  models: readonly AskedModel[];
  context: Context;
};

/**
 * Draws people known by `at` (epoch ms) who had not won before `since`: all winners where they are few, and some of the others, each
 * standing for as many as were left out. What happens at or after a person's win is never looked at: `until` lies before it.
 */
export async function drawCases(tx: Tx, workspaceId: number, wish: Wish): Promise<Cases> {
  const { among, won, since, at, models, context } = wish;
  const drawn = await drawPeople(tx, workspaceId, among, CASE_READS.drawn, { named: true });
  const ids = drawn.ids ?? [];
  const wins = await readWins(tx, workspaceId, won, context, drawn.whom, at);
  const winners = ids.filter((id) => (wins.get(id) ?? 0) >= since && wins.has(id));
  const others = ids.filter((id) => !wins.has(id));
  const [readWinners, readOthers] = [thin(winners, CASE_READS.won), thin(others, CASE_READS.others)];
  const scale = drawn.read === 0 ? 1 : drawn.people / drawn.read;
  const weights = {
    won: readWinners.length === 0 ? 0 : (scale * winners.length) / readWinners.length,
    others: readOthers.length === 0 ? 0 : (scale * others.length) / readOthers.length,
  };
  const pasts = await readPasts(tx, workspaceId, [...readWinners, ...readOthers], models, context, at);
  const cases = pasts.map((own): Case => {
    const won_at = wins.get((own[0] as Past).person_id);
    return {
      pasts: own,
      won_at,
      weight: won_at === undefined ? weights.others : weights.won,
      until: won_at === undefined ? at : won_at - 1,
    };
  });
  const all = cases.reduce<Weighed>((sum, each) => weigh(sum, each.weight), NOBODY);
  const positive = cases.filter((each) => each.won_at !== undefined);
  const share = shareOf(
    positive.reduce<Weighed>((sum, each) => weigh(sum, each.weight), NOBODY),
    all,
  );
  return {
    cases,
    sample: { people: Math.round(all.weight), read: cases.length },
    won: { people: Math.round(weights.won * positive.length), read: positive.length },
    base_rate: share,
  };
}

/** At most so many of them, evenly spread by a hash of the id. */
function thin(ids: readonly number[], most: number): number[] {
  if (ids.length <= most) return [...ids];
  return ids.toSorted((a, b) => scatter(a) - scatter(b)).slice(0, most);
}

/** A number without any order of its own, from an id (Steele, Lea and Flood 2014: the finaliser of SplitMix). */
function scatter(id: number): number {
  let mixed = Math.imul((id ^ (id >>> 16)) >>> 0, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
