import { Button } from '@mantine/core';
import type { Import } from '../../../src/flow/capture/import/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { confirmAction } from '../../parts/confirm.ts';
import { ProgressCard } from '../../parts/progress-card.tsx';
import { useActOnImport } from './api.ts';
import { Counts } from './counts.tsx';
import css from './imports.module.css';
import { useTimeLeft } from './time-left.ts';
import { usePace } from './use-pace.ts';

/** An import under way: how far, how fast, what has come of it so far. Every tab sees the same. */
export function Running({ row }: { row: Import }) {
  const t = useT();
  const formats = useFormats();
  const cancel = useActOnImport(row.import_id, 'cancel');
  const rows = usePace(row.rows_read, true);
  const timeLeft = useTimeLeft();
  // A dry run has counted the rows; without one, bytes say how far it is, in steps as large as the pieces the file is kept in.
  const [done, of] = row.rows_total === null ? [row.bytes_read, row.bytes] : [row.rows_read, row.rows_total];
  const pace = usePace(done, true);
  const ask = async () => {
    const sure = await confirmAction({
      title: t('imports:cancel.title'),
      text: t('imports:cancel.text', { count: row.rows_read, shown: formats.number(row.rows_read) }),
      confirm: t('imports:cancel.confirm'),
      cancel: t('imports:cancel.keep_on'),
    });
    if (sure) cancel.mutate();
  };
  const note = [
    t('imports:running.read', { count: row.rows_read, shown: formats.number(row.rows_read) }),
    rows === undefined ? undefined : t('imports:running.pace', { shown: formats.number(Math.round(rows)) }),
    pace === undefined || pace <= 0 ? undefined : timeLeft((of - done) / pace),
  ].filter((part) => part !== undefined);
  return (
    <div className={css.stack}>
      <ProgressCard
        title={t('imports:running.title')}
        done={done}
        of={of}
        note={note.join(' · ')}
        actions={
          <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => void ask()}>
            {t('imports:cancel.action')}
          </Button>
        }
      />
      <Counts counts={row.counts} />
      <p className={css.hint}>{t('imports:running.text')}</p>
    </div>
  );
}
