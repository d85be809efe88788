import type { z } from 'zod';
import type { VersionList } from '../../../../src/flow/scoring/contract.ts';
import type { CourseMark } from '../../../parts/course-time.tsx';
import type { Explanation } from '../api.ts';

type Version = z.infer<typeof VersionList>['versions'][number];

type MarkWords = {
  /** A touch that a rule counts: what the rule is called. */
  touch: (rule: string) => string;
  hand: (reason: string) => string;
  rules: (version: number) => string;
};

/** What moved a score, by what its receipt counts, what was given by hand, and which versions of the rules were published; earliest first. */
export function courseMarks(
  { score, adjustments }: Pick<Explanation, 'score' | 'adjustments'>,
  versions: readonly Version[],
  nameOf: (termKey: string) => string,
  words: MarkWords,
): CourseMark[] {
  const touches = new Map<string, { at: string; rules: string[] }>();
  for (const { lines } of score.dimensions)
    for (const line of lines) {
      if (line.kind !== 'term' || !line.taken || line.why.kind !== 'signal') continue;
      for (const { id, occurred_at } of line.why.counted) {
        const known = touches.get(String(id)) ?? { at: occurred_at, rules: [] };
        touches.set(String(id), { ...known, rules: [...known.rules, nameOf(line.term)] });
      }
    }
  const marks: CourseMark[] = [
    ...[...touches].map(([id, { at, rules }]) => ({
      key: `touch ${id}`,
      at,
      kind: 'touch' as const,
      label: words.touch(rules.join(', ')),
    })),
    ...adjustments.map(({ adjustment_id, starts_at, reason }) => ({
      key: `hand ${adjustment_id}`,
      at: starts_at,
      kind: 'hand' as const,
      label: words.hand(reason),
    })),
    ...versions.flatMap(({ version, published_at }) =>
      published_at === null
        ? []
        : [{ key: `rules ${version}`, at: published_at, kind: 'rules' as const, label: words.rules(version) }],
    ),
  ];
  return marks.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
