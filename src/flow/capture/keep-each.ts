import { readDatabaseError } from '../../base/database-errors.ts';
import { AppError } from '../../base/errors.ts';
import type { Arrival, Outcome } from './arrival.ts';

/** Outcomes, and refusals where an arrival cannot be kept. */
type Kept = (Outcome | { refused: string })[];

/**
 * Whether a failed batch may have failed because of one arrival in it. A server that is gone, out of room or of another
 * shape than expected is nobody's fault, and taking the batch apart would only make it worse.
 */
export function isPoison(error: unknown): boolean {
  if (readDatabaseError(error) !== undefined) return error instanceof AppError && error.code === 'invalid_input';
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return !/^(?:08|25|40|42|53|55|57|58|XX)[0-9A-Z]{3}$/.test(code);
}

/**
 * Keeps what can be kept of a batch that failed as a whole, by halving it until the poisonous arrivals stand alone.
 * When nothing at all can be kept of several, the fault is not theirs: throws the batch's own error.
 */
export async function keepEach(
  receive: (arrivals: Arrival[]) => Promise<Outcome[]>,
  arrivals: Arrival[],
  error: unknown,
): Promise<Kept> {
  const kept = await halve(receive, arrivals, error);
  if (arrivals.length > 3 && kept.every((each) => 'refused' in each)) throw error;
  return kept;
}

async function halve(
  receive: (arrivals: Arrival[]) => Promise<Outcome[]>,
  arrivals: Arrival[],
  error: unknown,
): Promise<Kept> {
  if (arrivals.length === 1) return [{ refused: error instanceof Error ? error.message : String(error) }];
  const middle = arrivals.length >> 1;
  const kept: Kept = [];
  for (const half of [arrivals.slice(0, middle), arrivals.slice(middle)]) {
    try {
      kept.push(...(await receive(half)));
    } catch (failure) {
      if (!isPoison(failure)) throw readDatabaseError(failure) ?? failure;
      kept.push(...(await halve(receive, half, failure)));
    }
  }
  return kept;
}
