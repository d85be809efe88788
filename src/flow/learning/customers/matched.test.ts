import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Known } from './buyers.ts';
import { matchOthers, someOf } from './matched.ts';

const DAY = 86_400_000;
const now = Date.UTC(2026, 0, 12);

const person = fc.record({
  person_id: fc.integer({ min: 1, max: 1_000_000 }),
  known: fc.integer({ min: 0, max: 400 }),
  waited: fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
});
const everybody = fc
  .uniqueArray(person, { selector: (each) => each.person_id, minLength: 1, maxLength: 60 })
  .map((all) =>
    all.map(({ person_id, known, waited }): Known => {
      const first_at = now - known * DAY;
      const won_at = waited === undefined || waited > known ? undefined : first_at + waited * DAY;
      return { person_id, first_at, won_at };
    }),
  );

test('each customer stands beside ten who were known as long and had not won by then, or all there are, each once', () => {
  fc.assert(
    fc.property(everybody, (all) => {
      const byId = new Map(all.map((each) => [each.person_id, each]));
      const winners = new Set(all.flatMap((each) => (each.won_at === undefined ? [] : [each.person_id])));
      const looks = matchOthers(all, winners, now);
      const starts = looks.flatMap(({ is_customer }, place) => (is_customer ? [place] : []));
      for (const [turn, place] of starts.entries()) {
        const [customer, ...others] = looks.slice(place, starts[turn + 1]);
        const own = byId.get(customer?.person_id as number) as Known;
        expect(customer).toEqual({ person_id: own.person_id, until: own.won_at, is_customer: true });
        const age = (own.won_at as number) - own.first_at;
        expect(age).toBeGreaterThan(0);
        const possible = all.filter((each) => isOther(each, age)).length;
        expect(others).toHaveLength(Math.min(10, possible));
        expect(new Set(others.map((each) => each.person_id)).size).toBe(others.length);
        for (const { person_id, until, is_customer } of others) {
          const other = byId.get(person_id) as Known;
          expect(is_customer).toBe(false);
          expect(until - other.first_at).toBe(age);
          expect(isOther(other, age)).toBe(true);
        }
      }
      const matched = looks.filter((look) => look.is_customer).map((look) => look.person_id);
      const expected = all.filter(
        ({ first_at, won_at }) =>
          won_at !== undefined && won_at > first_at && all.some((each) => isOther(each, won_at - first_at)),
      );
      expect(matched).toEqual(expected.map((each) => each.person_id));
    }),
    { seed: 20260122, numRuns: 300 },
  );
});

test('some of many are always the same ones, and as if drawn by lot', () => {
  const many = Array.from({ length: 10_000 }, (_, place) => ({ person_id: place + 1 }));
  const some = someOf(many, 1_000);
  expect(some).toEqual(someOf(many.toReversed(), 1_000));
  const mean = some.reduce((sum, each) => sum + each.person_id, 0) / some.length;
  expect(Math.abs(mean - 5_000)).toBeLessThan(300);
  expect(someOf(many, 20_000)).toBe(many);
});

function isOther({ first_at, won_at }: Known, age: number): boolean {
  return first_at + age <= now && (won_at === undefined || won_at - first_at > age);
}
