import { holds } from '../../conditions/evaluate.ts';
import { prepareCondition } from '../../conditions/prepare.ts';
import { signalCatalogue } from '../../flow/scoring/catalogue.ts';
import { type ReadableTouch, touchReader } from '../../flow/scoring/touch-reader.ts';
import { usedSignals } from '../../model/catalogue.ts';
import type { Hit } from '../../model/evaluate.ts';
import type { Model } from '../../model/format.ts';

/** Hits by signal key. */
export type Hits = Map<string, Hit[]>;

/** Makes what says which of the model's signals a touch matches, at its instant (epoch milliseconds). */
export function makeSignalMatcher(model: Model, timeZone: string): (touch: ReadableTouch, at: number) => string[] {
  const signals = usedSignals(model).flatMap((key) => {
    const signal = model.signals[key];
    return signal ? [{ key, when: prepareCondition(signal.when, signalCatalogue, timeZone) }] : [];
  });
  return (touch, at) => {
    const read = touchReader(touch);
    return signals.filter(({ when }) => holds(when, read, at)).map(({ key }) => key);
  };
}

/** Adds a hit for each signal that a touch matched. */
export function addHits(hits: Hits, keys: readonly string[], hit: Hit): void {
  for (const key of keys) {
    const known = hits.get(key);
    if (known) known.push(hit);
    else hits.set(key, [hit]);
  }
}
