import { Skeleton } from '@mantine/core';
import type { ImportPreview } from '../../../src/flow/capture/import/contract.ts';
import { useT } from '../../lib/i18n.ts';
import css from './imports.module.css';

type PreviewTableProps = { preview: ImportPreview | undefined; stale: boolean };

/** The first rows of a file as its layout reads them, all columns side by side. */
export function PreviewTable({ preview, stale }: PreviewTableProps) {
  const t = useT();
  if (preview === undefined) return <Skeleton height={320} className="pl-late" />;
  return (
    <section className={css.preview} data-stale={stale} aria-label={t('imports:file.rows')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div className={css.previewScroll} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col" className={css.rowNo}>
                <span className={css.spoken}>{t('imports:file.row_number')}</span>
              </th>
              {preview.columns.map(({ column }) => (
                <th key={column} scope="col" title={column}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {preview.rows.map((cells, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their number
              <tr key={index}>
                <td className={css.rowNo}>{index + 1}</td>
                {preview.columns.map(({ column }, at) => (
                  <td key={column} title={cells[at]}>
                    {cells[at]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
