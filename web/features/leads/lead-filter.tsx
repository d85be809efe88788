import { useCallback, useMemo } from 'react';
import { type Catalogue, catalogueOf, type FieldType } from '../../../src/conditions/catalogue.ts';
import { describeCondition } from '../../../src/conditions/describe.ts';
import type { Condition, Operator } from '../../../src/conditions/format.ts';
import type { FieldEntry } from '../../../src/flow/work/contract.ts';
import { fieldLabel, optionLabel, shownField } from '../../lib/fields.ts';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { suggestValues } from '../../lib/vocabulary.ts';
import { FilterBar } from '../../parts/conditions/filter-bar.tsx';
import type { ConditionField } from '../../parts/conditions/value-kind.ts';

type LeadFilterProps = {
  fields: FieldEntry[];
  filter: Condition | undefined;
  onFilter: (filter: Condition | undefined) => void;
};

const GROUPS = ['person', 'company', 'lead', 'score', 'activity', 'signal', 'profile'] as const;

/** The filter of the list, over every field of the workspace. */
export function LeadFilter({ fields, filter, onFilter }: LeadFilterProps) {
  const t = useT();
  const language = useLanguage();
  const catalogue = useMemo<Catalogue>(
    () =>
      catalogueOf(
        fields.map((field) => {
          const { name, label, options } = shownField(field);
          return { name, type: field.type as FieldType, ...(label ? { label } : {}), ...(options ? { options } : {}) };
        }),
      ),
    [fields],
  );
  const byName = useMemo(() => new Map(fields.map((field) => [field.name, field])), [fields]);
  const choices = useMemo(
    () =>
      fields.map((field): ConditionField => {
        const group = GROUPS.find((known) => known === field.group);
        const options = shownField(field).options?.map((option) => ({ ...option, label: optionLabel(field, option) }));
        return {
          name: field.name,
          label: fieldLabel(field),
          group: group === undefined ? field.group : t(`leads:field_group.${group}`),
          type: field.type as FieldType,
          operators: field.operators as Operator[],
          ...(options ? { options } : {}),
        };
      }),
    [fields, t],
  );
  const describe = useCallback(
    (condition: Condition) =>
      describeCondition(condition, catalogue, language, (name, value) => {
        const field = byName.get(name);
        if (field === undefined) return undefined;
        if (value === undefined) return fieldLabel(field);
        const option = shownField(field).options?.find((each) => each.value === value);
        return option === undefined ? undefined : optionLabel(field, option);
      }),
    [catalogue, language, byName],
  );
  return <FilterBar fields={choices} filter={filter} onFilter={onFilter} describe={describe} suggest={suggestValues} />;
}
