import type { AtMost, Period } from '../format.ts';

/** One touch that matches a signal: when it occurred (epoch milliseconds) and its id, which settles the order of simultaneous ones. */
export type Hit = { occurred_at: number; id: string | number };

/** The order in which touches are counted: by instant, then by id. */
export function byOccurrence(a: Hit, b: Hit): number {
  if (a.occurred_at !== b.occurred_at) return a.occurred_at - b.occurred_at;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * The hits in counting order, earliest first, parted into those that the cap keeps (the first `n` of each calendar period in
 * `timeZone`) and those it drops. `hits` must be in counting order; without a cap all are kept.
 */
export function keepAtMost(
  hits: readonly Hit[],
  atMost: AtMost | undefined,
  timeZone: string,
): { kept: readonly Hit[]; dropped: readonly Hit[] } {
  if (!atMost) return { kept: hits, dropped: [] };
  if (atMost.per === 'ever') return { kept: hits.slice(0, atMost.n), dropped: hits.slice(atMost.n) };
  const kept: Hit[] = [];
  const dropped: Hit[] = [];
  // The calendar is asked once for each period, not for each hit: somebody may have thousands.
  let end = Number.NEGATIVE_INFINITY;
  let inPeriod = 0;
  for (const hit of hits) {
    if (hit.occurred_at >= end) {
      end = endOfPeriod(hit.occurred_at, atMost.per, timeZone);
      inPeriod = 0;
    }
    inPeriod += 1;
    (inPeriod <= atMost.n ? kept : dropped).push(hit);
  }
  return { kept, dropped };
}

/** When (epoch milliseconds) the next calendar period begins. */
function endOfPeriod(instant: number, per: Exclude<Period, 'ever'>, timeZone: string): number {
  const first = Temporal.PlainDate.from(periodOf(instant, per, timeZone));
  return first.add({ [`${per}s`]: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
}

/** The first day (`YYYY-MM-DD`) of the calendar period an instant (epoch milliseconds) falls in; weeks begin on Monday. */
export function periodOf(instant: number, per: Exclude<Period, 'ever'>, timeZone: string): string {
  const day = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate();
  if (per === 'week') return day.subtract({ days: day.dayOfWeek - 1 }).toString();
  return (per === 'month' ? day.with({ day: 1 }) : day).toString();
}
