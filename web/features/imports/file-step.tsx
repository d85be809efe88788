import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Import } from '../../../src/flow/capture/import/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { ErrorState, InlineError } from '../../parts/error-state.tsx';
import { Section } from '../../parts/section.tsx';
import { previewQuery, problemOf, useChangeImport } from './api.ts';
import css from './imports.module.css';
import { LayoutForm } from './layout-form.tsx';
import { PreviewTable } from './preview-table.tsx';

/** What we understood of the file, to be corrected: its encoding, how cells are parted, the header, and its first rows. */
export function FileStep({ row, onNext }: { row: Import; onNext: () => void }) {
  const t = useT();
  const formats = useFormats();
  const change = useChangeImport(row.import_id);
  const { data: preview, error, isFetching, refetch } = useQuery(previewQuery(row));
  return (
    <>
      <Section title={t('imports:file.title')} text={t('imports:file.text')}>
        {row.layout !== null && (
          <LayoutForm layout={row.layout} onChange={(layout) => change.mutate({ layout })} locked={row.rows_read > 0} />
        )}
        <InlineError error={problemOf(row)} />
      </Section>
      <Section
        title={t('imports:file.rows')}
        text={
          preview &&
          t('imports:file.seen', {
            rows: t('imports:rows', { count: preview.rows.length, shown: formats.number(preview.rows.length) }),
            columns: t('imports:columns', {
              count: preview.columns.length,
              shown: formats.number(preview.columns.length),
            }),
          })
        }
      >
        {error !== null ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <PreviewTable preview={preview} stale={isFetching || change.isPending} />
        )}
        {preview?.rows.length === 0 && (
          <p className={css.warning} role="status">
            {t('imports:file.no_rows')}
          </p>
        )}
      </Section>
      <div className={css.foot}>
        <Button onClick={onNext} disabled={error !== null || preview?.rows.length === 0}>
          {t('imports:file.next')}
        </Button>
      </div>
    </>
  );
}
