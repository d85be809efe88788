import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useT } from '../../../../lib/i18n.ts';

type NameInputProps = {
  label: string;
  value: string;
  /** A name may be left out: what is said instead stands as a placeholder. */
  placeholder?: string;
  onChange: (name: string) => void;
};

const LONGEST = 200;

/** The name of a part. Where it has to have one, an empty name is said to be missing and the last one is kept. */
export function NameInput({ label, value, placeholder, onChange }: NameInputProps) {
  const t = useT();
  const [typed, setTyped] = useState<{ text: string; for: string }>();
  const optional = placeholder !== undefined;
  const text = typed !== undefined && typed.for === value ? typed.text : value;
  const missing = !optional && text.trim() === '';
  return (
    <TextInput
      label={label}
      value={text}
      maxLength={LONGEST}
      placeholder={placeholder}
      error={missing ? t('builder:problem.name') : undefined}
      onChange={(event) => {
        const next = event.currentTarget.value;
        const kept = next.trim();
        // What is typed may end in a space on its way to the next word.
        setTyped({ text: next, for: kept === '' && !optional ? value : kept });
        if (kept !== '' || optional) onChange(kept);
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
