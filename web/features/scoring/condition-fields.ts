import { useMemo } from 'react';
import type { z } from 'zod';
import { type FieldType, operatorsFor } from '../../../src/conditions/catalogue.ts';
import type { Operator } from '../../../src/conditions/format.ts';
import type { FieldValuesAnswer } from '../../../src/flow/work/contract.ts';
import type { Model } from '../../../src/model/format.ts';
import { useConditionWords } from '../../lib/condition-words.ts';
import { fieldLabel, optionLabel, shownField } from '../../lib/fields.ts';
import { useT } from '../../lib/i18n.ts';
import { api } from '../../lib/request.ts';
import type { ConditionField } from '../../parts/conditions/value-kind.ts';

/** Which fields a condition may ask about: of a rule, of who decides (no signals), of a profile (no other profile either). */
export type ConditionScope = 'rule' | 'decision_maker' | 'profile';

const SCORED = ['person', 'company'] as const;

/** The fields that conditions on people may name in a model, each under its heading; empty until they are known. */
export function usePersonFields(model: Model, scope: ConditionScope): ConditionField[] {
  const t = useT();
  const { fields } = useConditionWords();
  const { signals, profiles } = model;
  return useMemo(() => {
    const people = (fields ?? []).flatMap((field): ConditionField[] => {
      const group = SCORED.find((known) => field.name.startsWith(`${known}.`));
      if (group === undefined) return [];
      const options = shownField(field).options?.map((option) => ({ ...option, label: optionLabel(field, option) }));
      return [
        {
          name: field.name,
          label: fieldLabel(field),
          group: t(`builder:fields.${group}`),
          type: field.type as FieldType,
          operators: field.operators as Operator[],
          ...(options ? { options } : {}),
        },
      ];
    });
    if (scope === 'profile') return people;
    const own = (name: string, label: string, group: string, type: FieldType): ConditionField => ({
      name,
      label,
      group,
      type,
      operators: operatorsFor(type),
    });
    // The workspace's own profiles are put into the model when it is saved.
    const shared = (fields ?? []).filter(
      ({ name }) => name.startsWith('profile.') && !(name.slice(8) in (profiles ?? {})),
    );
    const fitting = [
      ...people,
      ...Object.entries(profiles ?? {}).map(([key, { name }]) =>
        own(`profile.${key}`, name, t('builder:fields.profile'), 'boolean'),
      ),
      ...shared.map(({ name, label }) => own(name, label, t('builder:fields.profile'), 'boolean')),
    ];
    if (scope === 'decision_maker') return fitting;
    return [
      ...fitting,
      ...Object.entries(signals).flatMap(([key, { name }]) => [
        own(`signal.${key}`, t('builder:fields.how_often', { name }), t('builder:fields.signal'), 'count'),
        own(`signal.${key}.first`, t('builder:fields.first', { name }), t('builder:fields.signal'), 'instant'),
        own(`signal.${key}.last`, t('builder:fields.last', { name }), t('builder:fields.signal'), 'instant'),
      ]),
    ];
  }, [fields, signals, profiles, scope, t]);
}

/** Values of a field of people seen in the data, for suggestions while typing. */
export async function suggestPersonValues(field: string, q: string): Promise<string[]> {
  return (await api.get<z.infer<typeof FieldValuesAnswer>>('/api/fields/values', { field, q })).values;
}
