import type { SourceDay } from './api.ts';

/** The periods one can look at, in days. */
export const PERIODS = [7, 30, 90] as const;
export type Period = (typeof PERIODS)[number];

/** What is counted of a source. */
export const MEASURES = ['touches', 'people', 'leads'] as const;
export type Measure = (typeof MEASURES)[number];

const DAY_MS = 86_400_000;

/** The last `count` calendar days in a time zone (IANA name), oldest first, today the last. `now` is epoch milliseconds. */
export function lastDays(now: number, timeZone: string, count: number): string[] {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const last = Date.parse(`${today.format(now)}T00:00:00Z`);
  return Array.from({ length: count }, (_, at) =>
    new Date(last - (count - 1 - at) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** What came from one source: sums over a period, and every day of it by itself. */
export type Tally = Record<Measure, number> & { byDay: Record<Measure, number[]> };

const emptyTally = (days: number): Tally => ({
  touches: 0,
  people: 0,
  leads: 0,
  byDay: { touches: Array(days).fill(0), people: Array(days).fill(0), leads: Array(days).fill(0) },
});

/** Tallies by source over these days; a source that brought nothing has none. */
export function tallyBySource(rows: readonly SourceDay[], days: readonly string[]): Map<number, Tally> {
  const place = new Map(days.map((day, at) => [day, at]));
  const tallies = new Map<number, Tally>();
  for (const row of rows) {
    const at = place.get(row.day);
    if (at === undefined) continue;
    const tally = tallies.get(row.source_id) ?? emptyTally(days.length);
    tallies.set(row.source_id, tally);
    for (const measure of MEASURES) {
      tally[measure] += row[measure];
      tally.byDay[measure][at] = (tally.byDay[measure][at] ?? 0) + row[measure];
    }
  }
  return tallies;
}

/** All tallies as one. */
export function sumTallies(tallies: Iterable<Tally>, days: number): Tally {
  const sum = emptyTally(days);
  for (const tally of tallies)
    for (const measure of MEASURES) {
      sum[measure] += tally[measure];
      tally.byDay[measure].forEach((count, at) => {
        sum.byDay[measure][at] = (sum.byDay[measure][at] ?? 0) + count;
      });
    }
  return sum;
}
