import type { Read } from './evaluate.ts';
import type { PreparedCondition, PreparedRule } from './prepare.ts';
import { readDay, readHits, readInstant } from './stored.ts';
import { startOfDay } from './time.ts';

/**
 * The next instant (epoch milliseconds) after `now` at which the passing of time alone may turn a rule of this condition, the data
 * being the same; Infinity when none will. The condition as a whole may well stay as it is then, but never turns before.
 */
export function nextTurn({ timed, timeZone }: PreparedCondition, read: Read, now: number): number {
  let next = Number.POSITIVE_INFINITY;
  for (const rule of timed) for (const at of ruleTurns(rule, read, timeZone)) if (at > now && at < next) next = at;
  return next;
}

/** Every instant at which a rule may turn: when an age reaches one of its ends, or a touch enters or leaves a window. */
function ruleTurns({ field, comparison }: PreparedRule, read: Read, timeZone: string): number[] {
  if (comparison?.kind === 'age') {
    const ends = comparison.to === null ? [comparison.from] : [comparison.from, comparison.to];
    const value = read(field.name);
    if (field.type === 'date') {
      const day = readDay(value);
      return day === undefined ? [] : ends.map((end) => startOfDay(day + end, timeZone));
    }
    const instant = readInstant(value);
    return instant === undefined ? [] : ends.map((end) => instant + end);
  }
  if (comparison?.kind === 'count') {
    const { within_ms } = comparison;
    return readHits(read(field.name)).flatMap((at) => (within_ms === null ? [at] : [at, at + within_ms]));
  }
  return [];
}
