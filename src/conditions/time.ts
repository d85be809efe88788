import { DAY_MS } from './stored.ts';

/** A stretch `from <= x < to`; null where it has no end. */
export type Range = { from: number | null; to: number | null };

/** The instant (epoch milliseconds) at which a calendar day (counted from 1970-01-01) begins in a time zone. */
export function startOfDay(day: number, timeZone: string): number {
  const date = Temporal.PlainDate.from(new Date(day * DAY_MS).toISOString().slice(0, 10));
  return date.toZonedDateTime(timeZone).epochMilliseconds;
}

/** The calendar day (counted from 1970-01-01) that it is in a time zone at an instant in epoch milliseconds. */
export function dayOf(instant: number, timeZone: string): number {
  const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
  return Date.UTC(year, month - 1, day) / DAY_MS;
}

/** Which `occurred_at` (whole epoch milliseconds) a signal count looks at: up to and with now, the window's own edge left out. */
export function countedRange(withinMs: number | null, now: number): Range {
  return { from: withinMs === null ? null : now - withinMs + 1, to: now + 1 };
}

/** Which stored values are at least `from` and less than `to` old: days seen from the day `until`, or milliseconds from that instant. */
export function agedRange({ from, to }: { from: number; to: number | null }, until: number): Range {
  return { from: to === null ? null : until - to + 1, to: until - from + 1 };
}
