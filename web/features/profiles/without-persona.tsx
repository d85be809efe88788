import { Link } from '@tanstack/react-router';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import type { Profiles } from './api.ts';
import { fitsNone } from './filters.ts';
import css from './profiles.module.css';

/** How many leads fit none of the personas, and the way to them. Nothing where there is no persona, or no lead. */
export function WithoutPersona({ list }: { list: Profiles }) {
  const t = useT();
  const formats = useFormats();
  const { leads, leads_without_persona: without, profiles } = list;
  if (without === null || leads === 0) return null;
  if (without === 0) return <p className={css.without}>{t('profiles:all_fit')}</p>;
  const personas = profiles.filter(({ kind, archived_at }) => kind === 'persona' && archived_at === null);
  return (
    <p className={css.without}>
      {t('profiles:without', {
        count: without,
        leads: formats.number(leads),
        share: formats.percent(without / leads),
      })}{' '}
      <Link to="/leads" search={{ kind: 'lead', filter: fitsNone(personas.map(({ key }) => key)) }}>
        {t('profiles:show_them')}
      </Link>
    </p>
  );
}
