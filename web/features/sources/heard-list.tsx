import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Source } from '../../../src/flow/capture/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useNow } from '../../lib/now.ts';
import { heardQuery } from './api.ts';
import css from './sources.module.css';

/** The last things heard from a source, as they arrive; and whether some of it could not be understood. */
export function HeardList({ source }: { source: Source }) {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const { data } = useQuery(heardQuery(source.source_id));
  if (data === undefined) return null;
  return (
    <>
      {data.latest.length === 0 && <p className={css.hint}>{t('sources:heard.nothing')}</p>}
      <ul className={css.heard}>
        {data.latest.map((touch, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two touches can be alike in everything that is told of them
          <li key={`${touch.received_at} ${at}`}>
            <span className="pl-truncate" title={touch.url ?? undefined}>
              {touch.event ?? touch.url ?? touch.type}
            </span>
            <time dateTime={touch.received_at} title={formats.dateTime(touch.received_at)}>
              {formats.ago(touch.received_at, Math.max(now, Date.parse(touch.received_at)))}
            </time>
          </li>
        ))}
      </ul>
      {data.unreadable_waiting > 0 && (
        <p className={css.hint}>
          <Link to="/sources/unreadable" search={{ source: source.source_id }} className={css.link}>
            {t('sources:heard.unreadable', {
              count: data.unreadable_waiting,
              shown: formats.number(data.unreadable_waiting),
            })}
          </Link>
        </p>
      )}
    </>
  );
}
