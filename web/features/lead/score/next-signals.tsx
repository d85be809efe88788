import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useNow } from '../../../lib/now.ts';
import { BandBadge } from '../../../parts/band.tsx';
import { nextSignalsQuery } from '../api.ts';
import css from './score.module.css';

/** What would change the score: the three likeliest next signals with their points, and when it falls by itself. */
export function NextSignals({ personId }: { personId: number }) {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const { data } = useQuery({ ...nextSignalsQuery(personId), retry: false });
  if (data === undefined) return null;
  const { signals, next_fall, stand, last_signal } = data;
  return (
    <section className={css.next}>
      <h3 className={css.heading}>{t('lead:ahead.title')}</h3>
      {signals.length === 0 ? (
        <p className={css.quiet}>{t('lead:ahead.none')}</p>
      ) : (
        <ul className={css.signals}>
          {signals.map(({ signal, name, likely, points, after }) => (
            <li key={signal} className={css.signal}>
              <span className={css.name}>
                {name}
                <span className={css.quiet}>
                  {likely === null
                    ? ''
                    : t('lead:ahead.likely', {
                        share: formats.percent(likely.value),
                        count: likely.of,
                        shown: formats.number(likely.of),
                      })}
                </span>
              </span>
              <span className={css.points} data-sign={Math.sign(points)}>
                {formats.signed(points)}
              </span>
              {after.band === stand.band ? (
                <span className={css.to}>→ {formats.number(after.points)}</span>
              ) : (
                <span className={css.to}>
                  → {formats.number(after.points)} <BandBadge band={after.band} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <p className={css.quiet}>
        {last_signal !== null && signals.length > 0 && `${t('lead:ahead.because', { signal: last_signal.name })} `}
        {next_fall === null
          ? t('lead:ahead.never')
          : t('lead:ahead.fall', {
              when: formats.ago(next_fall.at, now),
              at: formats.dateTime(next_fall.at),
              points: formats.number(next_fall.stand.points),
            })}
      </p>
    </section>
  );
}
