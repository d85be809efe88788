import type { z } from 'zod';
import type { Db } from '../../../base/db.ts';
import { allTerms } from '../../../model/format.ts';
import { readQuestion } from './asked-model.ts';
import type { Case } from './cases.ts';
import type { AdviceAnswer, AdviceBody } from './contract.ts';
import { differenceOf, NOBODY, shareOf, together, type Weighed, weigh } from './estimate.ts';
import { readHeld } from './held.ts';
import { inLab } from './in-lab.ts';
import { readingsIn } from './looks.ts';
import { casesOf, readPeriod, tellLearnt } from './outcomes.ts';
import type { Past } from './pasts.ts';
import { drawPeople } from './sample.ts';
import { labSources } from './sources.ts';

/** People whose terms are looked at in SQL at most. */
export const ADVICE_READS = 10_000;

/** From here on a term holds for nobody, or for everybody. */
const nobody = 0.001;
const everybody = 0.98;
/** Terms that share so much of whom they hold for say the same twice; rarer ones may do so by chance. */
const overlapping = 0.9;
const rarest = 20;
/** Winners, and people on either side, below which conversion is not judged. */
const fewestWins = 20;
const fewestPeople = 30;

/**
 * What in the model asked about does nothing, counts twice, or does not tell winners from the rest. `now` is epoch ms. Throws what
 * `readQuestion` throws, and `condition_invalid`.
 */
export async function advice(
  app: Db,
  workspaceId: number,
  modelId: number,
  body: z.output<typeof AdviceBody>,
  now: number,
): Promise<AdviceAnswer> {
  const [held, judged] = await Promise.all([
    inLab(app, workspaceId, async (tx) => {
      const { context, after } = await readQuestion(tx, workspaceId, modelId, body);
      const among = body.who === 'leads' ? 'open_lead' : 'everybody';
      const drawn = await drawPeople(tx, workspaceId, among, ADVICE_READS);
      const sources = labSources(workspaceId, after, context, drawn.whom, now);
      return { sample: { people: drawn.people, read: drawn.read }, ...(await readHeld(tx, after.model, sources)) };
    }),
    inLab(app, workspaceId, async (tx) => {
      const question = await readQuestion(tx, workspaceId, modelId, body);
      const period = await readPeriod(tx, workspaceId, body, now);
      const cases = await casesOf(tx, workspaceId, question, body, period, [question.after]);
      const points = new Map(allTerms(question.after.model).map((term) => [term.key, term.points]));
      return { period, cases, terms: judgeTerms(cases.cases, points, period.since) };
    }),
  ]);
  const { read } = judged.cases.won;
  return {
    sample: held.sample,
    idle: listIdle(held),
    together: listTogether(held),
    conversion:
      read < fewestWins ? null : { learnt: tellLearnt(judged.cases, judged.period, body.score), terms: judged.terms },
    cases: read,
  };
}

type Held = Awaited<ReturnType<typeof readHeld>>;

function listIdle({ terms, people, holds }: Held): AdviceAnswer['idle'] {
  const cases = (count: number): Weighed => ({ count, weight: count, squares: count });
  return terms.flatMap((term, index) => {
    const share = shareOf(cases(holds[index] as number), cases(people));
    if (!share || (share.value >= nobody && share.value <= everybody)) return [];
    return [{ term, kind: share.value < nobody ? ('nobody' as const) : ('everybody' as const), share }];
  });
}

function listTogether({ terms, holds, people, both }: Held): AdviceAnswer['together'] {
  const pairs: AdviceAnswer['together'] = [];
  for (const [first, a] of terms.entries()) {
    for (let second = first + 1; second < terms.length; second++) {
      const [one, two] = [holds[first] as number, holds[second] as number];
      // What holds for everybody holds together with everything.
      if (Math.min(one, two) > everybody * people) continue;
      const shared = both(first, second);
      const either = one + two - shared;
      if (either < rarest || shared / either < overlapping) continue;
      pairs.push({ terms: [a, terms[second] as string], both: shared, either, overlap: shared / either });
    }
  }
  return pairs.sort((a, b) => b.overlap - a.overlap || b.either - a.either);
}

type Judgement = NonNullable<AdviceAnswer['conversion']>['terms'][number];

/** Each term by who had ever held it before the win: how many of them won, against everybody else. */
export function judgeTerms(cases: readonly Case[], points: ReadonlyMap<string, number>, since: number): Judgement[] {
  const sums = new Map([...points.keys()].map((key) => [key, { held: NOBODY, heldWon: NOBODY }]));
  let [all, won] = [NOBODY, NOBODY];
  for (const { pasts, won_at, weight, until } of cases) {
    all = weigh(all, weight);
    if (won_at !== undefined) won = weigh(won, weight);
    for (const key of heldBefore(pasts[0] as Past, since, until)) {
      const sum = sums.get(key) as { held: Weighed; heldWon: Weighed };
      sum.held = weigh(sum.held, weight);
      if (won_at !== undefined) sum.heldWon = weigh(sum.heldWon, weight);
    }
  }
  return [...sums].flatMap(([term, { held, heldWon }]) => {
    const [others, othersWon] = [less(all, held), less(won, heldWon)];
    if (held.count < fewestPeople || others.count < fewestPeople) return [];
    const [holders, rest] = [shareOf(heldWon, held), shareOf(othersWon, others)];
    if (!holders || !rest) return [];
    const difference = differenceOf(holders, rest);
    const verdict = verdictOf(difference, rest.value);
    const wished = points.get(term) as number;
    const against = wished > 0 ? verdict === 'worse' || verdict === 'no_better' : wished < 0 && verdict === 'better';
    return [{ term, points: wished, holders, rest, difference, verdict, against }];
  });
}

function verdictOf({ low, high }: { low: number; high: number }, rest: number): Judgement['verdict'] {
  if (low > 0) return 'better';
  if (high < 0) return 'worse';
  return high <= rest / 2 ? 'no_better' : 'unclear';
}

function less(a: Weighed, b: Weighed): Weighed {
  return together(a, { count: -b.count, weight: -b.weight, squares: -b.squares });
}

function heldBefore(past: Past, since: number, until: number): Set<string> {
  const keys = new Set<string>();
  for (const values of readingsIn(past, since, until))
    for (const { groups } of values)
      for (const { terms } of groups) for (const { term, reading } of terms) if (reading.holds) keys.add(term.key);
  return keys;
}
