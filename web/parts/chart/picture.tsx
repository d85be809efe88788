import { ActionIcon, Skeleton, Tooltip, useComputedColorScheme } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { baseOption, type ChartColors, type ChartOption, readColors } from './option.ts';
import css from './picture.module.css';

const EChart = lazy(() => import('./echart.tsx'));

type PictureProps = {
  /** What is seen, as a sentence. */
  title: ReactNode;
  /** Units, the number of cases, and a warning where there are too few to judge. */
  note?: ReactNode;
  height: number;
  /** The chart in the present colours, over the base that all pictures share. */
  option: (colors: ChartColors, base: ChartOption) => ChartOption;
  /** The same as a table, behind a key press: head, then rows. */
  table: { head: string[]; rows: (string | number)[][] };
  onSelect?: (series: string, index: number) => void;
  /** What lies over the drawing: lines to pull, marks to press. */
  overlay?: ReactNode;
};

/** The frame of every picture: a title that says what is seen, units and cases, the picture or its table. */
export function Picture({ title, note, height, option, table, onSelect, overlay }: PictureProps) {
  const t = useT();
  const scheme = useComputedColorScheme('light');
  const language = useLanguage();
  const [asTable, setAsTable] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has other colours
  const drawn = useMemo(() => {
    const colors = readColors();
    return option(colors, baseOption(colors));
  }, [option, scheme]);
  const other = asTable ? t('parts:picture.as_picture') : t('parts:picture.as_table');
  return (
    <figure className={css.picture}>
      <figcaption className={css.head}>
        <div className={css.words}>
          <div className={css.title}>{title}</div>
          {note != null && <div className={css.note}>{note}</div>}
        </div>
        <Tooltip label={other}>
          <ActionIcon size="sm" aria-label={other} aria-pressed={asTable} onClick={() => setAsTable((now) => !now)}>
            {asTable ? <IconChartLine size={15} stroke={1.75} /> : <IconTable size={15} stroke={1.75} />}
          </ActionIcon>
        </Tooltip>
      </figcaption>
      {asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
        <div className={css.scroll} style={{ maxHeight: Math.max(height, 220) }} tabIndex={0}>
          <table className={css.table}>
            <thead>
              <tr>
                {table.head.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map((row) => (
                <tr key={row.join('|')}>
                  {row.map((cell, at) => (
                    <td key={table.head[at]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <div className={css.drawing}>
          <Suspense fallback={<Skeleton height={height} className="pl-late" />}>
            <EChart option={drawn} height={height} look={`${scheme} ${language}`} onSelect={onSelect} />
          </Suspense>
          {overlay}
        </div>
      )}
    </figure>
  );
}
