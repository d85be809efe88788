import { TagsInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { useT } from '../../lib/i18n.ts';
import css from './editor.module.css';
import type { Suggest } from './suggest.ts';

const ASK_AFTER_MS = 150;

type TextsInputProps = {
  label: string;
  value: string[];
  onChange: (texts: string[]) => void;
  /** At most one text. */
  single?: boolean;
  field?: string;
  suggest?: Suggest;
};

/** One text or several, with values from the data offered while typing. What was typed counts also without Enter. */
export function TextsInput({ label, value, onChange, single = false, field, suggest }: TextsInputProps) {
  const t = useT();
  const [offered, setOffered] = useState<string[]>([]);
  const [typed, setTyped] = useState('');
  const ask = useDebouncedCallback((typed: string) => {
    if (field === undefined || suggest === undefined) return;
    void suggest(field, typed).then(setOffered, () => setOffered([]));
  }, ASK_AFTER_MS);
  // Once a text is there, a list that nobody asked for would only stand in the way of what is below.
  const settled = value.length > 0 && typed === '';
  return (
    <TagsInput
      className={css.value}
      classNames={{ inputField: css.typed }}
      aria-label={label}
      placeholder={value.length === 0 ? t('conditions:type_value') : ''}
      value={value}
      onChange={(texts) => onChange(single ? texts.slice(-1) : texts)}
      onFocus={() => ask('')}
      onSearchChange={(text) => {
        setTyped(text);
        ask(text);
      }}
      data={settled ? [] : offered.filter((text) => !value.includes(text))}
      acceptValueOnBlur
      maxDropdownHeight={220}
      splitChars={single ? [] : [',', ';', '\n']}
    />
  );
}
