import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type Catalogue, catalogueOf, type FieldType } from '../../src/conditions/catalogue.ts';
import type { LabelOf } from '../../src/conditions/describe.ts';
import type { FieldEntry } from '../../src/flow/work/contract.ts';
import { fieldLabel, optionLabel, shownField } from './fields.ts';
import { useLanguage } from './i18n.ts';
import { fieldsQuery } from './vocabulary.ts';

/** What conditions are read aloud with; the fields are undefined until they are known. */
export type ConditionWords = { fields: FieldEntry[] | undefined; catalogue: Catalogue; labelOf: LabelOf };

/** The workspace's fields as conditions are read with them: what they are called, in the user's language, and their choices. */
export function useConditionWords(): ConditionWords {
  const language = useLanguage();
  const { data: fields } = useQuery(fieldsQuery);
  // biome-ignore lint/correctness/useExhaustiveDependencies: labels are others in another language
  return useMemo(() => {
    const byName = new Map((fields ?? []).map((field) => [field.name, field]));
    const catalogue = catalogueOf(
      (fields ?? []).map((field) => {
        const { name, label, options } = shownField(field);
        return { name, type: field.type as FieldType, ...(label ? { label } : {}), ...(options ? { options } : {}) };
      }),
    );
    const labelOf: LabelOf = (name, value) => {
      const field = byName.get(name);
      if (field === undefined) return undefined;
      if (value === undefined) return fieldLabel(field);
      const option = shownField(field).options?.find((each) => each.value === value);
      return option === undefined ? undefined : optionLabel(field, option);
    };
    return { fields, catalogue, labelOf };
  }, [fields, language]);
}
