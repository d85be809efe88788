import { useMemo } from 'react';
import { type ChangeLine, describeChanges } from '../../../src/model/diff/describe-changes.ts';
import { diffModels } from '../../../src/model/diff/diff-models.ts';
import type { Model } from '../../../src/model/format.ts';
import { useConditionWords } from '../../lib/condition-words.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { touchCatalogue, touchLabel } from './touch-fields.ts';

/** What is different in `after`, in words; empty without one of both, or where they mean the same. */
export function useChanges(before: Model | undefined, after: Model | undefined): ChangeLine[] {
  const t = useT();
  const language = useLanguage();
  const { catalogue, labelOf } = useConditionWords();
  return useMemo(() => {
    if (before === undefined || after === undefined) return [];
    return describeChanges(diffModels(before, after), {
      before,
      after,
      catalogue: new Map([...catalogue, ...touchCatalogue]),
      language,
      labelOf: (field, value) => labelOf(field, value) ?? (value === undefined ? touchLabel(field, t) : undefined),
    });
  }, [before, after, catalogue, labelOf, language, t]);
}
