import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import type { JourneyPeople } from './api.ts';
import css from './journey.module.css';

type Figures = JourneyPeople['stages'][number];

type StageFiguresProps = {
  /** Undefined until it is known, and for a stage that is not kept yet. */
  figures: Figures | undefined;
  /** Everybody of the profile. */
  people: number;
  sinceName: (key: string) => string;
};

/** Who is at a stage now, how many came this far, and how long it took. */
export function StageFigures({ figures, people, sinceName }: StageFiguresProps) {
  const t = useT();
  const formats = useFormats();
  if (figures === undefined) return <p className={css.figures}>{t('journey:not_counted')}</p>;
  const { leads, reached, days, filter, broken } = figures;
  const share = formats.percent(people === 0 ? 0 : reached / people);
  const median = days === null ? 0 : Number(days.median.toFixed(days.median < 10 ? 1 : 0));
  return (
    <div className={css.figures}>
      <p className={css.here}>
        {filter === null ? (
          t('journey:leads_here', { count: leads })
        ) : (
          <Link to="/leads" search={{ kind: 'lead', filter }}>
            {t('journey:leads_here', { count: leads })}
          </Link>
        )}
        {figures.people !== leads && <span>{t('journey:people_here', { count: figures.people })}</span>}
      </p>
      <p>{t('journey:came', { count: reached, share })}</p>
      {days !== null && (
        <p title={t('journey:days_of', { count: days.people })}>
          {days.median < 0.5
            ? t('journey:same_day', { stage: sinceName(days.since) })
            : t('journey:days', {
                count: median,
                shown: formats.value(median),
                stage: sinceName(days.since),
              })}
        </p>
      )}
      {broken && <p className={css.broken}>{t('journey:broken')}</p>}
    </div>
  );
}

/** How many fit the profile, and how many of them have not come to the first stage. */
export function JourneySum({ people: { people, leads, before } }: { people: JourneyPeople }) {
  const t = useT();
  const formats = useFormats();
  const waiting = t('journey:before', { count: before.people });
  return (
    <p className={css.sum}>
      {t('journey:fit', { count: people, leads: formats.number(leads) })}
      {before.people > 0 && (
        <>
          {' '}
          {before.filter === null ? (
            waiting
          ) : (
            <Link to="/leads" search={{ kind: 'all', filter: before.filter }}>
              {waiting}
            </Link>
          )}
        </>
      )}
    </p>
  );
}
