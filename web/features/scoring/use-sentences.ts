import { useCallback, useMemo } from 'react';
import { describeCondition } from '../../../src/conditions/describe.ts';
import type { Condition } from '../../../src/conditions/format.ts';
import { describeGroup, describeRollup, describeTerm } from '../../../src/model/describe.ts';
import type { Group, Model, Signal, Term } from '../../../src/model/format.ts';
import { useConditionWords } from '../../lib/condition-words.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { touchCatalogue, touchLabel } from './touch-fields.ts';

/** How a model's parts read in the user's language. */
export type Sentences = {
  /** Undefined until the names of the fields are known. */
  term: (term: Term) => string | undefined;
  group: (group: Group) => string;
  signal: (signal: Signal) => string;
  /** How companies stand by their people; undefined until the names of the fields are known. */
  company: string | undefined;
};

/** Reads a condition on touches aloud. */
export function useSayTouches(): (when: Condition) => string {
  const t = useT();
  const language = useLanguage();
  return useCallback(
    (when) =>
      describeCondition(when, touchCatalogue, language, (name, value) =>
        value === undefined ? touchLabel(name, t) : undefined,
      ),
    [language, t],
  );
}

/** Reads a model aloud, with the workspace's own names of fields. */
export function useSentences(model: Model): Sentences {
  const language = useLanguage();
  const sayTouches = useSayTouches();
  const { fields, catalogue, labelOf } = useConditionWords();
  return useMemo(
    () => ({
      term: (term) =>
        fields === undefined && term.kind === 'field'
          ? undefined
          : describeTerm(model, term, catalogue, language, labelOf),
      group: (group) => describeGroup(group, language),
      company: fields === undefined ? undefined : describeRollup(model, catalogue, language, labelOf),
      signal: ({ when }) => sayTouches(when),
    }),
    [model, fields, catalogue, labelOf, language, sayTouches],
  );
}
