import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import css from './leads.module.css';

/** How many there are: exact, or said to be about that many. */
export function Count({ count }: { count: { count: number; exact: boolean } | undefined }) {
  const t = useT();
  const formats = useFormats();
  if (count === undefined) return null;
  const shown = count.exact ? formats.number(count.count) : formats.compact(count.count);
  return (
    <span className={css.count} aria-live="polite">
      {t(count.exact ? 'leads:count.exact' : 'leads:count.about', { count: count.count, shown })}
    </span>
  );
}
