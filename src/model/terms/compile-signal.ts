import { type RawBuilder, sql } from 'kysely';
import { type GlideSql, STILL_SQL } from '../compile-glide.ts';
import { ageSeconds, type Counted, figure, halvedShare, instant, plus, type Tally } from '../compile-tally.ts';
import type { Decay, SignalTerm } from '../format.ts';
import type { TermSql } from './compiled-term.ts';
import { lengthMs } from './decay.ts';

type Sql = RawBuilder<unknown>;

/** What is left of a signal term's touches: their shares added up, how many still fade in a straight line, when they turn next. */
type Left = { shares: Sql; alive: Sql | null; turns: Sql[] };

/**
 * A signal term in SQL, over the tally's figures for its signal. `endsMatter` says that the instant at which the last touch has
 * faded away in a straight line matters by itself (its group or a floor then gives something else).
 */
export function compileSignalTerm(term: SignalTerm, signal: number, tally: Tally, endsMatter: boolean): TermSql {
  const once = term.at_most?.per === 'ever' && term.at_most.n === 1 && term.decay.curve !== 'none';
  const left = once ? leftOfFirst(term, signal, tally) : leftOfAll(term, signal, tally, endsMatter);
  return {
    holds: sql`${left.shares} > 0`,
    points: sql`(${sql.lit(term.points)}::float8 * ${left.shares})`,
    nothingUnlessHeld: true,
    isGliding: term.points !== 0 && (term.decay.curve === 'half_life' || term.decay.curve === 'linear'),
    glide: (points, put) => glideOf(term, left, points, put),
    turns: left.turns,
  };
}

function glideOf(
  { points: each, decay }: SignalTerm,
  { alive }: Left,
  points: Sql,
  put: (expression: Sql) => Sql,
): GlideSql {
  let [loss, gain] = [STILL_SQL, STILL_SQL];
  if (decay.curve === 'half_life') {
    const length = sql`${lengthMs(decay.days)}::float8`;
    const fading = each > 0 ? points : sql`(-${points})`;
    const rate = sql`(${fading} / ${length})`;
    loss = { ...STILL_SQL, fading, rate };
    gain = { ...STILL_SQL, help: rate, bend: sql`(${rate} / ${length})` };
  } else if (decay.curve === 'linear' && alive) {
    loss = { ...STILL_SQL, slope: sql`(${Math.abs(each) / lengthMs(decay.days)}::float8 * ${put(alive)})` };
  }
  return each > 0 ? { down: loss, up: gain } : { down: gain, up: loss };
}

/** Where only the first touch ever counts, its instant says everything. */
function leftOfFirst({ decay }: SignalTerm, signal: number, tally: Tally): Left {
  const first = figure(tally, 'first', { signal, upTo: tally.now });
  const age = ageSeconds(first, tally.now);
  if (decay.curve === 'half_life') {
    const share = halvedShare(age, lengthMs(decay.days));
    return { shares: sql`(case when ${first} is null then 0 else ${share} end)`, alive: null, turns: [] };
  }
  const younger = (ms: number) => sql`${first} > ${instant(tally.now - ms)}`;
  const shares = stepsOf(decay).map(({ untilMs, share }) => {
    const left =
      decay.curve === 'linear' ? sql`1 - ${age} / ${untilMs / 1000}::float8` : sql`${sql.lit(share)}::float8`;
    return sql`when ${younger(untilMs)} then ${left}`;
  });
  const turns = stepsOf(decay).map(({ untilMs }) => sql`when ${younger(untilMs)} then ${plus(first, untilMs)}`);
  return {
    shares: sql`(case ${sql.join(shares, sql` `)} else 0 end)`,
    alive: decay.curve === 'linear' ? sql`(case when ${younger(lengthMs(decay.days))} then 1 else 0 end)` : null,
    turns: [sql`(case ${sql.join(turns, sql` `)} end)`],
  };
}

function leftOfAll({ decay, at_most }: SignalTerm, signal: number, tally: Tally, endsMatter: boolean): Left {
  const upTo = tally.now;
  if (decay.curve === 'none' && at_most?.per === 'ever') {
    const number = numberOf(tally, { signal, upTo });
    return { shares: sql`least(${number}, ${sql.lit(at_most.n)})`, alive: null, turns: [] };
  }
  const counted = at_most ? { signal, upTo, atMost: at_most } : { signal, upTo };
  if (decay.curve === 'none') return { shares: numberOf(tally, counted), alive: null, turns: [] };
  if (decay.curve === 'half_life') {
    const sum = figure(tally, { halfLifeMs: lengthMs(decay.days) }, counted);
    return { shares: sql`coalesce(${sum}, 0)`, alive: null, turns: [] };
  }
  if (decay.curve === 'linear') {
    const length = lengthMs(decay.days);
    const within = { ...counted, after: tally.now - length };
    const turns = endsMatter ? [plus(figure(tally, 'last', within), length)] : [];
    const sum = figure(tally, { linearMs: length }, within);
    return { shares: sql`coalesce(${sum}, 0)`, alive: numberOf(tally, within), turns };
  }
  const steps = stepsOf(decay).map(({ fromMs, untilMs, share }) => {
    const within = { ...counted, upTo: tally.now - fromMs, after: tally.now - untilMs };
    const left = sql`${numberOf(tally, within)} * ${sql.lit(share)}::float8`;
    return { left, turn: plus(figure(tally, 'first', within), untilMs) };
  });
  return {
    shares: sql`(${sql.join(
      steps.map(({ left }) => left),
      sql` + `,
    )})`,
    alive: null,
    turns: steps.map(({ turn }) => turn),
  };
}

/** A curve that ends or jumps, as steps: the share between two ages in milliseconds. Half-lives and no decay have none. */
function stepsOf(decay: Decay): { fromMs: number; untilMs: number; share: number }[] {
  if (decay.curve === 'none' || decay.curve === 'half_life') return [];
  if (decay.curve !== 'steps') return [{ fromMs: 0, untilMs: lengthMs(decay.days), share: 1 }];
  return decay.steps.map(([days, share], index) => {
    const before = decay.steps[index - 1];
    return { fromMs: before ? lengthMs(before[0]) : 0, untilMs: lengthMs(days), share };
  });
}

function numberOf(tally: Tally, counted: Counted): Sql {
  return sql`coalesce(${figure(tally, 'number', counted)}, 0)`;
}
