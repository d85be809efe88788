import { MultiSelect, NumberInput } from '@mantine/core';
import type { Question } from '../../../../../src/flow/learning/interviews/contract.ts';
import { useT } from '../../../../lib/i18n.ts';
import { suggestValues } from '../../../../lib/vocabulary.ts';
import { TextsInput } from '../../../../parts/conditions/texts-input.tsx';
import { answerOf, changeAnswer } from '../answers.ts';
import type { Answers } from '../api.ts';
import css from '../interviews.module.css';
import { useSignalNames } from '../use-signal-names.ts';
import { AskedQuestions } from './asked-questions.tsx';

type AnswerInputsProps = { question: Question; answers: Answers; onChange: (answers: Answers) => void };

/** What is filled in for a question, by its kind; nothing where it is answered in words only. */
export function AnswerInputs({ question, answers, onChange }: AnswerInputsProps) {
  const t = useT();
  const signals = useSignalNames();
  const put = <Q extends Question>(of: Q, change: Partial<Required<Answers>[Q]>) =>
    onChange(changeAnswer(answers, of, change));
  switch (question) {
    case 'industries': {
      const { best, never } = answerOf(answers, question);
      return (
        <div className={css.pair}>
          <Texts
            label={t('interviews:label.best')}
            field="company.industry"
            texts={best}
            onChange={(next) => put(question, { best: next })}
          />
          <Texts
            label={t('interviews:label.never')}
            field="company.industry"
            texts={never}
            onChange={(next) => put(question, { never: next })}
          />
        </div>
      );
    }
    case 'titles': {
      const { decide, look } = answerOf(answers, question);
      return (
        <div className={css.pair}>
          <Texts
            label={t('interviews:label.decide')}
            field="person.title"
            texts={decide}
            onChange={(next) => put(question, { decide: next })}
          />
          <Texts
            label={t('interviews:label.look')}
            field="person.title"
            texts={look}
            onChange={(next) => put(question, { look: next })}
          />
        </div>
      );
    }
    case 'size': {
      const { from, to } = answerOf(answers, question);
      return (
        <div className={css.pair}>
          <Whole label={t('interviews:label.from')} value={from} onChange={(next) => put(question, { from: next })} />
          <Whole label={t('interviews:label.to')} value={to} onChange={(next) => put(question, { to: next })} />
        </div>
      );
    }
    case 'countries':
      return (
        <Texts
          label={t('interviews:label.countries')}
          field="company.country"
          texts={answerOf(answers, question).best}
          onChange={(best) => put(question, { best })}
        />
      );
    case 'before_buying':
      return (
        <MultiSelect
          label={t('interviews:label.signals')}
          data={[...signals].map(([value, label]) => ({ value, label }))}
          value={answerOf(answers, question).signals}
          onChange={(next) => put(question, { signals: next })}
          searchable
          clearable
          nothingFoundMessage={t('interviews:no_signal')}
        />
      );
    case 'hopeless':
      return (
        <Texts
          label={t('interviews:label.signs')}
          texts={answerOf(answers, question).signs}
          onChange={(signs) => put(question, { signs })}
        />
      );
    case 'time_to_contract':
      return (
        <Whole
          label={t('interviews:label.days')}
          value={answerOf(answers, question).days}
          onChange={(days) => put(question, { days })}
        />
      );
    case 'always_ask':
      return (
        <AskedQuestions
          questions={answerOf(answers, question).questions}
          onChange={(questions) => put(question, { questions })}
        />
      );
    case 'before_handover':
      return (
        <Texts
          label={t('interviews:label.known')}
          texts={answerOf(answers, question).known}
          onChange={(known) => put(question, { known })}
        />
      );
    case 'best_customers':
      return null;
  }
}

type TextsProps = { label: string; texts: string[]; field?: string; onChange: (texts: string[]) => void };

function Texts({ label, texts, field, onChange }: TextsProps) {
  return (
    <div className={css.texts}>
      <span className={css.label} aria-hidden="true">
        {label}
      </span>
      <TextsInput
        label={label}
        value={texts}
        onChange={onChange}
        {...(field === undefined ? {} : { field, suggest: suggestValues })}
      />
    </div>
  );
}

type WholeProps = { label: string; value: number | null; onChange: (value: number | null) => void };

function Whole({ label, value, onChange }: WholeProps) {
  return (
    <NumberInput
      className={css.whole}
      label={label}
      value={value ?? ''}
      min={0}
      max={10_000_000}
      allowDecimal={false}
      allowNegative={false}
      thousandSeparator=" "
      hideControls
      onChange={(next) => onChange(typeof next === 'number' ? next : null)}
    />
  );
}
