import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db, Tx } from '../../../base/db.ts';
import { compileScores, type ScoreSources } from '../../../model/compile.ts';
import { figure, openTally, tallyQuery } from '../../../model/compile-tally.ts';
import { compileTermCounts } from '../../../model/compile-term-counts.ts';
import { shownOf } from '../../../model/evaluate.ts';
import { allTerms, type Model, type SignalTerm } from '../../../model/format.ts';
import { byOccurrence } from '../../../model/terms/at-most.ts';
import { readSignalTerm } from '../../../model/terms/signal.ts';
import type { Whom } from '../whom.ts';
import { type Question, readQuestion } from './asked-model.ts';
import type { PreviewAnswer, PreviewBody, Sample } from './contract.ts';
import { inHalves } from './halves.ts';
import { inLab } from './in-lab.ts';
import { bandAt } from './looks.ts';
import { type Past, readPasts, valuesAt } from './pasts.ts';
import { type Drawn, drawPeople } from './sample.ts';
import { labSources } from './sources.ts';
import { type Pair, type Standing, type TermTally, tellPreview } from './tell-preview.ts';

/**
 * People read at most: in SQL; in SQL where touches must be searched for signals that nobody counts yet; one by one, for a past day. What terms
 * do is looked at for fewer, `terms`: it costs as much again, and is said beside each term while somebody edits.
 */
export const PREVIEW_READS = { counted: 100_000, uncounted: 3_000, past: 800, terms: 20_000 };

/** What was found of the people read. */
export type Found = { sample: Sample; pairs: Pair[]; termSample: Sample; terms: Map<string, TermTally> };

/**
 * How people stand under the model asked about, beside how they stand under the live one. `now` is epoch ms. Throws what
 * `readQuestion` throws.
 */
export async function preview(
  app: Db,
  workspaceId: number,
  modelId: number,
  body: z.output<typeof PreviewBody>,
  now: number,
): Promise<PreviewAnswer> {
  const at = body.at === undefined ? now : Math.min(now, Date.parse(body.at));
  const isPast = at < now;
  const { question, drawn } = await inLab(app, workspaceId, async (tx) => {
    const asked = await readQuestion(tx, workspaceId, modelId, body);
    const most = isPast ? 'past' : asked.after.uncounted.length > 0 ? 'uncounted' : 'counted';
    const among = body.who === 'leads' ? 'open_lead' : 'everybody';
    const people = await drawPeople(tx, workspaceId, among, PREVIEW_READS[most], { named: isPast });
    return { question: asked, drawn: people };
  });
  const found = isPast
    ? await inLab(app, workspaceId, (tx) => findThen(tx, workspaceId, question, drawn, at))
    : await findNow(app, workspaceId, question, drawn, at);
  return tellPreview(question, found, at);
}

/** In SQL, for people as they are known now; over three connections, so that both cores of a small machine work. */
export async function findNow(
  app: Db,
  workspaceId: number,
  question: Question,
  drawn: Drawn,
  now: number,
): Promise<Found> {
  const { context, after } = question;
  const readThese = (tx: Tx, whom: Whom) => readPairs(tx, workspaceId, question, whom, now);
  const [pairs, { seen, terms }] = await Promise.all([
    drawn.ids === null
      ? inHalves(app, workspaceId, drawn.among, readThese)
      : inLab(app, workspaceId, async (tx) => [await readThese(tx, drawn.whom)]),
    inLab(app, workspaceId, async (tx) => {
      const some =
        drawn.read <= PREVIEW_READS.terms ? drawn : await drawPeople(tx, workspaceId, drawn.among, PREVIEW_READS.terms);
      const sources = labSources(workspaceId, after, context, some.whom, now);
      const { rows } = await compileTermCounts(after.model, sources).execute(tx);
      const given = await readGiven(tx, after.model, sources);
      const tallies = rows.map(({ term, ...tally }) => [term, { ...tally, given: given.get(term) ?? null }] as const);
      return { seen: some, terms: new Map(tallies) };
    }),
  ]);
  return { sample: drawn, pairs: pairs.flat(), termSample: seen, terms };
}

async function readPairs(
  tx: Tx,
  workspaceId: number,
  { context, after, before }: Question,
  whom: Whom,
  now: number,
): Promise<Pair[]> {
  const scores = compileScores(after.model, labSources(workspaceId, after, context, whom, now));
  const { rows } = await sql<Pair>`
    select case when s.band is null then null
        else json_build_object('total', s.total, 'band', s.band, 'cell', s.cell) end as before,
      json_build_object('total', r.points, 'band', r.band, 'cell', r.cell) as after, count(*) as people
    from (select r.person_id, r.points, r.band, r.cell from (${scores}) as r) as r
    left join standing s on s.workspace_id = ${workspaceId} and s.model_id = ${before?.model_id ?? 0}
      and s.person_id = r.person_id and ${whom(sql.ref('s.person_id'))}
    group by s.total, s.band, s.cell, r.points, r.band, r.cell`.execute(tx);
  return rows;
}

const DAY = 86_400_000;
const recent = 30;

function signalTerms(model: Model): SignalTerm[] {
  return allTerms(model).filter((term) => term.kind === 'signal');
}

/** What a touch is worth when it comes. */
function worthAtOnce({ points, decay }: SignalTerm): number {
  return points * (decay.curve === 'steps' ? (decay.steps[0]?.[1] ?? 0) : 1);
}

/** Points of the touches of the last 30 days, by signal term, in one pass over the hits. */
async function readGiven(tx: Tx, model: Model, sources: ScoreSources): Promise<Map<string, number>> {
  const terms = signalTerms(model);
  if (terms.length === 0) return new Map();
  const tally = openTally(sources.now, sources.timeZone);
  const numbers = terms.map(({ signal, at_most }) => {
    const id = sources.signalIds.get(signal) as number;
    const within = { signal: id, upTo: sources.now, after: sources.now - recent * DAY };
    return figure(tally, 'number', at_most ? { ...within, atMost: at_most } : within);
  });
  const ids = [...new Set(terms.map(({ signal }) => sources.signalIds.get(signal) as number))];
  const sums = numbers.map((number) => sql`coalesce(sum(${number}), 0)::float8`);
  const people = sql`(select p.person_id from ${sources.people} as p)`;
  const { rows } = await sql<{ numbers: number[] }>`
    select array[${sql.join(sums)}] as numbers
    from ${people} as p join ${tallyQuery(tally, sources.hits, ids)} as t on t.person_id = p.person_id`.execute(tx);
  return new Map(
    terms.map((term, index) => [term.key, round(worthAtOnce(term) * (rows[0]?.numbers[index] ?? 0))] as const),
  );
}

/** One by one, for people as they were known at a past instant, with the bands they then had. */
export async function findThen(
  tx: Tx,
  workspaceId: number,
  { context, after, before }: Question,
  drawn: Drawn,
  at: number,
): Promise<Found> {
  const models = before && before !== after ? [after, before] : [after];
  const pasts = await readPasts(tx, workspaceId, drawn.ids ?? [], models, context, at);
  const terms = new Map<string, TermTally>(
    allTerms(after.model).map(({ key, kind }) => [key, { holds: 0, gives: 0, given: kind === 'signal' ? 0 : null }]),
  );
  const pairs = pasts.map(([then, live]): Pair => {
    countTerms(terms, then as Past, at);
    const standing = standingAt(then as Past, at);
    return { before: before && (live ? standingAt(live, at) : standing), after: standing, people: 1 };
  });
  const share = drawn.read === 0 ? 0 : pasts.length / drawn.read;
  const sample = { people: Math.round(drawn.people * share), read: pasts.length };
  return { sample, pairs, termSample: sample, terms };
}

function standingAt(past: Past, at: number): Standing {
  const { points, cell } = shownOf(past.ready.model, valuesAt(past, at));
  return { total: points, band: bandAt(past, at), cell };
}

function countTerms(tallies: Map<string, TermTally>, past: Past, at: number): void {
  const read = valuesAt(past, at).flatMap(({ groups }) => groups.flatMap((group) => group.terms));
  const { hits } = past.subjectAt(at);
  for (const { term, reading, points, taken } of read) {
    const tally = tallies.get(term.key) as TermTally;
    if (reading.holds) tally.holds++;
    if (taken && points !== 0) tally.gives++;
    if (term.kind !== 'signal') continue;
    const came = (hits.get(term.signal) ?? []).filter((hit) => hit.occurred_at <= at).sort(byOccurrence);
    const whole: SignalTerm = { ...term, points: worthAtOnce(term), decay: { curve: 'cliff', days: recent } };
    tally.given = round((tally.given ?? 0) + readSignalTerm(whole, came, at, past.ready.timeZone).points);
  }
}

function round(points: number): number {
  // A negative nothing is nothing.
  return Math.round(points * 10) / 10 + 0;
}
