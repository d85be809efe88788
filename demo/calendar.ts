import { type Chance, pickWeighted, weighted } from './chance.ts';

export const hour = 3_600_000;
export const day = 24 * hour;

/** Weight of each hour of a working day: a morning peak, a dip at noon, and an evening that is not empty. */
const workingDay = weighted(
  [1, 0.5, 0.3, 0.2, 0.2, 0.4, 1, 3, 7, 11, 12, 11, 7, 9, 11, 11, 9, 7, 5, 4, 5, 5, 4, 2].map(
    (weight, at) => [at, weight] as const,
  ),
);
/** And of a day off: late, flat, mostly evening. */
const dayOff = weighted(
  [2, 1, 0.5, 0.3, 0.2, 0.2, 0.5, 1, 2, 4, 5, 5, 5, 5, 5, 5, 5, 5, 6, 7, 8, 8, 6, 4].map(
    (weight, at) => [at, weight] as const,
  ),
);
/** Of the visits that would fall on a Saturday or Sunday, this share takes place; the others wait until Monday. */
const weekendShare = 0.27;

/**
 * An instant on or after the day of `around` (epoch ms) when people at that UTC offset are at their screens: on working days in
 * office hours, now and then in the evening or at the weekend.
 */
export function drawVisitTime(chance: Chance, around: number, utcOffsetHours: number): number {
  const local = around + utcOffsetHours * hour;
  let date = Math.floor(local / day);
  let off = isWeekend(date);
  if (off && chance() >= weekendShare) {
    while (isWeekend(date)) date++;
    off = false;
  }
  const at = pickWeighted(chance, off ? dayOff : workingDay) + chance();
  return Math.round(date * day + at * hour - utcOffsetHours * hour);
}

/** The beginning (UTC, epoch ms) of the first working day after the day of this instant. */
export function findWorkingDay(after: number): number {
  let date = Math.floor(after / day) + 1;
  while (isWeekend(date)) date++;
  return date * day;
}

/** Whether this day (whole days since 1970-01-01, a Thursday) is a Saturday or Sunday. */
function isWeekend(date: number): boolean {
  const weekday = (((date + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}
