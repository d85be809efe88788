import type { Condition } from '../../../conditions/format.ts';

/**
 * The filter of lists that leaves those of a profile who are at a place of its map: at stage `at`, or before the first for -1. They
 * meet that stage's condition and none of a later one.
 */
export function placeFilter(profileKey: string, stages: readonly { when: Condition }[], at: number): Condition {
  const here = stages[at];
  // A stage that holds for nobody yet keeps nobody out.
  const later = stages.map(({ when }) => when).filter((when, place) => place > at && !isNobody(when));
  return {
    combinator: 'and',
    rules: [
      { field: `profile.${profileKey}`, operator: '=', value: true },
      ...(here === undefined ? [] : says(here.when)),
      ...(later.length === 0 ? [] : [{ combinator: 'or' as const, not: true, rules: later.map(bare) }]),
    ],
  };
}

function isNobody({ combinator, not, rules }: Condition): boolean {
  return combinator === 'or' && !not && rules.length === 0;
}

/** What a condition adds to an "and" of others: nothing where it holds for everybody. */
function says(when: Condition): Condition['rules'] {
  return when.combinator === 'and' && !when.not ? when.rules : [bare(when)];
}

/** A group of one rule as that rule. */
function bare(when: Condition): Condition['rules'][number] {
  return when.rules.length === 1 && !when.not ? (when.rules[0] as Condition['rules'][number]) : when;
}
