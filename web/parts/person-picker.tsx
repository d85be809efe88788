import { Combobox, useCombobox } from '@mantine/core';
import { cloneElement, type ReactElement, useEffect, useState } from 'react';
import { useT } from '../lib/i18n.ts';
import { Initials } from './initials.tsx';

export type PickablePerson = { id: string; name: string };

type PersonPickerProps = {
  opened: boolean;
  onOpened: (opened: boolean) => void;
  people: PickablePerson[];
  /** What choosing nobody is called. */
  none: string;
  label: string;
  /** The present one, marked in the list. */
  value?: string | null;
  onPick: (person: PickablePerson | null) => void;
  /** The button that opens the list. */
  children: ReactElement<{ onClick?: () => void }>;
};

const NOBODY = '';

/** Picks a colleague from a list that is searched while typing; opens from its button or from outside, by a key. */
export function PersonPicker({ opened, onOpened, people, none, label, value, onPick, children }: PersonPickerProps) {
  const t = useT();
  const [wanted, setWanted] = useState('');
  const combobox = useCombobox({
    opened,
    onOpenedChange: (next) => onOpened(next),
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus follows opening and nothing else
  useEffect(() => {
    if (!opened) return;
    setWanted('');
    const frame = requestAnimationFrame(() => combobox.focusSearchInput());
    return () => cancelAnimationFrame(frame);
  }, [opened]);
  const matching = people.filter((person) =>
    person.name.toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()),
  );
  return (
    <Combobox
      store={combobox}
      width={260}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={(id) => {
        onOpened(false);
        onPick(people.find((person) => person.id === id) ?? null);
      }}
    >
      <Combobox.Target targetType="button">
        {cloneElement(children, { onClick: () => onOpened(!opened) })}
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={wanted}
          onChange={(event) => {
            setWanted(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
          placeholder={t('parts:picker.search')}
          aria-label={label}
        />
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={label}>
          {wanted === '' && (
            <Combobox.Option value={NOBODY} active={value === null}>
              <span className="pl-muted">{none}</span>
            </Combobox.Option>
          )}
          {matching.map((person) => (
            <Combobox.Option key={person.id} value={person.id} active={person.id === value}>
              <span style={{ display: 'flex', alignItems: 'center', gap: 8 }}>
                <Initials name={person.name} />
                <span className="pl-truncate">{person.name}</span>
              </span>
            </Combobox.Option>
          ))}
          {matching.length === 0 && <Combobox.Empty>{t('parts:picker.nobody')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
