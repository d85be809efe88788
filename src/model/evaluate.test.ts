import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOON, randomCatalogue, randomModel, randomPerson, subjectOf } from '../../test/harness/random-model.ts';
import { prepareModel, scoreAt } from './evaluate.ts';
import type { SignalTerm } from './format.ts';
import { readModel } from './read-model.ts';
import { exactPoints } from './rounding.ts';
import type { Hit } from './terms/at-most.ts';

const zones = fc.constantFrom('UTC', 'Asia/Shanghai', 'America/New_York', 'Europe/Chisinau');
const options = { seed: 20260329, numRuns: 300 };

const addedUp = (lines: readonly { points: number }[]) =>
  lines.reduce((tenths, line) => tenths + Math.round(line.points * 10), 0);

describe('the score of a random person under a random model', () => {
  it('is what its receipt adds up to, in the total and in every dimension', () => {
    fc.assert(
      fc.property(randomModel, randomPerson, zones, (model, person, zone) => {
        const score = scoreAt(prepareModel(model, randomCatalogue, zone), subjectOf(person), NOON);
        expect(addedUp(score.lines)).toBe(score.points * 10);
        for (const dimension of score.dimensions) {
          expect(addedUp(dimension.lines)).toBe(dimension.points * 10);
          for (const line of dimension.lines) expect(String(line.points)).toMatch(/^-?\d+(\.\d)?$/);
        }
      }),
      options,
    );
  });

  it('does not depend on the order in which touches arrived', () => {
    fc.assert(
      fc.property(randomModel, randomPerson, zones, fc.infiniteStream(fc.nat()), (model, person, zone, chance) => {
        const ready = prepareModel(model, randomCatalogue, zone);
        const shuffled = new Map([...person.hits].map(([signal, hits]) => [signal, shuffle(hits, chance)]));
        const other = subjectOf({ ...person, hits: shuffled });
        expect(scoreAt(ready, other, NOON)).toEqual(scoreAt(ready, subjectOf(person), NOON));
      }),
      options,
    );
  });

  it('is the same at a past instant whatever has come since', () => {
    fc.assert(
      fc.property(randomModel, randomPerson, zones, (model, person, zone) => {
        const ready = prepareModel(model, randomCatalogue, zone);
        const known = new Map(
          [...person.hits].map(([signal, hits]) => [signal, hits.filter((hit) => hit.occurred_at <= NOON)]),
        );
        expect(scoreAt(ready, subjectOf({ ...person, hits: known }), NOON)).toEqual(
          scoreAt(ready, subjectOf(person), NOON),
        );
      }),
      options,
    );
  });

  it('takes from a signal term what the formula over all touches says', () => {
    fc.assert(
      fc.property(randomModel, randomPerson, (model, person) => {
        const values = readModel(prepareModel(model, randomCatalogue, 'UTC'), subjectOf(person), NOON);
        for (const { term, reading } of values.flatMap((dimension) => dimension.groups.flatMap((group) => group.terms)))
          if (term.kind === 'signal')
            expect(Math.abs(exactPoints(reading.points) - byFormula(term, person.hits))).toBeLessThan(1e-6);
      }),
      options,
    );
  });
});

function shuffle<T>(items: readonly T[], chance: Iterator<number>): T[] {
  return items
    .map((item) => ({ item, at: chance.next().value }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** The sentence of the semantics, word by word, on UTC days. */
function byFormula(term: SignalTerm, hits: Map<string, Hit[]>): number {
  const all = (hits.get(term.signal) ?? []).filter((hit) => hit.occurred_at <= NOON);
  const counted = all.filter((hit) => {
    if (!term.at_most) return true;
    const { n, per } = term.at_most;
    const before = all.filter((other) => isBefore(other, hit) && period(other, per) === period(hit, per));
    return before.length < n;
  });
  const share = (hit: Hit) => {
    const age = (NOON - hit.occurred_at) / 86_400_000;
    const { decay } = term;
    if (decay.curve === 'none') return 1;
    if (decay.curve === 'half_life') return 2 ** (-age / decay.days);
    if (decay.curve === 'linear') return Math.max(0, 1 - age / decay.days);
    if (decay.curve === 'cliff') return age < decay.days ? 1 : 0;
    return decay.steps.find(([days]) => age < days)?.[1] ?? 0;
  };
  return term.points * counted.map(share).reduce((a, b) => a + b, 0);
}

function isBefore(a: Hit, b: Hit): boolean {
  return a.occurred_at < b.occurred_at || (a.occurred_at === b.occurred_at && a.id < b.id);
}

function period(hit: Hit, per: 'day' | 'week' | 'month' | 'ever'): number | string {
  const day = Math.floor(hit.occurred_at / 86_400_000);
  if (per === 'ever') return 0;
  if (per === 'month') return new Date(hit.occurred_at).toISOString().slice(0, 7);
  return per === 'day' ? day : Math.floor((day + 3) / 7);
}
