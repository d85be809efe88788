import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { Meter } from '../../../parts/meter.tsx';
import { PlainTable } from '../../../parts/plain-table.tsx';
import { useBandName } from '../bands.tsx';
import { loadQuery } from './api.ts';
import type { LabProps } from './asked.ts';
import css from './lab.module.css';

/** How many of each owner's open leads are in the best band, now and under the version asked about. */
export function Load({ entry, model, asked: { version } }: LabProps) {
  const t = useT();
  const formats = useFormats();
  const bandName = useBandName(model);
  const { data, error } = useQuery(loadQuery(entry.model_id, { version }));
  if (error !== null) return <InlineError error={error} />;
  if (data === undefined) return <Skeleton height={300} className="pl-late" />;
  if (data.owners.length === 0) return <p className={css.hint}>{t('lab:load.none')}</p>;
  const most = Math.max(1, ...data.owners.flatMap(({ before, after }) => [before ?? 0, after]));
  return (
    <div className={css.stack}>
      <p className={css.hint}>{t('lab:load.text', { band: data.band === null ? '' : bandName(data.band) })}</p>
      <div className={css.narrow}>
        <PlainTable
          label={t('lab:tab.load')}
          rows={data.owners}
          rowKey={(row) => row.owner_id ?? ''}
          columns={[
            {
              id: 'owner',
              label: t('lab:load.owner'),
              cell: (row) => row.name ?? <span className={css.quiet}>{t('lab:load.nobody')}</span>,
            },
            {
              id: 'leads',
              label: t('lab:load.leads'),
              align: 'end',
              width: '120px',
              cell: (row) => formats.number(row.leads),
            },
            {
              id: 'before',
              label: t('builder:moves.now'),
              width: '140px',
              cell: (row) =>
                row.before === null ? (
                  '–'
                ) : (
                  <Meter value={row.before} of={most}>
                    {formats.number(row.before)}
                  </Meter>
                ),
            },
            {
              id: 'after',
              label: t('lab:load.then'),
              width: '140px',
              cell: (row) => (
                <Meter value={row.after} of={most}>
                  {formats.number(row.after)}
                </Meter>
              ),
            },
          ]}
        />
      </div>
    </div>
  );
}
