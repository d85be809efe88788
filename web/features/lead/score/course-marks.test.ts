import { expect, it } from 'vitest';
import type { Explanation } from '../api.ts';
import { courseMarks } from './course-marks.ts';

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`;
const counted = (id: number, day: number) => ({ id, occurred_at: at(day), age_days: 1, share: 1, points: 5 });
const line = (term: string, taken: boolean, ...touches: ReturnType<typeof counted>[]) => ({
  kind: 'term' as const,
  group: 'web',
  term,
  points: 5,
  holds: true,
  taken,
  why: { kind: 'signal' as const, signal: term, counted: touches, dropped: [] },
});
const lines = [
  line('pricing', true, counted(1, 3), counted(2, 9)),
  line('page', true, counted(1, 3)),
  line('left', false, counted(3, 4)),
];
const dimensions = [{ key: 'e', name: 'E', points: 15, exact: 15, weight: 1, lines }];
const given = { adjustment_id: 7, points: 3, reason: 'Met at the fair', made_by: 'u', starts_at: at(5), ends_at: null };
const explained = { score: { dimensions }, adjustments: [given] } as unknown as Explanation;
const version = (number: number, published_at: string | null) => ({
  model_id: 1,
  version: number,
  state: published_at === null ? ('draft' as const) : ('published' as const),
  is_live: false,
  note: null,
  created_by: null,
  created_at: at(1),
  published_at,
});
const words = {
  touch: (rule: string) => rule,
  hand: (reason: string) => reason,
  rules: (number: number) => `v${number}`,
};

it('the touches that count, points by hand and new rules mark a course, in order, each touch once', () => {
  const marks = courseMarks(explained, [version(2, at(8)), version(3, null)], (key) => key.toUpperCase(), words);
  expect(marks.map(({ at: instant, kind, label }) => [instant, kind, label])).toEqual([
    [at(3), 'touch', 'PRICING, PAGE'],
    [at(5), 'hand', 'Met at the fair'],
    [at(8), 'rules', 'v2'],
    [at(9), 'touch', 'PRICING'],
  ]);
});
