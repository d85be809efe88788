import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOON, randomCatalogue, randomModel, randomPerson, subjectOf } from '../../test/harness/random-model.ts';
import { prepareModel, shownOf } from './evaluate.ts';
import { nextChangeAt } from './next-change.ts';
import { readModel } from './read-model.ts';

const zones = fc.constantFrom('UTC', 'Asia/Shanghai', 'America/New_York');

describe('the next change of a random person under a random model', () => {
  it('comes at the very millisecond at which something else is shown, and nothing changes before it', () => {
    fc.assert(
      fc.property(
        randomModel,
        randomPerson,
        zones,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }),
        (model, person, zone, parts) => {
          const ready = prepareModel(model, randomCatalogue, zone);
          const subject = subjectOf(person);
          const shown = (at: number) => shownOf(model, readModel(ready, subject, at));
          const change = nextChangeAt(ready, subject, NOON);
          const until = change ?? NOON + 86_400_000 * 100_000;
          for (const part of [...parts, 1]) {
            const at = NOON + Math.floor((until - 1 - NOON) * part);
            expect(shown(at)).toEqual(shown(NOON));
          }
          // Where the curve is so flat that floating point blurs the instant, it is found by asking again.
          let found = change;
          for (let again = 0; found !== null && isDeepStrictEqual(shown(found), shown(NOON)); again++) {
            expect(again).toBeLessThan(200);
            found = nextChangeAt(ready, subject, found);
          }
        },
      ),
      { seed: 20260330, numRuns: 500 },
    );
  });
});
