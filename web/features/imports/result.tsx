import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Import, ImportCounts } from '../../../src/flow/capture/import/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { InlineError } from '../../parts/error-state.tsx';
import { ProgressCard } from '../../parts/progress-card.tsx';
import { problemOf, useActOnImport } from './api.ts';
import { Counts } from './counts.tsx';
import css from './imports.module.css';
import { Rejects } from './rejects.tsx';

/** What came of an import, or how far it got before it stopped, and the way on. */
export function Result({ row }: { row: Import }) {
  const t = useT();
  const formats = useFormats();
  const start = useActOnImport(row.import_id, 'start');
  const done = row.state === 'done';
  const took =
    row.started_at !== null && row.finished_at !== null
      ? Math.max(1, Math.round((Date.parse(row.finished_at) - Date.parse(row.started_at)) / 1000))
      : undefined;
  const read = t('imports:running.read', { count: row.rows_read, shown: formats.number(row.rows_read) });
  return (
    <div className={css.stack}>
      <ProgressCard
        title={t(
          `imports:result.${done && row.counts.rejected > 0 ? 'done_but' : (row.state as 'done' | 'failed' | 'cancelled')}`,
        )}
        done={row.bytes_read}
        of={row.bytes}
        state={done ? 'done' : row.state === 'failed' ? 'failed' : 'running'}
        note={
          done && took !== undefined
            ? `${read} · ${t('imports:result.took', { count: took, shown: formats.number(took) })}`
            : read
        }
        actions={
          done ? (
            <Button size="xs" renderRoot={(props) => <Link to="/leads" search={{ kind: 'all' }} {...props} />}>
              {t('imports:result.see_people')}
            </Button>
          ) : (
            <Button size="xs" loading={start.isPending} onClick={() => start.mutate()}>
              {t('imports:result.go_on')}
            </Button>
          )
        }
      />
      <InlineError error={start.error ?? problemOf(row)} />
      <Counts counts={row.counts} />
      <Why counts={row.counts} />
      {row.counts.rejected > 0 && <Rejects row={row} />}
    </div>
  );
}

/** Why not everybody became a lead, where that is so. */
function Why({ counts }: { counts: ImportCounts }) {
  const t = useT();
  const { number } = useFormats();
  if (counts.interests_created === 0) return null;
  return (
    <p className={css.hint}>
      {t('imports:result.why_interests', {
        contact: number(counts.rows_with_contact),
        name: number(counts.rows_with_name),
        kept: number(counts.kept),
      })}
    </p>
  );
}
