import { Group, MultiSelect, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { ValueEditorProps } from 'react-querybuilder';
import type { CountValue, Operator, Span } from '../../../src/conditions/format.ts';
import { useT } from '../../lib/i18n.ts';
import type { BuilderField } from './controls.tsx';
import css from './editor.module.css';
import type { Suggest } from './suggest.ts';
import { TextsInput } from './texts-input.tsx';
import { type ConditionField, valueKind } from './value-kind.ts';

const asNumber = (value: string | number): number | '' => (value === '' ? '' : Number(value));
const asList = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value == null || value === '' ? [] : [value];

/** The control for a comparison's value, by the type of the field and the operator. */
export function ValueInput({ fieldData, operator, value, handleOnChange, context }: ValueEditorProps<BuilderField>) {
  const t = useT();
  const field = fieldData.ours as ConditionField | undefined;
  if (field === undefined) return null;
  const label = t('conditions:value');
  const options = (field.options ?? []).map((option) => ({ value: option.value, label: option.label ?? option.value }));
  const suggest = (context as { suggest?: Suggest } | undefined)?.suggest;
  switch (valueKind(field, operator as Operator)) {
    case 'none':
      return null;
    case 'text':
      return (
        <TextsInput
          single
          label={label}
          field={field.name}
          suggest={suggest}
          value={typeof value === 'string' && value !== '' ? [value] : []}
          onChange={([text = '']) => handleOnChange(text)}
        />
      );
    case 'texts':
      return (
        <TextsInput
          label={label}
          field={field.name}
          suggest={suggest}
          value={asList(value).map(String)}
          onChange={handleOnChange}
        />
      );
    case 'number':
      return (
        <NumberInput
          className={css.value}
          aria-label={label}
          value={value}
          onChange={(next) => handleOnChange(asNumber(next))}
        />
      );
    case 'numbers':
      return (
        <TextsInput
          label={label}
          value={asList(value).map(String)}
          onChange={(texts) => handleOnChange(texts.map(Number).filter((number) => !Number.isNaN(number)))}
        />
      );
    case 'boolean':
      return (
        <SegmentedControl
          size="xs"
          aria-label={label}
          value={String(value)}
          onChange={(next) => handleOnChange(next === 'true')}
          data={[
            { value: 'true', label: t('common:yes') },
            { value: 'false', label: t('common:no') },
          ]}
        />
      );
    case 'option':
      return (
        <Select
          className={css.value}
          aria-label={label}
          data={options}
          value={value === '' ? null : value}
          onChange={(next) => handleOnChange(next ?? '')}
          searchable={options.length > 8}
          allowDeselect={false}
        />
      );
    case 'options':
      return (
        <MultiSelect
          className={css.value}
          aria-label={label}
          data={options}
          value={asList(value).map(String)}
          onChange={handleOnChange}
          searchable={options.length > 8}
          hidePickedOptions
        />
      );
    case 'day':
      return <Day label={label} value={value} onChange={handleOnChange} />;
    case 'number_range':
    case 'day_range':
      return (
        <Range
          days={valueKind(field, operator as Operator) === 'day_range'}
          value={asList(value)}
          onChange={handleOnChange}
        />
      );
    case 'span':
      return <SpanInput value={value as Span} days={field.type === 'date'} onChange={handleOnChange} />;
    case 'count':
      return <CountInput value={value as CountValue} onChange={handleOnChange} />;
  }
}

type DayProps = { label: string; value: unknown; onChange: (day: string) => void };

function Day({ label, value, onChange }: DayProps) {
  return (
    <TextInput
      className={css.day}
      type="date"
      aria-label={label}
      value={typeof value === 'string' ? value.slice(0, 10) : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type RangeProps = { days: boolean; value: unknown[]; onChange: (ends: unknown[]) => void };

function Range({ days, value, onChange }: RangeProps) {
  const t = useT();
  const [from = '', to = ''] = value;
  const ends = [
    { label: t('conditions:from'), end: from, set: (next: unknown) => onChange([next, to]) },
    { label: t('conditions:to'), end: to, set: (next: unknown) => onChange([from, next]) },
  ];
  return (
    <Group gap={6} wrap="nowrap" className={css.range}>
      {ends.map(({ label, end, set }) =>
        days ? (
          <Day key={label} label={label} value={end} onChange={set} />
        ) : (
          <NumberInput
            key={label}
            aria-label={label}
            placeholder={label}
            value={end as number}
            onChange={(next) => set(asNumber(next))}
          />
        ),
      )}
    </Group>
  );
}

type SpanInputProps = { value: Span; days: boolean; onChange: (span: Span) => void };

function SpanInput({ value, days, onChange }: SpanInputProps) {
  const t = useT();
  const units = days ? (['days'] as const) : (['hours', 'days'] as const);
  return (
    <Group gap={6} wrap="nowrap">
      <NumberInput
        className={css.amount}
        aria-label={t('conditions:amount')}
        min={1}
        max={36_500}
        allowDecimal={false}
        value={value.amount}
        onChange={(amount) => onChange({ ...value, amount: Math.max(1, Number(amount)) })}
      />
      <Select
        className={css.unit}
        aria-label={t('conditions:unit')}
        data={units.map((unit) => ({ value: unit, label: t(`conditions:units.${unit}`, { count: value.amount }) }))}
        value={value.unit}
        onChange={(unit) => onChange({ ...value, unit: unit === 'hours' ? 'hours' : 'days' })}
        allowDeselect={false}
      />
    </Group>
  );
}

type CountInputProps = { value: CountValue; onChange: (value: CountValue) => void };

function CountInput({ value, onChange }: CountInputProps) {
  const t = useT();
  return (
    <Group gap={6} wrap="nowrap">
      <NumberInput
        className={css.amount}
        aria-label={t('conditions:how_often')}
        min={0}
        allowDecimal={false}
        value={value.count}
        onChange={(count) => onChange({ ...value, count: Math.max(0, Number(count)) })}
      />
      <span className={css.words}>{t('conditions:times_within')}</span>
      <NumberInput
        className={css.amount}
        aria-label={t('conditions:within_days')}
        placeholder="∞"
        min={1}
        value={value.within_days ?? ''}
        onChange={(days) => onChange(days === '' ? { count: value.count } : { ...value, within_days: Number(days) })}
      />
      <span className={css.words}>{t('conditions:units.days', { count: value.within_days ?? 0 })}</span>
    </Group>
  );
}
