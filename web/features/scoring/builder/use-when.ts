import { useCallback } from 'react';
import type { Condition } from '../../../../src/conditions/format.ts';
import { describeWhen } from '../../../../src/model/describe.ts';
import type { Model } from '../../../../src/model/format.ts';
import { useConditionWords } from '../../../lib/condition-words.ts';
import { useLanguage } from '../../../lib/i18n.ts';

/** What a rule begins with that has no condition yet: an "any of" without anything in it holds for nobody. */
export const NOBODY: Condition = { combinator: 'or', rules: [] };

/** Reads a condition on people aloud, with the model's signals and profiles by their names. */
export function useSayWhen(model: Model): (when: Condition) => string {
  const language = useLanguage();
  const { catalogue, labelOf } = useConditionWords();
  return useCallback(
    (when) => describeWhen(model, when, catalogue, language, labelOf),
    [model, catalogue, language, labelOf],
  );
}
