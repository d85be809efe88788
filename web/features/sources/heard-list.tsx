import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Source } from '../../../src/flow/capture/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { heardQuery } from '../../lib/sources.ts';
import { HeardTouches } from '../../parts/heard-touches.tsx';
import css from './sources.module.css';

const EVERY_MS = 5000;

/** The last things heard from a source, as they arrive; and whether some of it could not be understood. */
export function HeardList({ source }: { source: Source }) {
  const t = useT();
  const formats = useFormats();
  const { data } = useQuery(heardQuery(source.source_id, EVERY_MS));
  if (data === undefined) return null;
  return (
    <>
      {data.latest.length === 0 ? (
        <p className={css.hint}>{t('sources:heard.nothing')}</p>
      ) : (
        <HeardTouches label={t('sources:heard.title')} touches={data.latest} />
      )}
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
