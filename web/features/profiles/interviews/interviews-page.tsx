import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useT } from '../../../lib/i18n.ts';
import { useMay, useMe } from '../../../lib/session.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { Page, PageHeader } from '../../../parts/page-header.tsx';
import { interviewsQuery, useBeginInterview } from './api.ts';
import { InterviewTable } from './interview-table.tsx';
import css from './interviews.module.css';
import { Said } from './said/said.tsx';
import { INTERVIEW_TABS } from './tabs.ts';

/** What those who sell know of customers: who has answered, and what they said. */
export function InterviewsPage() {
  const t = useT();
  const navigate = useNavigate();
  const { user } = useMe();
  const mayAnswer = useMay('people.write');
  const { tab = 'who' } = useSearch({ from: '/frame/scoring/interviews' });
  const { data: interviews, error, refetch } = useQuery(interviewsQuery);
  const begin = useBeginInterview();
  const mine = interviews?.find(({ user_id }) => user_id === user.user_id);
  const answer = () =>
    begin.mutate(undefined, {
      onSuccess: ({ interview_id }) =>
        void navigate({ to: '/scoring/interviews/$interviewId', params: { interviewId: interview_id } }),
    });
  const answerButton = mayAnswer && (
    <Button loading={begin.isPending} onClick={answer}>
      {t(mine === undefined ? 'interviews:answer' : 'interviews:go_on')}
    </Button>
  );
  return (
    <Page wide>
      <PageHeader
        title={t('interviews:title')}
        lead={t('interviews:lead')}
        actions={
          <>
            <Button variant="default" renderRoot={(props) => <Link to="/scoring/profiles" {...props} />}>
              {t('interviews:profiles')}
            </Button>
            {interviews !== undefined && interviews.length > 0 && answerButton}
          </>
        }
      />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {interviews === undefined && error === null && <Skeleton mt={20} height={320} className="pl-late" />}
      {interviews?.length === 0 && (
        <EmptyState
          icon={<IconMessages size={22} stroke={1.75} />}
          title={t('interviews:none')}
          text={t('interviews:none_text')}
          action={answerButton}
        />
      )}
      {interviews !== undefined && interviews.length > 0 && (
        <>
          <SegmentedControl
            className={css.tabs}
            aria-label={t('interviews:title')}
            value={tab}
            onChange={(next) =>
              void navigate({
                to: '/scoring/interviews',
                search: { tab: INTERVIEW_TABS.find((each) => each === next) },
                replace: true,
              })
            }
            data={INTERVIEW_TABS.map((value) => ({ value, label: t(`interviews:tab.${value}`) }))}
          />
          {tab === 'who' ? <InterviewTable interviews={interviews} /> : <Said />}
        </>
      )}
    </Page>
  );
}
