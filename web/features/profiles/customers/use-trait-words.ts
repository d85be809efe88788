import { useCallback } from 'react';
import { type Condition, isGroup } from '../../../../src/conditions/format.ts';
import { useConditionWords } from '../../../lib/condition-words.ts';
import { fieldLabel, shownField, useFieldText } from '../../../lib/fields.ts';
import { useT } from '../../../lib/i18n.ts';
import { useSayCondition } from '../../../parts/conditions/condition-fields.ts';

const PROPERTY = 'touch.properties.';

/** What fields, and numbers of the touches by which somebody won, are called. */
export function useFieldName(): (field: string) => string {
  const t = useT();
  const { fields } = useConditionWords();
  return useCallback(
    (name) => {
      if (name.startsWith(PROPERTY)) return t('customers:of_order', { name: name.slice(PROPERTY.length) });
      return fieldLabel(fields?.find((field) => field.name === name) ?? { name });
    },
    [fields, t],
  );
}

/** A group's name: its value alone, or its range in words. */
export function useGroupName(): (when: Condition) => string {
  const { fields } = useConditionWords();
  const text = useFieldText();
  const say = useSayCondition();
  return useCallback(
    (when) => {
      const [only, ...more] = when.rules;
      const field = fields?.find(({ name }) => only !== undefined && !isGroup(only) && name === only.field);
      if (only === undefined || isGroup(only) || more.length > 0 || only.operator !== '=' || field === undefined)
        return say(when);
      return text(shownField(field), only.value);
    },
    [fields, text, say],
  );
}
