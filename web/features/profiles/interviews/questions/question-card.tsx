import { SegmentedControl, Textarea } from '@mantine/core';
import { isAnswered, QUESTIONS, type Question } from '../../../../../src/flow/learning/interviews/contract.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { answerOf, changeAnswer } from '../answers.ts';
import type { Answers } from '../api.ts';
import css from '../interviews.module.css';
import { AnswerInputs } from './answer-inputs.tsx';
import { AnswerText } from './answer-text.tsx';

const SURE = [1, 2, 3] as const;

type QuestionCardProps = {
  question: Question;
  answers: Answers;
  /** Undefined for somebody else's answers. */
  onChange: ((answers: Answers) => void) | undefined;
};

/** A question with its answer: values, how sure one is of them, and whatever else there is to say. */
export function QuestionCard({ question, answers, onChange }: QuestionCardProps) {
  const t = useT();
  const formats = useFormats();
  const { sure, text } = answerOf(answers, question);
  const name = t(`interviews:question.${question}`);
  const level = SURE.find((each) => each === sure) ?? 2;
  const isText = question === 'best_customers';
  return (
    <section className={css.question} aria-label={name}>
      <h2>
        <span className={css.number}>{formats.number(QUESTIONS.indexOf(question) + 1)}</span>
        {name}
      </h2>
      {onChange === undefined ? (
        isAnswered(answers, question) ? (
          <>
            <AnswerText question={question} answers={answers} />
            {text.trim() !== '' && <p className={css.words}>{text}</p>}
            <p className={css.quiet}>{t(`interviews:sure.${level}`)}</p>
          </>
        ) : (
          <p className={css.quiet}>{t('interviews:unanswered')}</p>
        )
      ) : (
        <>
          <p className={css.hint}>{t(`interviews:hint.${question}`)}</p>
          <AnswerInputs question={question} answers={answers} onChange={onChange} />
          <div className={css.besides}>
            <Textarea
              aria-label={isText ? name : t('interviews:besides_of', { question: name })}
              placeholder={t(isText ? 'interviews:say' : 'interviews:besides')}
              autosize
              minRows={isText ? 3 : 1}
              maxLength={4000}
              value={text}
              onChange={(event) => onChange(changeAnswer(answers, question, { text: event.currentTarget.value }))}
            />
            <SegmentedControl
              size="xs"
              aria-label={t('interviews:sure_of', { question: name })}
              value={String(level)}
              onChange={(value) => onChange(changeAnswer(answers, question, { sure: Number(value) }))}
              data={SURE.map((each) => ({ value: String(each), label: t(`interviews:sure.${each}`) }))}
            />
          </div>
        </>
      )}
    </section>
  );
}
