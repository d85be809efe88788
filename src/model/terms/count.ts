import type { Comparison, CountTerm } from '../format.ts';
import type { Hit } from './at-most.ts';
import { lengthMs } from './decay.ts';
import { isoInstant, NEVER, RESTING, type TermReading } from './reading.ts';

/** What a count term gives at `now` for the hits that have occurred, in counting order: its points while their number meets the comparison. */
export function readCountTerm(term: CountTerm, hits: readonly Hit[], now: number): TermReading {
  const window = term.window_days === undefined ? NEVER : lengthMs(term.window_days);
  const inside = hits.filter((hit) => now - hit.occurred_at < window);
  const holds = meets(inside.length, term.comparison, term.count);
  const leaving = inside.find((_, before) => meets(inside.length - before - 1, term.comparison, term.count) !== holds);
  return {
    holds,
    points: holds ? term.points : 0,
    why: () => ({
      kind: 'count',
      signal: term.signal,
      counted: inside.length,
      since: window === NEVER ? null : isoInstant(now - window),
    }),
    glide: RESTING,
    turns_at: leaving ? leaving.occurred_at + window : NEVER,
  };
}

/** Whether a number of touches meets the comparison with `count`. */
export function meets(number: number, comparison: Comparison, count: number): boolean {
  switch (comparison) {
    case '>=':
      return number >= count;
    case '>':
      return number > count;
    case '=':
      return number === count;
    case '<=':
      return number <= count;
    case '<':
      return number < count;
    case '!=':
      return number !== count;
  }
}
