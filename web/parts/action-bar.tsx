import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '../lib/i18n.ts';
import css from './action-bar.module.css';

type ActionBarProps = {
  /** How many are selected, in words. */
  said: ReactNode;
  /** Selects everything that matches instead of only what is ticked. */
  more?: ReactNode;
  children: ReactNode;
  onClear: () => void;
};

/** What can be done to what is selected; floats over the foot of a list while anything is. */
export function ActionBar({ said, more, children, onClear }: ActionBarProps) {
  const t = useT();
  return (
    <div className={css.place} data-action-bar>
      <div className={css.bar} role="toolbar" aria-label={t('parts:selection.actions')}>
        <span className={css.said} aria-live="polite">
          {said}
        </span>
        {more}
        <span className={css.line} />
        {children}
        <Tooltip label={t('parts:table.deselect')}>
          <ActionIcon onClick={onClear} aria-label={t('parts:table.deselect')}>
            <IconX size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}
