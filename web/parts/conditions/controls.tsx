import { ActionIcon, Button, SegmentedControl, Select, Switch, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type {
  ActionProps,
  CombinatorSelectorProps,
  FieldSelectorProps,
  FullField,
  NotToggleProps,
  OperatorSelectorProps,
} from 'react-querybuilder';
import type { Operator } from '../../../src/conditions/format.ts';
import { useT } from '../../lib/i18n.ts';
import css from './editor.module.css';
import { NO_FIELD } from './no-field.ts';
import type { ConditionField } from './value-kind.ts';

/** A field as react-querybuilder carries it, with ours inside. */
export type BuilderField = FullField & { ours: ConditionField };

/** Chooses the field of a comparison from a list with headings that can be searched. */
export function FieldSelect({ options, value, handleOnChange, disabled }: FieldSelectorProps) {
  const t = useT();
  const chosen = value !== undefined && value !== '' && value !== NO_FIELD;
  // "Not chosen yet" is what the empty input says, no choice of its own.
  const data = (options as { label: string; options?: { name: string; label: string }[] }[])
    .map((group) => ({
      group: group.label,
      items: (group.options ?? [])
        .filter(({ name }) => name !== NO_FIELD)
        .map(({ name, label }) => ({ value: name, label })),
    }))
    .filter(({ items }) => items.length > 0);
  return (
    <Select
      className={css.field}
      aria-label={t('conditions:field')}
      placeholder={t('conditions:choose_field')}
      data={data}
      value={chosen ? value : null}
      autoFocus={!chosen}
      data-autofocus={!chosen || undefined}
      onChange={(name) => name !== null && handleOnChange(name)}
      disabled={disabled}
      searchable
      // What is typed replaces the name that stands there.
      onClick={(event) => event.currentTarget.select()}
      selectFirstOptionOnChange
      allowDeselect={false}
      maxDropdownHeight={320}
      nothingFoundMessage={t('conditions:no_field')}
      comboboxProps={{ width: 260, position: 'bottom-start' }}
    />
  );
}

/** Chooses how the field is compared. */
export function OperatorSelect({ options, value, handleOnChange, disabled, field }: OperatorSelectorProps) {
  const t = useT();
  const names = options.map((option) => (option as unknown as { name: Operator }).name);
  if (field === NO_FIELD) return null;
  return (
    <Select
      className={css.operator}
      aria-label={t('conditions:comparison')}
      data={names.map((name) => ({ value: name, label: t(`conditions:operator.${name}`) }))}
      value={value ?? null}
      onChange={(operator) => operator !== null && handleOnChange(operator)}
      disabled={disabled}
      allowDeselect={false}
      maxDropdownHeight={320}
      comboboxProps={{ width: 200, position: 'bottom-start' }}
    />
  );
}

/** All of these, or any of these. */
export function CombinatorSwitch({ value, handleOnChange, disabled }: CombinatorSelectorProps) {
  const t = useT();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('conditions:combine')}
      value={value ?? 'and'}
      onChange={handleOnChange}
      disabled={disabled}
      data={[
        { value: 'and', label: t('conditions:all_of') },
        { value: 'or', label: t('conditions:any_of') },
      ]}
    />
  );
}

/** Turns a whole group round. */
export function NotSwitch({ checked = false, handleOnChange, disabled }: NotToggleProps) {
  const t = useT();
  return (
    <Switch
      size="xs"
      checked={checked}
      onChange={(event) => handleOnChange(event.currentTarget.checked)}
      disabled={disabled}
      label={t('conditions:not')}
    />
  );
}

/** Adds a comparison to the group. */
export function AddRule({ handleOnClick, disabled }: ActionProps) {
  const t = useT();
  return (
    <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={handleOnClick} disabled={disabled}>
      {t('conditions:add_rule')}
    </Button>
  );
}

/** Adds a group inside the group. */
export function AddGroup({ handleOnClick, disabled }: ActionProps) {
  const t = useT();
  return (
    <Button
      variant="subtle"
      color="gray"
      size="xs"
      leftSection={<IconPlus size={14} />}
      onClick={handleOnClick}
      disabled={disabled}
    >
      {t('conditions:add_group')}
    </Button>
  );
}

/** Removes the comparison or the group. */
export function Remove({ handleOnClick, disabled }: ActionProps) {
  const t = useT();
  return (
    <Tooltip label={t('conditions:remove')}>
      <ActionIcon onClick={handleOnClick} disabled={disabled} aria-label={t('conditions:remove')}>
        <IconX size={15} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
