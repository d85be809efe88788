import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useNow } from '../../../lib/now.ts';
import { heardQuery } from '../../../lib/sources.ts';
import { HeardTouches } from '../../../parts/heard-touches.tsx';
import css from '../settings.module.css';

const EVERY_MS = 2000;

/** Whether a source is heard, asked every two seconds: says so the moment something arrives that came since one looks. */
export function HeardCheck({ sourceId, waitingFor }: { sourceId: number; waitingFor: string }) {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const { data } = useQuery(heardQuery(sourceId, EVERY_MS));
  // What was the latest when one began to look; told by the server, whose clock it is.
  const [before, setBefore] = useState<string | null>();
  if (data !== undefined && before === undefined) setBefore(data.last_received_at);
  if (data === undefined) return null;
  const last = data.last_received_at;
  const heard = last !== null && before !== undefined && last !== before;
  return (
    <div className={css.heard} data-heard={heard}>
      <p className={css.heardSaid} role="status">
        {heard ? <IconCircleCheckFilled size={18} /> : <span className={css.pulse} aria-hidden="true" />}
        <span>
          <strong>{heard ? t('settings:heard.now') : waitingFor}</strong>{' '}
          {!heard && last !== null && (
            <span title={formats.dateTime(last)}>{t('settings:heard.last', { ago: formats.ago(last, now) })}</span>
          )}
        </span>
      </p>
      {heard && <HeardTouches label={t('settings:heard.now')} touches={data.latest} />}
      {data.unreadable_waiting > 0 && (
        <p className={css.hint}>
          {t('settings:heard.unreadable', {
            count: data.unreadable_waiting,
            shown: formats.number(data.unreadable_waiting),
          })}
        </p>
      )}
    </div>
  );
}
