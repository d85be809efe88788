import type { CardLead, PersonCard } from '../../../src/flow/work/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useNow } from '../../lib/now.ts';
import { KeyValue, KeyValues } from '../../parts/key-values.tsx';
import css from './lead.module.css';

/** The lead itself: since when, from where, about what; earlier ones below. For an interest, what it still lacks. */
export function LeadFacts({ card }: { card: PersonCard }) {
  const t = useT();
  const formats = useFormats();
  const { standing } = card;
  return (
    <div className={css.facts}>
      {card.kind === 'interest' && <p className={css.why}>{t('lead:interest_why')}</p>}
      {card.leads.map((lead) => (
        <OneLead key={lead.lead_id} lead={lead} />
      ))}
      <KeyValues label={t('lead:known.title')}>
        {card.first_source !== null && (
          <KeyValue name={t('lead:known.first_source')}>{card.first_source.name}</KeyValue>
        )}
        {standing !== null && (
          <>
            <KeyValue name={t('lead:known.first_touch')}>{formats.dateTime(standing.first_touch_at)}</KeyValue>
            <KeyValue name={t('lead:known.last_touch')}>{formats.dateTime(standing.last_touch_at)}</KeyValue>
            <KeyValue name={t('lead:known.touches')}>{formats.number(standing.touch_count)}</KeyValue>
          </>
        )}
      </KeyValues>
    </div>
  );
}

function OneLead({ lead }: { lead: CardLead }) {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const closed = lead.closed_at !== null;
  return (
    <KeyValues label={t(closed ? 'lead:fact.closed_title' : 'lead:fact.title')}>
      <KeyValue name={t('lead:fact.stage')}>{stageName(lead.stage, t)}</KeyValue>
      {lead.subject !== '' && <KeyValue name={t('lead:fact.subject')}>{lead.subject}</KeyValue>}
      <KeyValue name={t('lead:fact.opened')}>
        {formats.dateTime(lead.opened_at)} <span className={css.quiet}>{formats.ago(lead.opened_at, now)}</span>
      </KeyValue>
      {lead.source !== null && <KeyValue name={t('lead:fact.source')}>{lead.source.name}</KeyValue>}
      {lead.closed_at !== null && <KeyValue name={t('lead:fact.closed')}>{formats.dateTime(lead.closed_at)}</KeyValue>}
      {lead.close_reason !== null && <KeyValue name={t('lead:fact.close_reason')}>{lead.close_reason}</KeyValue>}
    </KeyValues>
  );
}

function stageName(stage: string, t: ReturnType<typeof useT>): string {
  const known = (['new'] as const).find((key) => key === stage);
  return known === undefined ? stage : t(`common:stage.${known}`);
}
