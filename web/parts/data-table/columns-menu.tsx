import { ActionIcon, Checkbox, Popover, ScrollArea, TextInput, Tooltip } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconColumns3, IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useT } from '../../lib/i18n.ts';
import { moveColumn, shownColumns, type TableColumn, type TableLayout } from './columns.ts';
import css from './columns-menu.module.css';

type ColumnsMenuProps<Row> = {
  columns: TableColumn<Row>[];
  layout: TableLayout;
  onLayout: (layout: TableLayout) => void;
};

const SEARCH_FROM = 12;

/** Chooses which columns are shown and in which order; by mouse and by keyboard. */
export function ColumnsMenu<Row>({ columns, layout, onLayout }: ColumnsMenuProps<Row>) {
  const t = useT();
  const [wanted, setWanted] = useState('');
  const shown = shownColumns(columns, layout.shown).filter((column) => !column.pinned);
  const hidden = columns.filter((column) => !column.pinned && !shown.includes(column));
  const matches = (column: TableColumn<Row>) => column.label.toLocaleLowerCase().includes(wanted.toLocaleLowerCase());
  const show = (ids: string[]) => onLayout({ ...layout, shown: ids });
  const ids = shown.map((column) => column.id);
  return (
    <Popover position="bottom-end" width={280} trapFocus onClose={() => setWanted('')}>
      <Tooltip label={t('parts:table.columns')}>
        <Popover.Target>
          <ActionIcon aria-label={t('parts:table.columns')}>
            <IconColumns3 size={17} stroke={1.75} />
          </ActionIcon>
        </Popover.Target>
      </Tooltip>
      <Popover.Dropdown p={0} aria-label={t('parts:table.columns')}>
        {columns.length >= SEARCH_FROM && (
          <TextInput
            className={css.search}
            variant="unstyled"
            placeholder={t('parts:table.find_column')}
            aria-label={t('parts:table.find_column')}
            leftSection={<IconSearch size={15} />}
            value={wanted}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        <ScrollArea.Autosize mah={380} type="auto">
          <ul className={css.list}>
            {shown.filter(matches).map((column) => {
              const at = ids.indexOf(column.id);
              return (
                <li key={column.id} className={css.item}>
                  <Checkbox
                    size="xs"
                    checked
                    label={column.label}
                    onChange={() => show(ids.filter((id) => id !== column.id))}
                  />
                  <span className={css.move}>
                    <ActionIcon
                      size="sm"
                      disabled={at === 0}
                      aria-label={t('parts:table.move_up', { name: column.label })}
                      onClick={() => show(moveColumn(ids, column.id, ids[at - 1] as string))}
                    >
                      <IconChevronUp size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size="sm"
                      disabled={at === ids.length - 1}
                      aria-label={t('parts:table.move_down', { name: column.label })}
                      onClick={() => show(moveColumn(ids, column.id, ids[at + 1] as string))}
                    >
                      <IconChevronDown size={14} />
                    </ActionIcon>
                  </span>
                </li>
              );
            })}
          </ul>
          {hidden.some(matches) && <div className={css.rest}>{t('parts:table.hidden_columns')}</div>}
          <ul className={css.list}>
            {hidden.filter(matches).map((column) => (
              <li key={column.id} className={css.item}>
                <Checkbox size="xs" checked={false} label={column.label} onChange={() => show([...ids, column.id])} />
              </li>
            ))}
          </ul>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
