import { describe, expect, it } from 'vitest';
import { lastDays, sumTallies, tallyBySource } from './days.ts';

describe('the days of a period', () => {
  it('end with today as it is in the workspace, over months and clock changes', () => {
    expect(lastDays(Date.parse('2026-03-01T23:30:00Z'), 'Asia/Shanghai', 3)).toEqual([
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
    const days = lastDays(Date.parse('2026-03-30T12:00:00Z'), 'Europe/Chisinau', 90);
    expect([days.length, new Set(days).size, days.at(-1)]).toEqual([90, 90, '2026-03-30']);
  });
});

describe('tallies', () => {
  const days = ['2026-03-01', '2026-03-02'];
  const rows = [
    { source_id: 1, day: '2026-03-01', touches: 5, people: 2, leads: 1 },
    { source_id: 1, day: '2026-03-02', touches: 1, people: 0, leads: 0 },
    { source_id: 2, day: '2026-03-02', touches: 3, people: 3, leads: 2 },
    { source_id: 2, day: '2026-02-02', touches: 9, people: 9, leads: 9 },
  ];

  it('sum what a source brought and keep each day, and leave out days outside the period', () => {
    const tallies = tallyBySource(rows, days);
    expect(tallies.get(1)).toMatchObject({ touches: 6, people: 2, leads: 1, byDay: { touches: [5, 1] } });
    expect(tallies.get(2)).toMatchObject({ touches: 3, byDay: { touches: [0, 3], leads: [0, 2] } });
    expect(tallies.has(3)).toBe(false);
  });

  it('add up to what all sources brought', () => {
    expect(sumTallies(tallyBySource(rows, days).values(), 2)).toMatchObject({
      touches: 9,
      people: 5,
      leads: 3,
      byDay: { touches: [5, 4] },
    });
  });
});
