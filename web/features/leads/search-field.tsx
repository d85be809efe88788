import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useT } from '../../lib/i18n.ts';
import css from './leads.module.css';

const ASK_AFTER_MS = 200;

type SearchFieldProps = { value: string; onSearch: (text: string | undefined) => void };

/** Looks in names, addresses, phones and companies of the list, while one types. */
export function SearchField({ value, onSearch }: SearchFieldProps) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const asked = useRef(value);
  const ask = useDebouncedCallback((text: string) => {
    asked.current = text.trim();
    onSearch(asked.current === '' ? undefined : asked.current);
  }, ASK_AFTER_MS);
  // The address changed from elsewhere (another view, the way back): it is right, what was typed is not.
  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setTyped(value);
  }, [value]);
  const type = (text: string) => {
    setTyped(text);
    ask(text);
  };
  useHotkeys([
    { keys: 's', label: t('leads:search'), group: t('parts:table.keys'), run: () => input.current?.focus() },
  ]);
  return (
    <TextInput
      ref={input}
      className={css.search}
      size="xs"
      type="search"
      placeholder={t('leads:search')}
      aria-label={t('leads:search')}
      leftSection={<IconSearch size={14} stroke={1.75} />}
      rightSection={
        typed === '' ? undefined : (
          <CloseButton size="xs" aria-label={t('leads:search_clear')} onClick={() => type('')} />
        )
      }
      value={typed}
      onChange={(event) => type(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Escape') input.current?.blur();
      }}
    />
  );
}
