import { Skeleton, Tabs } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { PersonCard } from '../../../src/flow/work/contract.ts';
import { useT } from '../../lib/i18n.ts';
import { personQuery } from '../../lib/person.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { Happened } from './happened.tsx';
import { JourneyStrips } from './journey-strip.tsx';
import css from './lead.module.css';
import { LeadHead } from './lead-head.tsx';
import { Thinking } from './thinking.tsx';
import { Who } from './who.tsx';

/** From this width on the three columns stand side by side; the rail takes the rest of 1280. */
const THREE_COLUMNS_FROM = 1040;
const TABS = ['happened', 'who', 'thinking'] as const;
export type LeadTab = (typeof TABS)[number];

/** One person: who they are, what happened and what is next, what we think of it. */
export function LeadPage() {
  const { personId } = useParams({ from: '/frame/leads/$personId' });
  const { data, error, refetch } = useQuery(personQuery(personId));
  if (error !== null) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingLead />;
  if (data.state === 'merged')
    return <Navigate to="/leads/$personId" params={{ personId: data.merged_into }} replace />;
  return <Lead key={personId} card={data.card} />;
}

function Lead({ card }: { card: PersonCard }) {
  const t = useT();
  const navigate = useNavigate();
  const { ref, width } = useElementSize();
  const { tab = 'happened' } = useSearch({ from: '/frame/leads/$personId' });
  const [lit, setLit] = useState<(string | number)[]>();
  const who = <Who card={card} />;
  const happened = (
    <>
      <JourneyStrips personId={card.person_id} />
      <Happened card={card} lit={lit} />
    </>
  );
  const thinking = <Thinking card={card} onPoint={setLit} />;
  return (
    <div className={css.page} ref={ref}>
      <LeadHead card={card} withScore={width < THREE_COLUMNS_FROM} />
      {width === 0 ? null : width >= THREE_COLUMNS_FROM ? (
        <div className={css.columns}>
          <section className={css.column} aria-label={t('lead:column.who')}>
            {who}
          </section>
          <section className={css.column} aria-label={t('lead:column.happened')}>
            {happened}
          </section>
          <section className={css.column} aria-label={t('lead:column.thinking')}>
            {thinking}
          </section>
        </div>
      ) : (
        <Tabs
          className={css.tabs}
          value={tab}
          keepMounted={false}
          onChange={(next) =>
            void navigate({
              to: '/leads/$personId',
              params: { personId: card.person_id },
              search: { tab: TABS.find((each) => each === next) },
              replace: true,
            })
          }
        >
          <Tabs.List grow={width < 640}>
            {TABS.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {t(`lead:column.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="happened" className={css.panel}>
            {happened}
          </Tabs.Panel>
          <Tabs.Panel value="who" className={css.panel}>
            {who}
          </Tabs.Panel>
          <Tabs.Panel value="thinking" className={css.panel}>
            {thinking}
          </Tabs.Panel>
        </Tabs>
      )}
    </div>
  );
}

function LoadingLead() {
  const t = useT();
  return (
    <div className={css.loading} role="status" aria-label={t('lead:loading')}>
      <Skeleton height={28} width={260} className="pl-late" />
      <Skeleton height={420} className="pl-late" />
    </div>
  );
}
