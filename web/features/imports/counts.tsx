import type { ImportCounts } from '../../../src/flow/capture/import/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { Figures } from '../../parts/figures.tsx';
import css from './imports.module.css';

/** What came of the rows so far: kept, repeated, rejected; and whom they brought. */
export function Counts({ counts }: { counts: ImportCounts }) {
  const t = useT();
  const { number } = useFormats();
  return (
    <div className={css.counts}>
      <Figures
        label={t('imports:count.of_rows')}
        figures={[
          { key: 'kept', label: t('imports:count.kept'), value: number(counts.kept) },
          { key: 'repeated', label: t('imports:count.repeated'), value: number(counts.repeated) },
          {
            key: 'rejected',
            label: t('imports:count.rejected'),
            value: number(counts.rejected),
            ...(counts.rejected > 0 ? { tone: 'bad' as const } : {}),
          },
        ]}
      />
      <Figures
        label={t('imports:count.of_people')}
        figures={[
          { key: 'people', label: t('imports:count.people'), value: number(counts.people_created) },
          { key: 'companies', label: t('imports:count.companies'), value: number(counts.companies_created) },
          { key: 'leads', label: t('imports:count.leads'), value: number(counts.leads_opened) },
          { key: 'interests', label: t('imports:count.interests'), value: number(counts.interests_created) },
        ]}
      />
    </div>
  );
}
