import type { CardField } from '../../../src/flow/work/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useNow } from '../../lib/now.ts';
import css from './lead.module.css';

/** Where a field's value came from and how old it is. */
export function Provenance({ origin }: { origin: NonNullable<CardField['origin']> }) {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  return (
    <div className={css.provenance}>
      <strong>{origin.source?.name ?? t('lead:by_hand')}</strong>
      <span>
        {formats.dateTime(origin.occurred_at)} · {formats.ago(origin.occurred_at, now)}
      </span>
    </div>
  );
}
