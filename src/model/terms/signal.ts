import type { SignalTerm } from '../format.ts';
import { exactPoints } from '../rounding.ts';
import { type Hit, keepAtMost } from './at-most.ts';
import { DAY_MS, lengthMs, shareLeft, turningAges } from './decay.ts';
import { type CountedTouch, type Glide, isoInstant, NEVER, STILL, type TermReading } from './reading.ts';

/**
 * What a signal term gives at `now` for the hits that have occurred, in counting order: `points × Σ share left` over those its cap
 * keeps. It holds while one of them has a share left.
 */
export function readSignalTerm(term: SignalTerm, hits: readonly Hit[], now: number, timeZone: string): TermReading {
  const { kept, dropped } = keepAtMost(hits, term.at_most, timeZone);
  const shares = kept.map((hit) => shareLeft(term.decay, now - hit.occurred_at));
  const sum = shares.reduce((total, share) => total + share, 0);
  const alive = shares.filter((share) => share > 0).length;
  return {
    holds: alive > 0,
    points: term.points * sum,
    why: () => ({
      kind: 'signal',
      signal: term.signal,
      counted: kept.map((hit) => countedTouch(term, hit, now)),
      dropped: dropped.map((hit) => ({ id: hit.id, occurred_at: isoInstant(hit.occurred_at) })),
    }),
    glide: glideOf(term, sum, alive),
    turns_at: nextTurn(term, kept, now),
  };
}

function countedTouch({ points, decay }: SignalTerm, { id, occurred_at }: Hit, now: number): CountedTouch {
  const share = shareLeft(decay, now - occurred_at);
  const age_days = exactPoints((now - occurred_at) / DAY_MS);
  return { id, occurred_at: isoInstant(occurred_at), age_days, share, points: exactPoints(points * share) };
}

function glideOf({ points, decay }: SignalTerm, sum: number, alive: number): Glide {
  const size = Math.abs(points);
  let [loss, gain] = [STILL, STILL];
  if (decay.curve === 'half_life') {
    const fading = size * sum;
    const rate = fading / lengthMs(decay.days);
    loss = { ...STILL, fading, rate };
    gain = { ...STILL, help: rate, bend: rate / lengthMs(decay.days) };
  } else if (decay.curve === 'linear') {
    const slope = (size * alive) / lengthMs(decay.days);
    loss = { ...STILL, slope };
    gain = { ...STILL, help: slope / Math.LN2 };
  }
  return points >= 0 ? { down: loss, up: gain } : { down: gain, up: loss };
}

function nextTurn({ decay }: SignalTerm, kept: readonly Hit[], now: number): number {
  const ages = turningAges(decay);
  let next = NEVER;
  for (const { occurred_at } of kept) {
    const age = ages.find((turning) => occurred_at + turning > now);
    if (age !== undefined) next = Math.min(next, occurred_at + age);
  }
  return next;
}
