import { MultiSelect, NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import type { FieldType } from '../../src/conditions/catalogue.ts';
import { optionLabel, type ShownField } from '../lib/fields.ts';
import { useT } from '../lib/i18n.ts';

/** What a field can hold. */
export type FieldInputValue = string | number | boolean | string[] | null;

type FieldInputProps = {
  /** Shown over the input, or only told to a screen reader with `bare`. */
  label: string;
  bare?: boolean;
  type: FieldType;
  field: ShownField;
  value: FieldInputValue;
  onChange: (value: FieldInputValue) => void;
  autoFocus?: boolean;
};

/** The input for one field's value, by its type. An empty input is a missing value. */
export function FieldInput({ label, bare = false, type, field, value, onChange, autoFocus = false }: FieldInputProps) {
  const t = useT();
  const common = bare ? { 'aria-label': label, autoFocus } : { label, autoFocus };
  const options = (field.options ?? []).map((option) => ({ value: option.value, label: optionLabel(field, option) }));
  const texts = Array.isArray(value) ? value : [];
  switch (type) {
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(next === '' ? null : Number(next))}
        />
      );
    case 'boolean':
      return (
        <Select
          {...common}
          clearable
          data={[
            { value: 'true', label: t('common:yes') },
            { value: 'false', label: t('common:no') },
          ]}
          value={typeof value === 'boolean' ? String(value) : null}
          onChange={(next) => onChange(next === null ? null : next === 'true')}
          comboboxProps={{ withinPortal: false }}
        />
      );
    case 'select':
      return (
        <Select
          {...common}
          clearable
          searchable={options.length > 8}
          data={options}
          value={typeof value === 'string' ? value : null}
          onChange={onChange}
          comboboxProps={{ withinPortal: false }}
        />
      );
    case 'list':
      return options.length > 0 ? (
        <MultiSelect
          {...common}
          data={options}
          value={texts}
          onChange={(next) => onChange(next.length > 0 ? next : null)}
          comboboxProps={{ withinPortal: false }}
        />
      ) : (
        <TagsInput {...common} value={texts} onChange={(next) => onChange(next.length > 0 ? next : null)} />
      );
    case 'date':
      return (
        <TextInput
          {...common}
          type="date"
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      );
    case 'instant':
      return (
        <TextInput
          {...common}
          type="datetime-local"
          value={typeof value === 'string' ? localInput(value) : ''}
          onChange={(event) =>
            onChange(event.currentTarget.value === '' ? null : new Date(event.currentTarget.value).toISOString())
          }
        />
      );
    default:
      return typeof value === 'string' && value.length > 80 ? (
        <Textarea
          {...common}
          autosize
          minRows={2}
          maxRows={8}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      ) : (
        <TextInput
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      );
  }
}

/** An instant as a `datetime-local` input writes it, in the browser's own zone. */
function localInput(instant: string): string {
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
