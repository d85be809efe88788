import { useCallback, useMemo } from 'react';
import type { FieldType } from '../../../src/conditions/catalogue.ts';
import { describeCondition } from '../../../src/conditions/describe.ts';
import type { Condition, Operator } from '../../../src/conditions/format.ts';
import { useConditionWords } from '../../lib/condition-words.ts';
import { fieldLabel, optionLabel, shownField } from '../../lib/fields.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import type { ConditionField } from './value-kind.ts';

/** The headings that fields of lists stand under. */
type FieldGroup = 'person' | 'company' | 'lead' | 'score' | 'activity' | 'signal' | 'profile';

/** Who somebody is and where they work, never what they did. */
const PEOPLE = ['person', 'company'] as const;

/** The fields that a condition on people and their companies may name, each under its heading; empty until they are known. */
export function usePeopleFields(): ConditionField[] {
  return useConditionFields(PEOPLE);
}

/** The fields of lists that stand under one of these headings; empty until they are known. */
export function useConditionFields(groups: readonly FieldGroup[]): ConditionField[] {
  const t = useT();
  const { fields } = useConditionWords();
  return useMemo(
    () =>
      (fields ?? []).flatMap((field): ConditionField[] => {
        const group = groups.find((known) => field.group === known);
        if (group === undefined) return [];
        const options = shownField(field).options?.map((option) => ({ ...option, label: optionLabel(field, option) }));
        return [
          {
            name: field.name,
            label: fieldLabel(field),
            group: t(`leads:field_group.${group}`),
            type: field.type as FieldType,
            operators: field.operators as Operator[],
            ...(options ? { options } : {}),
          },
        ];
      }),
    [fields, groups, t],
  );
}

/** Says a condition in the user's words. */
export function useSayCondition(): (condition: Condition) => string {
  const language = useLanguage();
  const { catalogue, labelOf } = useConditionWords();
  return useCallback(
    (condition) => describeCondition(condition, catalogue, language, labelOf),
    [catalogue, language, labelOf],
  );
}
