import { Button, Drawer, Popover, UnstyledButton } from '@mantine/core';
import { useDebouncedCallback, useMediaQuery } from '@mantine/hooks';
import { IconFilter, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { Condition } from '../../../src/conditions/format.ts';
import { useFormPopover } from '../../lib/form-popover.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useT } from '../../lib/i18n.ts';
import { ConditionInput, ConditionReading } from './condition-input.tsx';
import { countRules, withoutRule } from './draft.ts';
import css from './filter-bar.module.css';
import type { Suggest } from './suggest.ts';
import type { ConditionField } from './value-kind.ts';

const APPLY_AFTER_MS = 250;

type FilterBarProps = {
  fields: ConditionField[];
  filter: Condition | undefined;
  onFilter: (filter: Condition | undefined) => void;
  /** A condition in the user's words. */
  describe: (condition: Condition) => string;
  suggest?: Suggest;
};

/** A filter as chips, one for each comparison, with the whole condition behind a button and in words under the editor. */
export function FilterBar({ fields, filter, onFilter, describe, suggest }: FilterBarProps) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const small = useMediaQuery('(max-width: 48em)');
  const apply = useDebouncedCallback(onFilter, { delay: APPLY_AFTER_MS, flushOnUnmount: true });
  const form = useFormPopover(setOpened);
  const rules = countRules(filter);
  useHotkeys([{ keys: 'f', label: t('conditions:filter'), group: t('parts:table.keys'), run: () => setOpened(true) }]);

  const editor = (
    <EditorPanel
      fields={fields}
      filter={filter}
      onChange={apply}
      onClear={() => {
        onFilter(undefined);
        setOpened(false);
      }}
      onDone={() => setOpened(false)}
      describe={describe}
      suggest={suggest}
    />
  );
  const button = (
    <Button
      variant={rules > 0 ? 'light' : 'subtle'}
      color={rules > 0 ? 'plum' : 'gray'}
      size="xs"
      leftSection={<IconFilter size={14} stroke={1.75} />}
      onClick={() => setOpened(!opened)}
      aria-expanded={opened}
    >
      {rules > 0 ? t('conditions:filter_count', { count: rules }) : t('conditions:filter')}
    </Button>
  );
  return (
    <div className={css.bar}>
      {small ? (
        <>
          {button}
          <Drawer
            opened={opened}
            onClose={() => setOpened(false)}
            position="bottom"
            size="85%"
            title={t('conditions:filter')}
            closeButtonProps={{ 'aria-label': t('common:action.close') }}
          >
            {editor}
          </Drawer>
        </>
      ) : (
        <Popover opened={opened} {...form.popover} width={700} position="bottom-start" trapFocus returnFocus>
          <Popover.Target>{button}</Popover.Target>
          <Popover.Dropdown p={12} aria-label={t('conditions:filter')} {...form.dropdown}>
            {editor}
          </Popover.Dropdown>
        </Popover>
      )}
      <Chips filter={filter} describe={describe} onFilter={onFilter} onOpen={() => setOpened(true)} />
    </div>
  );
}

type ChipsProps = Pick<FilterBarProps, 'filter' | 'describe' | 'onFilter'> & { onOpen: () => void };

function Chips({ filter, describe, onFilter, onOpen }: ChipsProps) {
  const t = useT();
  if (filter === undefined || filter.rules.length === 0) return null;
  const apart = filter.combinator === 'and' && !filter.not;
  const chips = apart
    ? filter.rules.map((rule, index) => ({
        text: describe({ combinator: 'and', rules: [rule] }),
        rest: withoutRule(filter, index),
      }))
    : [{ text: describe(filter), rest: undefined }];
  return chips.map(({ text, rest }) => (
    <span key={text} className={css.chip}>
      <UnstyledButton className={css.chipText} onClick={onOpen} title={text}>
        {text}
      </UnstyledButton>
      <UnstyledButton
        className={css.chipRemove}
        onClick={() => onFilter(rest)}
        aria-label={t('conditions:remove_named', { condition: text })}
      >
        <IconX size={12} stroke={2} />
      </UnstyledButton>
    </span>
  ));
}

type EditorPanelProps = Omit<FilterBarProps, 'onFilter'> & {
  onChange: (filter: Condition | undefined) => void;
  onClear: () => void;
  onDone: () => void;
};

/** The editor with the condition in words under it. */
function EditorPanel({ fields, filter, onChange, onClear, onDone, describe, suggest }: EditorPanelProps) {
  const t = useT();
  const [said, setSaid] = useState(filter);
  return (
    <div className={css.panel}>
      <ConditionInput
        fields={fields}
        initial={filter}
        suggest={suggest}
        onChange={(condition) => {
          setSaid(condition);
          onChange(condition);
        }}
      />
      <ConditionReading said={said === undefined ? t('conditions:nothing_said') : describe(said)} />
      <div className={css.foot}>
        <Button variant="subtle" color="gray" size="xs" onClick={onClear}>
          {t('conditions:clear')}
        </Button>
        <Button size="xs" onClick={onDone}>
          {t('conditions:done')}
        </Button>
      </div>
    </div>
  );
}
