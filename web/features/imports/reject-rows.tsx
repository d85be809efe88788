import type { ImportReject } from '../../../src/flow/capture/import/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { PlainTable } from '../../parts/plain-table.tsx';
import css from './imports.module.css';
import { useReason } from './reasons.tsx';

/** Rejected rows: the number in the file, why, and the row as it came. */
export function RejectRows({ rejects }: { rejects: readonly ImportReject[] }) {
  const t = useT();
  const formats = useFormats();
  const say = useReason();
  return (
    <PlainTable
      label={t('imports:rejects.title')}
      rows={rejects}
      rowKey={(row) => row.row_no}
      columns={[
        {
          id: 'row',
          label: t('imports:rejects.row'),
          width: '72px',
          cell: (row) => formats.number(row.row_no),
        },
        {
          id: 'reason',
          label: t('imports:rejects.reason'),
          cell: (row) => (
            <span className={css.file}>
              <span>{say(row.reason)}</span>
              <span className={css.rejectDetail}>{row.detail}</span>
            </span>
          ),
        },
        {
          id: 'line',
          label: t('imports:rejects.line'),
          width: '55%',
          wide: true,
          cell: (row) => (
            <code className={css.rejectLine} title={row.line}>
              {row.line}
            </code>
          ),
        },
      ]}
    />
  );
}
