import type { z } from 'zod';
import type { CourseAnswer } from '../../../../src/flow/work/card/contract.ts';
import type { CourseMark } from '../../../parts/course-time.tsx';

type Mark = z.infer<typeof CourseAnswer>['marks'][number];

export type MarkWords = {
  field: (name: string) => string;
  /** What became known, points by hand with their reasons, other rules. */
  known: (fields: string) => string;
  hand: (reasons: string, ended: boolean) => string;
  rules: (version: number, again: boolean) => string;
  /** The last of several things that are named: how many more there are. */
  more: (count: number) => string;
  /** By how many points it moved the score. */
  by: (what: string, points: number) => string;
};

const MOST_NAMED = 3;

/** What moved a score, in words: "Pricing page viewed, Webinar: +8". */
export function sayCourseMarks(marks: readonly Mark[], words: MarkWords): CourseMark[] {
  const list = (names: readonly string[]) => {
    const more = names.length - MOST_NAMED;
    return [...names.slice(0, MOST_NAMED), ...(more > 0 ? [words.more(more)] : [])].join(', ');
  };
  const say = (mark: Mark) => {
    if (mark.kind === 'rules') return words.rules(mark.version, mark.again);
    if (mark.kind === 'touch') return list(mark.what);
    if (mark.kind === 'field') return words.known(list(mark.what.map(words.field)));
    return words.hand(list(mark.what), mark.ended);
  };
  return marks.map((mark) => ({
    key: `${mark.kind} ${mark.at}`,
    at: mark.at,
    kind: mark.kind,
    label: words.by(say(mark), mark.points),
  }));
}
