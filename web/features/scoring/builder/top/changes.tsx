import { Button, Popover } from '@mantine/core';
import type { ChangeLine } from '../../../../../src/model/diff/describe-changes.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { ChangeList } from '../../change-list.tsx';
import css from './top.module.css';

type ChangesProps = { changes: readonly ChangeLine[]; fresh: boolean; onDiscard: () => void };

/** How many things the draft changes; behind it each in words, and the way back to the live version. */
export function Changes({ changes, fresh, onDiscard }: ChangesProps) {
  const t = useT();
  const formats = useFormats();
  if (fresh || changes.length === 0) return null;
  return (
    <Popover width={440} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button variant="subtle" size="xs">
          {t('builder:bar.changes', { count: changes.length, shown: formats.number(changes.length) })}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={12} aria-label={t('builder:bar.changes_title')}>
        <div className={css.changes}>
          <ChangeList changes={changes} />
        </div>
        <div className={css.changesFoot}>
          <Button variant="subtle" color="gray" size="xs" onClick={onDiscard}>
            {t('builder:bar.discard')}
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
