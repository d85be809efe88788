import type { ImportCheck } from '../../../src/flow/capture/import/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { type Figure, Figures } from '../../parts/figures.tsx';
import css from './imports.module.css';
import { Reasons } from './reasons.tsx';
import { RejectRows } from './reject-rows.tsx';

/** What can be told as long as the file is not too large to remember who is who. */
const TOLD = ['people_created', 'people_known', 'leads_opened', 'companies_created', 'repeated'] as const;

/** What a dry run found: what would be kept and come of it, why rows would be rejected. */
export function Findings({ check }: { check: ImportCheck }) {
  const t = useT();
  const formats = useFormats();
  const number = formats.number;
  const told = (key: (typeof TOLD)[number]): Figure[] => {
    const value = check[key];
    if (value === null) return [];
    return [{ key, label: t(`imports:check.${key}`), value: number(value), note: t(`imports:check.${key}_why`) }];
  };
  const figures: Figure[] = [
    { key: 'rows', label: t('imports:check.rows'), value: number(check.rows) },
    { key: 'keep', label: t('imports:check.would_keep'), value: number(check.would_keep) },
    ...TOLD.flatMap(told),
    {
      key: 'rejected',
      label: t('imports:check.rejected'),
      value: number(check.rejected),
      ...(check.rejected > 0 ? { tone: 'bad' as const } : {}),
    },
  ];
  return (
    <div className={css.findings}>
      {check.would_keep === 0 && (
        <p className={css.warning} role="status">
          {t(check.rejected === 0 && check.rows > 0 ? 'imports:check.all_repeated' : 'imports:check.nothing_left')}
        </p>
      )}
      <Figures label={t('imports:check.title')} figures={figures} />
      {check.rejected > 0 && (
        <>
          <h3 className={css.subhead}>{t('imports:check.why_rejected')}</h3>
          <Reasons reasons={check.reasons} />
          <h3 className={css.subhead}>{t('imports:check.examples')}</h3>
          <RejectRows rejects={check.examples} />
        </>
      )}
    </div>
  );
}
