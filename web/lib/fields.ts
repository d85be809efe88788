import i18next from 'i18next';
import { useMemo } from 'react';
import type { Option } from '../../src/conditions/catalogue.ts';
import { type Formats, useFormats } from './formats.ts';
import { useT } from './i18n.ts';

/** A field as screens name and show it. `label` is the one of the server; built-in fields are translated by their name. */
export type ShownField = {
  name: string;
  type: string;
  label?: string;
  custom?: boolean;
  options?: readonly Option[] | null;
};

type Described = Omit<ShownField, 'options'> & {
  options?: readonly { value: string | number; label?: string }[] | null;
};

/** A field as the server describes it, ready to be shown. */
export function shownField({ options, ...field }: Described): ShownField {
  return {
    ...field,
    options: options?.map(({ value, label }) => ({ value: String(value), ...(label ? { label } : {}) })),
  };
}

/** A field's name in the user's language: its own label for custom ones, the catalogue's for built-in ones. */
export function fieldLabel(field: Pick<ShownField, 'name' | 'label' | 'custom'>): string {
  const key = `fields:${field.name}`;
  if (!field.custom && i18next.exists(key)) return String(i18next.t(key as 'fields:person.title'));
  return field.label ?? field.name;
}

/** A choice of a field in the user's language. */
export function optionLabel(field: Pick<ShownField, 'name' | 'custom'>, option: Option): string {
  const key = `fields:option.${field.name.replace(/^\w+\./, '')}.${option.value}`;
  if (!field.custom && i18next.exists(key)) return String(i18next.t(key as 'fields:person.title'));
  return option.label ?? String(option.value);
}

/** A field's value as text; empty for a missing one. */
export function fieldText(
  field: ShownField,
  value: unknown,
  formats: Formats,
  words: { yes: string; no: string },
): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value))
    return formats.list(value.map((item) => fieldText({ ...field, type: 'select' }, item, formats, words)));
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number') return formats.value(value);
  if (typeof value === 'object') return JSON.stringify(value);
  if (field.name.endsWith('.country')) return formats.country(String(value));
  if (field.name.endsWith('.language')) return formats.language(String(value));
  if (field.type === 'date') return formats.day(`${value}T12:00:00Z`);
  if (field.type === 'instant') return formats.dateTime(String(value));
  const option = field.options?.find((each) => each.value === value) ?? { value: String(value) };
  return field.type === 'select' ? optionLabel(field, option) : String(value);
}

/** `fieldText` in the user's language. */
export function useFieldText(): (field: ShownField, value: unknown) => string {
  const t = useT();
  const formats = useFormats();
  return useMemo(() => {
    const words = { yes: t('common:yes'), no: t('common:no') };
    return (field, value) => fieldText(field, value, formats, words);
  }, [t, formats]);
}
