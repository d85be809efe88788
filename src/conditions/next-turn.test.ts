import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalogue, now, readFrom, subject, timeRule } from '../../test/harness/random-conditions.ts';
import { holds } from './evaluate.ts';
import type { Condition } from './format.ts';
import { nextTurn } from './next-turn.ts';
import { prepareCondition } from './prepare.ts';

test('until the next turn a condition says the same, and there it may change', () => {
  const condition: fc.Arbitrary<Condition> = fc.record({
    combinator: fc.constantFrom('and', 'or'),
    not: fc.boolean(),
    rules: fc.array(timeRule, { minLength: 1, maxLength: 2 }),
  });
  let changes = 0;
  fc.assert(
    fc.property(condition, subject, fc.double({ min: 0, max: 1, noNaN: true }), (each, person, share) => {
      const prepared = prepareCondition(each, catalogue, 'Africa/Cairo');
      const read = readFrom(person);
      const turns = nextTurn(prepared, read, now);
      expect(turns).toBeGreaterThan(now);
      const last = Math.min(turns, now + 400 * 86_400_000) - 1;
      const before = holds(prepared, read, now);
      expect(holds(prepared, read, last)).toBe(before);
      expect(holds(prepared, read, now + Math.floor((last - now) * share))).toBe(before);
      if (turns < Number.POSITIVE_INFINITY && holds(prepared, read, turns) !== before) changes++;
    }),
    { seed: 6, numRuns: 3000 },
  );
  expect(changes).toBeGreaterThan(200);
});
