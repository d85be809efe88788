import { ActionIcon, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { Model } from '../../../../../src/model/format.ts';
import { useT } from '../../../../lib/i18n.ts';
import type { ConditionField } from '../../../../parts/conditions/value-kind.ts';
import { usePersonFields } from '../../condition-fields.ts';
import css from '../lab.module.css';

type FieldChangesProps = {
  model: Model;
  fields: Record<string, unknown>;
  onChange: (fields: Record<string, unknown>) => void;
};

/** Fields that are imagined to have another value. */
export function FieldChanges({ model, fields, onChange }: FieldChangesProps) {
  const t = useT();
  const known = usePersonFields(model, 'profile');
  const chosen = Object.keys(fields).flatMap((name) => known.find((field) => field.name === name) ?? []);
  const set = (name: string, value: unknown) => onChange({ ...fields, [name]: value });
  const drop = (name: string) => onChange(Object.fromEntries(Object.entries(fields).filter(([each]) => each !== name)));
  const groups = Map.groupBy(
    known.filter(({ name }) => !Object.hasOwn(fields, name) && name !== 'person.first_source'),
    ({ group }) => group,
  );
  return (
    <section className={css.fields}>
      <h2 className={css.heading}>{t('lab:what_if.fields')}</h2>
      {chosen.map((field) => (
        <div key={field.name} className={css.row}>
          <Value field={field} value={fields[field.name]} onChange={(value) => set(field.name, value)} />
          <ActionIcon
            size="lg"
            aria-label={t('lab:what_if.drop_field', { field: field.label })}
            onClick={() => drop(field.name)}
          >
            <IconX size={15} stroke={1.75} />
          </ActionIcon>
        </div>
      ))}
      <Select
        aria-label={t('lab:what_if.add_field')}
        placeholder={t('lab:what_if.add_field')}
        data={[...groups].map(([group, items]) => ({
          group,
          items: items.map(({ name, label }) => ({ value: name, label })),
        }))}
        value={null}
        searchable
        onChange={(name) =>
          name !== null && set(name, known.find((field) => field.name === name)?.type === 'boolean' ? true : null)
        }
      />
    </section>
  );
}

type ValueProps = { field: ConditionField; value: unknown; onChange: (value: unknown) => void };

function Value({ field, value, onChange }: ValueProps) {
  const t = useT();
  const { label, type, options = [] } = field;
  if (type === 'number')
    return (
      <NumberInput
        label={label}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next === '' ? null : Number(next))}
      />
    );
  if (type === 'boolean')
    return (
      <div>
        <div className={css.quiet}>{label}</div>
        <SegmentedControl
          size="xs"
          aria-label={label}
          value={String(value)}
          onChange={(next) => onChange(next === 'true')}
          data={[
            { value: 'true', label: t('common:yes') },
            { value: 'false', label: t('common:no') },
          ]}
        />
      </div>
    );
  if (options.length > 0)
    return (
      <Select
        label={label}
        data={options.map((option) => ({ value: option.value, label: option.label ?? option.value }))}
        value={typeof value === 'string' ? value : null}
        onChange={onChange}
      />
    );
  return (
    <TextInput
      label={label}
      type={type === 'date' ? 'date' : 'text'}
      value={typeof value === 'string' ? value : ''}
      placeholder={t('lab:what_if.empty')}
      onChange={(event) => onChange(event.currentTarget.value === '' ? null : event.currentTarget.value)}
    />
  );
}
