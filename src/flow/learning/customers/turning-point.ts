import type { Before } from './contract.ts';

/** How many times the base rate the chance must be. */
const times = 2;
/** Fewer people who gave a signal, or a smaller share of customers, prove no turn. */
const fewestPeople = 20;
const leastCustomers = 0.1;

/**
 * Where weak interest becomes strong: of the signals in time order, the first after which the chance to win is at least twice the base rate
 * (and surely above it: its 95 % interval too). Answers its id; null where there is none.
 */
export function findTurningPoint(
  inOrder: readonly Pick<Before, 'signal_id' | 'customers' | 'chance'>[],
  baseRate: number,
): number | null {
  const found = inOrder.find(
    ({ customers, chance }) =>
      chance !== null &&
      chance.of >= fewestPeople &&
      customers.value >= leastCustomers &&
      chance.value >= times * baseRate &&
      chance.low > baseRate,
  );
  return found?.signal_id ?? null;
}
