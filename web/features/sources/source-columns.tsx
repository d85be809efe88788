import { Link } from '@tanstack/react-router';
import type { Source } from '../../../src/flow/capture/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useNow } from '../../lib/now.ts';
import { Meter } from '../../parts/meter.tsx';
import type { PlainColumn } from '../../parts/plain-table.tsx';
import { Tag } from '../../parts/tag.tsx';
import { DayBars } from './day-bars.tsx';
import { MEASURES, type Measure, type Period, type Tally } from './days.ts';
import css from './sources.module.css';

/** The columns of the list of sources: what each is, what it brought in the period and on which days, when it was last heard. */
export function useSourceColumns(tallies: Map<number, Tally>, period: Period): PlainColumn<Source>[] {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const most = (read: (tally: Tally) => number) => Math.max(0, ...[...tallies.values()].map(read));
  const measure = (id: Measure): PlainColumn<Source> => ({
    id,
    label: t(`sources:measure.${id}`),
    width: id === 'touches' ? '112px' : '96px',
    wide: id === 'people',
    cell: ({ source_id }) => {
      const value = tallies.get(source_id)?.[id] ?? 0;
      return (
        <Meter value={value} of={most((tally) => tally[id])}>
          <span className={value === 0 ? 'pl-muted' : undefined}>{formats.number(value)}</span>
        </Meter>
      );
    },
  });
  const highest = (tally: Tally | undefined) => Math.max(0, ...(tally?.byDay.touches ?? []));
  return [
    {
      id: 'name',
      label: t('sources:column.source'),
      cell: (source) => (
        <span className={css.name}>
          <span>
            <Link
              to="/sources/$sourceId"
              params={{ sourceId: source.source_id }}
              search={{ days: period }}
              preload={false}
              className={css.nameLink}
            >
              {source.name}
            </Link>{' '}
            {source.archived_at !== null && <Tag>{t('sources:archived')}</Tag>}
          </span>
          <span className={css.facts}>
            {[t(`common:channel.${source.channel}`), source.subject, source.incentive].filter(Boolean).join(' · ')}
          </span>
        </span>
      ),
    },
    ...MEASURES.map(measure),
    {
      id: 'days',
      label: t('sources:column.by_day'),
      width: '152px',
      wide: true,
      cell: ({ source_id, name }) => {
        const tally = tallies.get(source_id);
        if (tally === undefined) return null;
        return (
          <DayBars
            values={tally.byDay.touches}
            most={highest(tally)}
            label={t('sources:bars', { name, most: formats.number(highest(tally)) })}
          />
        );
      },
    },
    {
      id: 'heard',
      label: t('sources:column.heard'),
      width: '124px',
      wide: true,
      cell: ({ last_received_at: at }) =>
        at === null ? (
          <span className="pl-muted">{t('sources:never')}</span>
        ) : (
          <time dateTime={at} title={formats.dateTime(at)} className={css.quiet}>
            {formats.ago(at, now)}
          </time>
        ),
    },
  ];
}
