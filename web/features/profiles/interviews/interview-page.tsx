import { Button, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { countAnswered, isAnswered, QUESTIONS } from '../../../../src/flow/learning/interviews/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay, useMe } from '../../../lib/session.ts';
import { useKeeping } from '../../../lib/use-keeping.ts';
import { ErrorState, InlineError } from '../../../parts/error-state.tsx';
import { KeepQuestions, KeepWords } from '../../../parts/keeping.tsx';
import { Page, PageHeader } from '../../../parts/page-header.tsx';
import { type Answers, type Interview, interviewQuery, keptAnswers, putAnswers } from './api.ts';
import css from './interviews.module.css';
import { QuestionCard } from './questions/question-card.tsx';

/** The questions to those who sell, to be answered or read. */
export function InterviewPage() {
  const { interviewId } = useParams({ from: '/frame/scoring/interviews/$interviewId' });
  const { data, error, refetch } = useQuery(interviewQuery(interviewId));
  // What is being written stays on the screen, whatever reading it again says.
  if (data === undefined && error !== null) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <Page>
        <Skeleton mt={20} height={420} className="pl-late" />
      </Page>
    );
  return <Form key={interviewId} interview={data} />;
}

function Form({ interview }: { interview: Interview }) {
  const t = useT();
  const formats = useFormats();
  const client = useQueryClient();
  const { user } = useMe();
  const oneByOne = useMediaQuery('(max-width: 48em)');
  const { interview_id: id, name, user_id } = interview;
  const mayAnswer = useMay('people.write');
  const mine = mayAnswer && user_id === user.user_id;
  const [answers, setAnswers] = useState<Answers>(interview.answers);
  const keeping = useKeeping<Answers>({
    document: answers,
    incoming: keptAnswers(interview),
    isNewer: (revision, than) => revision > than,
    valid: true,
    put: async (next, over) => {
      const saved = await putAnswers(id, next, over);
      client.setQueryData(interviewQuery(id).queryKey, saved);
      return keptAnswers(saved);
    },
    read: async () => keptAnswers(await client.query({ ...interviewQuery(id), staleTime: 0 })),
    show: setAnswers,
  });
  const count = { answered: formats.number(countAnswered(answers)), of: formats.number(QUESTIONS.length) };
  const change = mine ? setAnswers : undefined;
  return (
    <Page>
      <PageHeader
        title={mine ? t('interviews:form.title') : t('interviews:form.title_of', { name })}
        lead={mine ? t('interviews:form.lead') : undefined}
        note={t('interviews:answered', count)}
        actions={
          <div className={css.actions}>
            {mine && <KeepWords keeping={keeping.state} at={keeping.kept.at} />}
            <Button variant="default" renderRoot={(props) => <Link to="/scoring/interviews" search={{}} {...props} />}>
              {t('interviews:form.back')}
            </Button>
          </div>
        }
      />
      <KeepQuestions keeping={keeping} />
      {mine && oneByOne ? (
        <OneByOne answers={answers} onChange={setAnswers} keeping={keeping} />
      ) : (
        <div className={css.questions}>
          {QUESTIONS.map((question) => (
            <QuestionCard key={question} question={question} answers={answers} onChange={change} />
          ))}
        </div>
      )}
    </Page>
  );
}

type OneByOneProps = {
  answers: Answers;
  onChange: (answers: Answers) => void;
  keeping: ReturnType<typeof useKeeping<Answers>>;
};

/** One question at a time, for a phone: what has been answered as a row of marks that lead to each question. */
function OneByOne({ answers, onChange, keeping }: OneByOneProps) {
  const t = useT();
  const formats = useFormats();
  const navigate = useNavigate();
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      QUESTIONS.findIndex((question) => !isAnswered(answers, question)),
    ),
  );
  const question = QUESTIONS[at] ?? QUESTIONS[0];
  const last = at === QUESTIONS.length - 1;
  const finish = useMutation({
    mutationFn: () => keeping.flush(),
    networkMode: 'always',
    meta: { showsErrors: true },
    onSuccess: () => navigate({ to: '/scoring/interviews', search: {} }),
  });
  return (
    <div className={css.single}>
      <nav className={css.marks} aria-label={t('interviews:form.marks')}>
        {QUESTIONS.map((each, place) => (
          <button
            key={each}
            type="button"
            aria-current={place === at ? 'step' : undefined}
            aria-label={t(`interviews:question.${each}`)}
            data-answered={isAnswered(answers, each)}
            onClick={() => setAt(place)}
          />
        ))}
      </nav>
      <p className={css.place}>
        {t('interviews:form.place', { place: formats.number(at + 1), of: formats.number(QUESTIONS.length) })}
      </p>
      <QuestionCard key={question} question={question} answers={answers} onChange={onChange} />
      <InlineError error={keeping.state.state === 'kept' ? null : finish.error} />
      <div className={css.steps}>
        <Button variant="default" disabled={at === 0} onClick={() => setAt(at - 1)}>
          {t('interviews:form.previous')}
        </Button>
        {last ? (
          <Button loading={finish.isPending} onClick={() => finish.mutate()}>
            {t('interviews:form.done')}
          </Button>
        ) : (
          <Button onClick={() => setAt(at + 1)}>{t('interviews:form.next')}</Button>
        )}
      </div>
    </div>
  );
}
