import type { DimensionValue, TermValue } from './read-model.ts';
import { growsAgain } from './terms/decay.ts';
import type { Fall } from './terms/reading.ts';

/**
 * Whether the total of this reading can only fall by itself until an instant (epoch milliseconds), while no touch comes and nothing
 * is said: then what lies between its two ends lies between their totals. Says no where it would have to look closer.
 */
export function onlyFalls(values: readonly DimensionValue[], until: number): boolean {
  return values.every(
    ({ dimension, groups, turns_at }) =>
      (dimension.weight ?? 1) >= 0 &&
      turns_at > until &&
      groups.every(({ group, terms }) => terms.every((term) => termOnlyFalls(term, group.take === 'sum', until))),
  );
}

function termOnlyFalls({ term, reading }: TermValue, isSummed: boolean, until: number): boolean {
  if (!isStill(reading.glide.up)) return false;
  if (!isSummed && !isStill(reading.glide.down)) return false;
  if (reading.turns_at > until) return true;
  // What turns is a touch that ends, or one that leaves a window: points for having it go.
  if (!isSummed || term.points < 0 || (term.floor ?? 0) > 0 || (term.ceiling ?? 0) < 0) return false;
  if (term.kind === 'signal') return !growsAgain(term.decay);
  return term.kind === 'count' && (term.comparison === '>=' || term.comparison === '>');
}

function isStill({ fading, slope }: Fall): boolean {
  return fading === 0 && slope === 0;
}
