import type { Question } from '../../../../../src/flow/learning/interviews/contract.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { KeyValue, KeyValues } from '../../../../parts/key-values.tsx';
import { answerOf } from '../answers.ts';
import type { Answers } from '../api.ts';
import { useSignalNames } from '../use-signal-names.ts';

/** What somebody filled in for a question, to be read. */
export function AnswerText({ question, answers }: { question: Question; answers: Answers }) {
  const t = useT();
  const formats = useFormats();
  const signals = useSignalNames();
  const lines = linesOf();
  if (lines.length === 0) return null;
  return (
    <KeyValues label={t(`interviews:question.${question}`)}>
      {lines.map(([name, value]) => (
        <KeyValue key={name} name={name}>
          {value}
        </KeyValue>
      ))}
    </KeyValues>
  );

  function linesOf(): [string, string][] {
    const texts = (name: string, values: readonly string[]): [string, string][] =>
      values.length === 0 ? [] : [[name, formats.list([...values])]];
    const number = (name: string, value: number | null): [string, string][] =>
      value === null ? [] : [[name, formats.number(value)]];
    switch (question) {
      case 'industries': {
        const { best, never } = answerOf(answers, question);
        return [...texts(t('interviews:label.best'), best), ...texts(t('interviews:label.never'), never)];
      }
      case 'titles': {
        const { decide, look } = answerOf(answers, question);
        return [...texts(t('interviews:label.decide'), decide), ...texts(t('interviews:label.look'), look)];
      }
      case 'size': {
        const { from, to } = answerOf(answers, question);
        return [...number(t('interviews:label.from'), from), ...number(t('interviews:label.to'), to)];
      }
      case 'countries':
        return texts(
          t('interviews:label.countries'),
          answerOf(answers, question).best.map((code) => formats.country(code)),
        );
      case 'before_buying':
        return texts(
          t('interviews:label.signals'),
          answerOf(answers, question).signals.map((key) => signals.get(key) ?? key),
        );
      case 'hopeless':
        return texts(t('interviews:label.signs'), answerOf(answers, question).signs);
      case 'time_to_contract':
        return number(t('interviews:label.days'), answerOf(answers, question).days);
      case 'always_ask':
        return answerOf(answers, question).questions.map(({ question: asked, tells }) => [asked, tells]);
      case 'before_handover':
        return texts(t('interviews:label.known'), answerOf(answers, question).known);
      case 'best_customers':
        return [];
    }
  }
}
