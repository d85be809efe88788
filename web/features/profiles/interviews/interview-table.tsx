import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { QUESTIONS } from '../../../../src/flow/learning/interviews/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay, useMe } from '../../../lib/session.ts';
import { confirmAction } from '../../../parts/confirm.ts';
import { Initials } from '../../../parts/initials.tsx';
import { Meter } from '../../../parts/meter.tsx';
import { PlainTable } from '../../../parts/plain-table.tsx';
import { sayDone } from '../../../parts/toast.tsx';
import { type InterviewEntry, useRemoveInterview } from './api.ts';
import css from './interviews.module.css';

/** Who has answered, how much and when. */
export function InterviewTable({ interviews }: { interviews: InterviewEntry[] }) {
  const t = useT();
  const formats = useFormats();
  const navigate = useNavigate();
  const { user } = useMe();
  const mayAll = useMay('scoring.write');
  const mayAnswer = useMay('people.write');
  const remove = useRemoveInterview();
  const ask = async ({ interview_id, name }: InterviewEntry) => {
    const sure = await confirmAction({
      title: t('interviews:remove_title', { name }),
      text: t('interviews:remove_text'),
      confirm: t('interviews:remove'),
      cancel: t('common:action.cancel'),
    });
    if (sure) remove.mutate(interview_id, { onSuccess: () => sayDone(t('interviews:removed', { name })) });
  };
  const all = QUESTIONS.length;
  return (
    <PlainTable
      label={t('interviews:tab.who')}
      rows={interviews}
      rowKey={({ interview_id }) => interview_id}
      onOpen={({ interview_id }) =>
        void navigate({ to: '/scoring/interviews/$interviewId', params: { interviewId: interview_id } })
      }
      columns={[
        {
          id: 'who',
          label: t('interviews:column.who'),
          cell: ({ interview_id, name, user_id }) => (
            <span className={css.who}>
              <Initials name={name} />
              <Link to="/scoring/interviews/$interviewId" params={{ interviewId: interview_id }}>
                {user_id === user.user_id ? t('interviews:you', { name }) : name}
              </Link>
            </span>
          ),
        },
        {
          id: 'answered',
          label: t('interviews:column.answered'),
          width: '160px',
          cell: ({ answered }) => (
            <Meter value={answered} of={all}>
              {t('interviews:answered', { answered: formats.number(answered), of: formats.number(all) })}
            </Meter>
          ),
        },
        {
          id: 'when',
          label: t('interviews:column.when'),
          width: '140px',
          wide: true,
          cell: ({ changed_at }) => <span title={formats.dateTime(changed_at)}>{formats.day(changed_at)}</span>,
        },
        {
          id: 'remove',
          label: t('interviews:remove'),
          quiet: true,
          width: '48px',
          align: 'end',
          cell: (interview) =>
            (mayAll || (mayAnswer && interview.user_id === user.user_id)) && (
              <ActionIcon
                aria-label={t('interviews:remove_of', { name: interview.name })}
                onClick={(event) => {
                  event.stopPropagation();
                  void ask(interview);
                }}
              >
                <IconTrash size={15} stroke={1.75} />
              </ActionIcon>
            ),
        },
      ]}
    />
  );
}
