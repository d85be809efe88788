import type { Decay } from '../format.ts';

/** Milliseconds in one day of age: elapsed time, whatever the clocks do. */
export const DAY_MS = 86_400_000;

/** A length of days in whole milliseconds, so that TypeScript and SQL draw every line at the same instant. */
export function lengthMs(days: number): number {
  return Math.round(days * DAY_MS);
}

/** The share (0–1) of its points that a touch of this age in milliseconds still has. Halved more than 1,000 times it stays there. */
export function shareLeft(decay: Decay, ageMs: number): number {
  switch (decay.curve) {
    case 'none':
      return 1;
    case 'half_life':
      return 2 ** Math.max(-1000, -ageMs / lengthMs(decay.days));
    case 'linear':
      return Math.max(0, 1 - ageMs / lengthMs(decay.days));
    case 'cliff':
      return ageMs < lengthMs(decay.days) ? 1 : 0;
    case 'steps':
      return decay.steps.find(([days]) => ageMs < lengthMs(days))?.[1] ?? 0;
  }
}

/**
 * The ages in milliseconds, ascending, at which the share jumps or ends. Between them it only glides down, and after the last it
 * stays.
 */
export function turningAges(decay: Decay): number[] {
  switch (decay.curve) {
    case 'none':
    case 'half_life':
      return [];
    case 'linear':
    case 'cliff':
      return [lengthMs(decay.days)];
    case 'steps':
      return decay.steps.map(([days]) => lengthMs(days));
  }
}

/** Whether what is left of a touch may become more again: steps may rise. */
export function growsAgain(decay: Decay): boolean {
  if (decay.curve !== 'steps') return false;
  return decay.steps.some(([, share], index) => share > (decay.steps[index - 1]?.[1] ?? 1));
}
