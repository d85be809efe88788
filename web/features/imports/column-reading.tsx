import { ActionIcon, Button, Indicator, Popover, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { IconAdjustmentsHorizontal, IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ImportValueType, MappedColumn } from '../../../src/flow/capture/import/contract.ts';
import { useFormPopover } from '../../lib/form-popover.ts';
import { useT } from '../../lib/i18n.ts';
import css from './imports.module.css';
import { VALUE_TYPES } from './target-input.tsx';

const AS_TARGET = 'as_target';

type ColumnReadingProps = { entry: MappedColumn; onChange: (entry: MappedColumn) => void };

/** How one column's cells are read: as which type, which values mean nothing, and which are to be written otherwise. */
export function ColumnReading({ entry, onChange }: ColumnReadingProps) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const form = useFormPopover(setOpened);
  const special = entry.type !== undefined || entry.missing !== undefined || entry.values !== undefined;
  const label = t('imports:reading.of_column', { column: entry.column });
  return (
    <Popover opened={opened} {...form.popover} width={340} position="bottom-end" trapFocus>
      <Indicator size={7} offset={4} disabled={!special} color="plum">
        <Popover.Target>
          <ActionIcon aria-label={label} title={label} onClick={() => setOpened(!opened)} aria-expanded={opened}>
            <IconAdjustmentsHorizontal size={16} stroke={1.75} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown aria-label={label} {...form.dropdown}>
        <ReadingForm
          entry={entry}
          onDone={(next) => {
            setOpened(false);
            onChange(next);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

type Pair = { id: number; from: string; to: string };

function ReadingForm({ entry, onDone }: { entry: MappedColumn; onDone: (entry: MappedColumn) => void }) {
  const t = useT();
  const [type, setType] = useState<string>(entry.type ?? AS_TARGET);
  const [missing, setMissing] = useState(entry.missing ?? []);
  const [pairs, setPairs] = useState<Pair[]>(() =>
    Object.entries(entry.values ?? {}).map(([from, to], id) => ({ id, from, to })),
  );
  const setPair = (id: number, part: Partial<Pair>) =>
    setPairs(pairs.map((pair) => (pair.id === id ? { ...pair, ...part } : pair)));
  const done = () => {
    const { column, target } = entry;
    const values = Object.fromEntries(pairs.filter(({ from }) => from.trim() !== '').map(({ from, to }) => [from, to]));
    onDone({
      column,
      target,
      ...(type === AS_TARGET ? {} : { type: type as ImportValueType }),
      ...(missing.length > 0 ? { missing } : {}),
      ...(Object.keys(values).length > 0 ? { values } : {}),
    });
  };
  return (
    <Stack gap="sm">
      <Select
        label={t('imports:reading.type')}
        data={[AS_TARGET, ...VALUE_TYPES].map((value) => ({
          value,
          label: t(`imports:type.${value as ImportValueType | typeof AS_TARGET}`),
        }))}
        value={type}
        onChange={(next) => next !== null && setType(next)}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
      />
      <TagsInput
        label={t('imports:reading.missing')}
        description={t('imports:reading.missing_here')}
        value={missing}
        onChange={setMissing}
        comboboxProps={{ withinPortal: false }}
      />
      <div>
        <div className={css.pairsTitle}>{t('imports:reading.rewrite')}</div>
        {pairs.map((pair) => (
          <div key={pair.id} className={css.pair}>
            <TextInput
              aria-label={t('imports:reading.from')}
              placeholder={t('imports:reading.from')}
              value={pair.from}
              onChange={(event) => setPair(pair.id, { from: event.currentTarget.value })}
            />
            <span aria-hidden="true">→</span>
            <TextInput
              aria-label={t('imports:reading.to')}
              placeholder={t('imports:reading.to')}
              value={pair.to}
              onChange={(event) => setPair(pair.id, { to: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={t('imports:reading.remove')}
              onClick={() => setPairs(pairs.filter(({ id }) => id !== pair.id))}
            >
              <IconX size={14} stroke={1.75} />
            </ActionIcon>
          </div>
        ))}
        <Button
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => setPairs([...pairs, { id: Math.max(0, ...pairs.map(({ id }) => id)) + 1, from: '', to: '' }])}
        >
          {t('imports:reading.add')}
        </Button>
      </div>
      <Button size="xs" onClick={done} style={{ justifySelf: 'end', alignSelf: 'flex-end' }}>
        {t('imports:reading.apply')}
      </Button>
    </Stack>
  );
}
