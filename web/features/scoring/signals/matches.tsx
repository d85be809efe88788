import { Skeleton } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Condition } from '../../../../src/conditions/format.ts';
import type { MatchesAnswer } from '../../../../src/flow/scoring/signal-matches/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useNow } from '../../../lib/now.ts';
import type { ChartColors, ChartOption } from '../../../parts/chart/option.ts';
import { Picture } from '../../../parts/chart/picture.tsx';
import { InlineError } from '../../../parts/error-state.tsx';
import { matchesQuery } from './api.ts';
import css from './signals.module.css';

const ASK_AFTER_MS = 350;

/** Which touches of the last 30 days a signal counts: how many a day, and the latest of them. */
export function Matches({ when }: { when: Condition }) {
  const t = useT();
  const formats = useFormats();
  const [asked] = useDebouncedValue(when, ASK_AFTER_MS);
  const { data, error, isPlaceholderData } = useQuery(matchesQuery(asked));
  const option = useCallback(
    (colors: ChartColors, base: ChartOption): ChartOption => ({
      ...base,
      xAxis: {
        ...base.xAxis,
        type: 'category',
        data: (data?.days ?? []).map(({ day }) => formats.day(`${day}T12:00:00Z`)),
        axisLabel: { fontSize: 11, color: colors['text-3'], hideOverlap: true },
      } as ChartOption['xAxis'],
      yAxis: { ...base.yAxis, type: 'value', minInterval: 1, splitNumber: 2 } as ChartOption['yAxis'],
      series: [
        {
          type: 'bar',
          barWidth: '70%',
          data: (data?.days ?? []).map(({ touches }) => touches),
          itemStyle: { color: colors.accent, borderRadius: [2, 2, 0, 0] },
        },
      ],
    }),
    [data, formats],
  );
  if (error !== null) return <InlineError error={error} />;
  if (data === undefined) return <Skeleton height={160} className="pl-late" />;
  return (
    <div className={css.matches} data-old={isPlaceholderData || asked !== when} aria-live="polite">
      <Picture
        title={t('builder:matches.title', { count: data.touches, shown: formats.number(data.touches) })}
        note={t('builder:matches.note', { count: data.people, shown: formats.number(data.people) })}
        height={110}
        option={option}
        table={{
          head: [t('builder:matches.day'), t('builder:matches.touches')],
          rows: data.days
            .map(({ day, touches }) => [formats.day(`${day}T12:00:00Z`), formats.number(touches)])
            .reverse(),
        }}
      />
      {data.rows.length > 0 ? <Rows rows={data.rows} /> : <p className={css.none}>{t('builder:matches.none')}</p>}
    </div>
  );
}

function Rows({ rows }: { rows: MatchesAnswer['rows'] }) {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  return (
    <ul className={css.rows} aria-label={t('builder:matches.latest')}>
      {rows.map((row) => (
        <li key={row.touch_id} className={css.row}>
          <span className={css.what}>
            <span className="pl-truncate">{row.event ?? row.title ?? row.path ?? row.type}</span>
            {(row.path ?? row.url) !== null && (
              <span className={css.where} title={row.url ?? undefined}>
                {row.path ?? row.url}
              </span>
            )}
          </span>
          <time className={css.time} dateTime={row.occurred_at} title={formats.dateTime(row.occurred_at)}>
            {formats.ago(row.occurred_at, Math.max(now, Date.parse(row.occurred_at)))}
          </time>
        </li>
      ))}
    </ul>
  );
}
