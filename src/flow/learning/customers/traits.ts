import type { Trait } from './contract.ts';
import type { ValueCount } from './count-traits.ts';
import type { Cuts } from './numbers.ts';
import { type Count, correctForMany, fisherExact, heldBy, logRatio, ratioOf } from './statistics.ts';
import { traitKind, whenTrait } from './trait-condition.ts';
import type { KnownCount } from './trait-fields.ts';

/** At most one in twenty of what is said to stand out is chance. */
const falseShare = 0.05;
/** A trait of whose holders so many are customers was probably written because they bought. */
const tellingAll = 0.98;
const fewestTelling = 10;
/** A field known of fewer on either side is not compared. */
const fewestKnown = 10;

/** What two sides of a comparison come to, before it is known how many others were made. */
export function compareShares(customers: Count, others: Count) {
  return {
    customers: heldBy(customers),
    others: heldBy(others),
    lift: ratioOf(customers, others),
    log_lift: logRatio(customers, others),
    p: fisherExact(customers, others),
  };
}

/** Says of each comparison whether it stands out, all of them taken together. */
export function judgeAll<T extends { p: number }>(compared: readonly T[]): (T & { q: number; stands: boolean })[] {
  const q = correctForMany(compared.map((each) => each.p));
  return compared.map((each, place) => ({
    ...each,
    q: q[place] as number,
    stands: (q[place] as number) <= falseShare,
  }));
}

/**
 * Customers beside all others, value by value; shares are of those of whom the field is known, so that a field which is merely filled in more
 * often for customers makes none of its values a trait. The most telling first (by information gained), those that stand out before others.
 */
export function tellTraits(values: readonly ValueCount[], known: readonly KnownCount[], cuts: Cuts): Trait[] {
  const knownOf = new Map(known.map((each) => [each.field.name, each]));
  const compared = values.flatMap((each) => {
    const of = knownOf.get(each.field.name);
    if (!of || of.customers < fewestKnown || of.others < fewestKnown) return [];
    // What everybody of whom it is known has tells nobody apart.
    if (each.customers === of.customers && each.others === of.others) return [];
    const holders = each.customers + each.others;
    return [
      {
        field: each.field.name,
        kind: traitKind(each.field),
        when: whenTrait(each.field, each, cuts.get(each.field.name)),
        ...compareShares({ count: each.customers, of: of.customers }, { count: each.others, of: of.others }),
        telltale: each.customers >= fewestTelling && each.customers / holders >= tellingAll,
      },
    ];
  });
  return judgeAll(compared).toSorted((a, b) => Number(b.stands) - Number(a.stands) || gainOf(b) - gainOf(a));
}

/** How much the sides differ, in nats over all of whom it is known: the likelihood ratio that G tests are made of. */
function gainOf({ customers: a, others: b }: Pick<Trait, 'customers' | 'others'>): number {
  const all = a.of + b.of;
  const held = a.count + b.count;
  const part = (found: number, row: number, column: number) =>
    found === 0 ? 0 : found * Math.log((found * all) / (row * column));
  return (
    part(a.count, a.of, held) +
    part(a.of - a.count, a.of, all - held) +
    part(b.count, b.of, held) +
    part(b.of - b.count, b.of, all - held)
  );
}
