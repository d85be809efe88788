import { expect, it } from 'vitest';
import { sayCourseMarks } from './course-marks.ts';

const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T10:00:00.000Z`;

it('a mark says what moved the score and by how much, naming a few things of many', () => {
  const common = { points: 2, count: 1 };
  const marks = sayCourseMarks(
    [
      { ...common, kind: 'touch', at: at(1), count: 9, what: ['a', 'b', 'c', 'd', 'e'] },
      { ...common, kind: 'field', at: at(2), what: ['person.title'] },
      { ...common, kind: 'hand', at: at(3), what: ['Met at the fair'], ended: true },
      { ...common, kind: 'rules', at: at(4), points: -3, what: [], version: 2, again: true },
    ],
    {
      field: (name) => name.toUpperCase(),
      known: (fields) => `known ${fields}`,
      hand: (reason, ended) => `${reason}${ended ? ' ended' : ''}`,
      rules: (version, again) => `v${version}${again ? ' again' : ''}`,
      more: (count) => `${count} more`,
      by: (what, points) => `${what}: ${points}`,
    },
  );
  expect(marks.map(({ at: instant, kind, label }) => [instant, kind, label])).toEqual([
    [at(1), 'touch', 'a, b, c, 2 more: 2'],
    [at(2), 'field', 'known PERSON.TITLE: 2'],
    [at(3), 'hand', 'Met at the fair ended: 2'],
    [at(4), 'rules', 'v2 again: -3'],
  ]);
});
