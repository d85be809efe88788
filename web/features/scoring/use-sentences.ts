import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { catalogueOf, type FieldType } from '../../../src/conditions/catalogue.ts';
import { describeCondition, type LabelOf } from '../../../src/conditions/describe.ts';
import { describeGroup, describeTerm } from '../../../src/model/describe.ts';
import type { Group, Model, Signal, Term } from '../../../src/model/format.ts';
import { fieldLabel, optionLabel, shownField } from '../../lib/fields.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { fieldsQuery } from '../../lib/vocabulary.ts';
import { touchCatalogue, touchLabel } from './touch-fields.ts';

/** How a model's parts read in the user's language. */
export type Sentences = {
  /** Undefined until the names of the fields are known. */
  term: (term: Term) => string | undefined;
  group: (group: Group) => string;
  signal: (signal: Signal) => string;
};

/** Reads a model aloud, with the workspace's own names of fields. */
export function useSentences(model: Model): Sentences {
  const t = useT();
  const language = useLanguage();
  const { data: fields } = useQuery(fieldsQuery);
  return useMemo(() => {
    const byName = new Map((fields ?? []).map((field) => [field.name, field]));
    const catalogue = catalogueOf(
      (fields ?? []).map(({ name, type, label, options }) => ({
        name,
        type: type as FieldType,
        label,
        ...(options ? { options } : {}),
      })),
    );
    const labelOf: LabelOf = (name, value) => {
      const field = byName.get(name);
      if (value === undefined) return field === undefined ? touchLabel(name, t) : fieldLabel(field);
      const option = field && shownField(field).options?.find((each) => each.value === value);
      return field && option ? optionLabel(field, option) : undefined;
    };
    return {
      term: (term) =>
        fields === undefined && term.kind === 'field'
          ? undefined
          : describeTerm(model, term, catalogue, language, labelOf),
      group: (group) => describeGroup(group, language),
      signal: (signal) => describeCondition(signal.when, touchCatalogue, language, labelOf),
    };
  }, [model, fields, language, t]);
}
