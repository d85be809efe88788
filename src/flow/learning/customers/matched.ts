import type { Known } from './buyers.ts';

/** A look at what somebody had done by an instant (epoch ms, exclusive). */
export type Look = { person_id: number; until: number; is_customer: boolean };

const DAY = 86_400_000;

/** Others that each customer is compared with at most. */
const othersPerCustomer = 10;
/** Customers whose way is compared at most. */
const mostCases = 2_000;

/**
 * Customers just before they won, and beside each of them ten others as long after their own first touch (all of them, each once, where
 * there are fewer): people who were known that long and had not won by then. So nobody had more time than another to do something, and
 * nobody is left out for what became of them later; who wins later still is one of the others until then (incidence density sampling:
 * Prentice and Breslow 1978). The same ones all day for the same people. Left out: customers of whom nothing is known before the win, and
 * those whom nobody was known as long as.
 */
export function matchOthers(everybody: readonly Known[], customers: ReadonlySet<number>, now: number): Look[] {
  const today = Math.floor(now / DAY) * DAY;
  // Until which age (ms since the first touch) somebody is one of the others.
  const pool = everybody
    .map(({ person_id, first_at, won_at }) => ({
      person_id,
      first_at,
      age: won_at === undefined ? today - first_at : won_at - first_at - 1,
    }))
    .sort((a, b) => b.age - a.age || a.person_id - b.person_id);
  const seen = everybody.filter(
    ({ person_id, first_at, won_at }) => customers.has(person_id) && won_at !== undefined && won_at > first_at,
  );
  const cases = someOf(seen, mostCases);
  return cases.flatMap(({ person_id, first_at, won_at }): Look[] => {
    const age = (won_at as number) - first_at;
    const known = countReaching(pool, age);
    if (known === 0) return [];
    const start = scatter(person_id) % known;
    // The same person twice would be taken for two, and the comparison for a surer one than it is.
    const length = Math.min(othersPerCustomer, known);
    const step = Math.floor(known / length);
    const others = Array.from({ length }, (_, turn): Look => {
      const other = pool[(start + turn * step) % known] as (typeof pool)[number];
      return { person_id: other.person_id, until: other.first_at + age, is_customer: false };
    });
    return [{ person_id, until: won_at as number, is_customer: true }, ...others];
  });
}

/** How many at the head of the pool reach the age: it is sorted by age, oldest first. */
function countReaching(pool: readonly { age: number }[], age: number): number {
  let [low, high] = [0, pool.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pool[middle] as { age: number }).age >= age) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** At most so many of these people, as if drawn by lot, and always the same ones. */
export function someOf<T extends { person_id: number }>(people: readonly T[], most: number): readonly T[] {
  if (people.length <= most) return people;
  return people.toSorted((a, b) => scatter(a.person_id) - scatter(b.person_id)).slice(0, most);
}

/** A whole number without any order of its own, from an id (MurmurHash3's finaliser, Appleby 2011). */
function scatter(id: number): number {
  let mixed = Math.imul((id ^ (id >>> 16)) >>> 0, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
