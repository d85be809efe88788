import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import type { Member } from '../../../src/access/contract.ts';
import type { Source } from '../../../src/flow/capture/contract.ts';
import type { Import } from '../../../src/flow/capture/import/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useNow } from '../../lib/now.ts';
import { Meter } from '../../parts/meter.tsx';
import type { PlainColumn } from '../../parts/plain-table.tsx';
import { isUnderWay } from './api.ts';
import { formatBytes } from './bytes.ts';
import { ImportStateTag } from './import-state.tsx';
import css from './imports.module.css';

/** The columns of the list of imports: the file, where it stands, what came of it. */
export function useImportColumns(sources: Source[], members: z.infer<typeof Member>[]): PlainColumn<Import>[] {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const count = (id: 'rows' | 'repeated' | 'rejected' | 'people' | 'leads', read: (row: Import) => number) => ({
    id,
    label: t(`imports:count.${id}`),
    align: 'end' as const,
    width: '88px',
    wide: true,
    cell: (row: Import) => {
      if (row.rows_read === 0) return <span className="pl-muted">–</span>;
      const value = read(row);
      return <span className={value === 0 ? 'pl-muted' : undefined}>{formats.number(value)}</span>;
    },
  });
  return [
    {
      id: 'file',
      label: t('imports:column.file'),
      cell: (row) => {
        const source = sources.find((each) => each.source_id === row.source_id)?.name;
        return (
          <span className={css.file}>
            <Link to="/imports/$importId" params={{ importId: row.import_id }} preload={false} className={css.fileName}>
              {row.file_name}
            </Link>
            <span className={css.fileFacts}>
              {[formatBytes(formats.locale, row.bytes), source].filter(Boolean).join(' · ')}
            </span>
          </span>
        );
      },
    },
    { id: 'state', label: t('imports:column.state'), width: '148px', cell: (row) => <StateCell row={row} /> },
    count('rows', (row) => row.rows_read),
    count('people', (row) => row.counts.people_created),
    count('leads', (row) => row.counts.leads_opened),
    count('repeated', (row) => row.counts.repeated),
    count('rejected', (row) => row.counts.rejected),
    {
      id: 'when',
      label: t('imports:column.when'),
      width: '148px',
      wide: true,
      cell: (row) => (
        <span className={css.file}>
          <time dateTime={row.created_at} title={formats.dateTime(row.created_at)}>
            {formats.ago(row.created_at, now)}
          </time>
          <span className={css.fileFacts}>{members.find((each) => each.user_id === row.created_by)?.name}</span>
        </span>
      ),
    },
  ];
}

function StateCell({ row }: { row: Import }) {
  const formats = useFormats();
  if (!isUnderWay(row)) return <ImportStateTag state={row.state} />;
  return (
    <Meter value={row.bytes_read} of={row.bytes}>
      <ImportStateTag state={row.state} /> {formats.percent(row.bytes === 0 ? 0 : row.bytes_read / row.bytes)}
    </Meter>
  );
}
