import type { LeadRow } from '../../../src/flow/work/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useNow } from '../../lib/now.ts';
import { GridCell } from '../../parts/band.tsx';
import { WarmScore } from '../../parts/temperature.tsx';
import { useRowName } from './columns.tsx';
import css from './leads.module.css';

/** A lead on a phone: who and where, how good, how recent. */
export function CompactLead({ row }: { row: LeadRow }) {
  const formats = useFormats();
  const now = useNow();
  const name = useRowName()(row);
  const second = [row.title, row.company_name].filter(Boolean).join(', ');
  return (
    <div className={css.compact}>
      <div className={css.compactWho}>
        <span className={css.compactName}>{name}</span>
        <span className={css.company}>{second || row.source?.name}</span>
      </div>
      <div className={css.compactHow}>
        <span className={css.compactScore}>
          <GridCell cell={row.cell} />
          <WarmScore mark="before" points={row.total} band={row.band} temperature={row.temperature} />
        </span>
        <time dateTime={row.last_touch_at} className={css.company}>
          {formats.ago(row.last_touch_at, now)}
        </time>
      </div>
    </div>
  );
}
