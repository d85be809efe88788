import { describe, expect, it } from 'vitest';
import { type Hit, keepAtMost, periodOf } from './at-most.ts';

const hits = (...instants: string[]): Hit[] => instants.map((text, id) => ({ occurred_at: Date.parse(text), id }));
const keptIds = (list: Hit[], n: number, per: 'day' | 'week' | 'month' | 'ever', zone: string) =>
  keepAtMost(list, { n, per }, zone).kept.map((hit) => hit.id);

describe('a cap', () => {
  it('counts calendar days of the workspace, not of UTC', () => {
    const list = hits('2026-05-04T15:00:00Z', '2026-05-04T17:00:00Z', '2026-05-05T15:00:00Z');
    expect(keptIds(list, 1, 'day', 'UTC')).toEqual([0, 2]);
    expect(keptIds(list, 1, 'day', 'Asia/Shanghai')).toEqual([0, 1]);
  });

  it('begins weeks on Monday and months on their first', () => {
    const zone = 'Europe/Chisinau';
    expect(periodOf(Date.parse('2027-01-03T12:00:00Z'), 'week', zone)).toBe('2026-12-28');
    expect(periodOf(Date.parse('2027-01-03T22:30:00Z'), 'week', zone)).toBe('2027-01-04');
    expect(periodOf(Date.parse('2026-12-31T22:30:00Z'), 'month', zone)).toBe('2027-01-01');
  });

  it('keeps the earliest n of each period, and tells what it dropped', () => {
    const list = hits('2026-05-04T08:00:00Z', '2026-05-04T09:00:00Z', '2026-05-04T10:00:00Z', '2026-05-20T10:00:00Z');
    expect(keptIds(list, 2, 'day', 'UTC')).toEqual([0, 1, 3]);
    expect(keptIds(list, 1, 'month', 'UTC')).toEqual([0]);
    expect(keptIds(list, 3, 'ever', 'UTC')).toEqual([0, 1, 2]);
    expect(keepAtMost(list, { n: 2, per: 'day' }, 'UTC').dropped.map((hit) => hit.id)).toEqual([2]);
  });
});
