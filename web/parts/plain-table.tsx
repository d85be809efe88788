import { type ReactNode, useId, useState } from 'react';
import { useHotkeys } from '../lib/hotkeys.ts';
import { useT } from '../lib/i18n.ts';
import css from './plain-table.module.css';

/** One column of a plain table. */
export type PlainColumn<Row> = {
  id: string;
  label: string;
  align?: 'end';
  /** A CSS width; the columns without one share what is left. */
  width?: string;
  /** Left out on a phone. */
  wide?: boolean;
  /** The label is only told to a screen reader. */
  quiet?: boolean;
  cell: (row: Row) => ReactNode;
};

type PlainTableProps<Row> = {
  /** What the rows are, for a screen reader. */
  label: string;
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  columns: PlainColumn<Row>[];
  /** Opens a row by click, or by j, k and Enter. The first cell should hold a link too. */
  onOpen?: (row: Row) => void;
  /** Draws a row paler: archived, revoked, gone. */
  isFaded?: (row: Row) => boolean;
  /** Cells of a row begin at one height, for rows of many lines. */
  top?: boolean;
  /** Rows under a rule at the foot, such as a sum. */
  foot?: ReactNode;
};

/** A table of few rows that are all here: no paging, no selection, columns as they are. */
export function PlainTable<Row>({
  label,
  rows,
  rowKey,
  columns,
  onOpen,
  isFaded,
  top = false,
  foot,
}: PlainTableProps<Row>) {
  const t = useT();
  const id = useId();
  const [active, setActive] = useState(-1);
  const go = (to: number) => {
    const next = Math.max(0, Math.min(to, rows.length - 1));
    setActive(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const group = t('parts:table.keys');
  useHotkeys(
    [
      { keys: 'j', label: t('parts:table.next_row'), group, run: () => go(active + 1) },
      { keys: 'k', label: t('parts:table.previous_row'), group, run: () => go(active - 1) },
      {
        keys: 'Enter',
        label: t('parts:table.open_row'),
        group,
        run: () => {
          const row = rows[active];
          if (row !== undefined) onOpen?.(row);
        },
      },
    ],
    onOpen !== undefined && rows.length > 0,
  );
  return (
    <div className={css.scroll}>
      <table className={css.table} data-top={top} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ id: column, label: name, align, width, wide, quiet }) => (
              <th key={column} scope="col" data-align={align} data-wide={wide} style={width ? { width } : undefined}>
                {quiet ? <span className={css.spoken}>{name}</span> : name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr
              key={rowKey(row)}
              id={`${id}-${index}`}
              data-opens={onOpen !== undefined}
              data-active={index === active}
              data-faded={isFaded?.(row) ?? false}
              onClick={(event) => {
                if ((event.target as HTMLElement).closest('a, button, input, label, [role=menu]') === null)
                  onOpen?.(row);
              }}
            >
              {columns.map(({ id: column, align, width, wide, cell }) => (
                <td key={column} data-align={align} data-wide={wide} data-narrow={width?.endsWith('px')}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {foot != null && <tfoot>{foot}</tfoot>}
      </table>
    </div>
  );
}
