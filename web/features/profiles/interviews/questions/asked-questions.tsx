import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import css from '../interviews.module.css';

const MOST = 20;

type Asked = { question: string; tells: string };
type Row = Asked & { id: number };

const NOTHING: Asked = { question: '', tells: '' };

type AskedQuestionsProps = { questions: readonly Asked[]; onChange: (questions: Asked[]) => void };

/** Questions that somebody always asks, each with what its answer tells; one row is there to begin with. */
export function AskedQuestions({ questions, onChange }: AskedQuestionsProps) {
  const t = useT();
  const formats = useFormats();
  const [{ said, rows }, setShown] = useState(() => beginRows(questions));
  // What comes from outside (another tab) is taken up.
  if (said !== questions) setShown(beginRows(questions));
  const show = (next: Row[]) => {
    const asked = next.map(({ question, tells }) => ({ question, tells }));
    setShown({ said: asked, rows: next });
    onChange(asked);
  };
  const put = (id: number, change: Partial<Asked>) =>
    show(rows.map((row) => (row.id === id ? { ...row, ...change } : row)));
  return (
    <div className={css.asked}>
      {rows.map(({ id, question, tells }, at) => {
        const number = formats.number(at + 1);
        return (
          <div key={id} className={css.askedRow}>
            <TextInput
              aria-label={t('interviews:asked.question', { number })}
              placeholder={t('interviews:asked.question_like')}
              maxLength={500}
              value={question}
              onChange={(event) => put(id, { question: event.currentTarget.value })}
            />
            <TextInput
              aria-label={t('interviews:asked.tells', { number })}
              placeholder={t('interviews:asked.tells_like')}
              maxLength={200}
              value={tells}
              onChange={(event) => put(id, { tells: event.currentTarget.value })}
            />
            <ActionIcon
              aria-label={t('interviews:asked.remove', { number })}
              onClick={() => show(rows.filter((row) => row.id !== id))}
            >
              <IconX size={15} stroke={1.75} />
            </ActionIcon>
          </div>
        );
      })}
      {rows.length < MOST && (
        <Button
          className={css.add}
          variant="subtle"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => show([...rows, { ...NOTHING, id: Math.max(-1, ...rows.map(({ id }) => id)) + 1 }])}
        >
          {t('interviews:asked.add')}
        </Button>
      )}
    </div>
  );
}

/** The rows of these questions, one to begin with where there are none. */
function beginRows(questions: readonly Asked[]): { said: readonly Asked[]; rows: Row[] } {
  return { said: questions, rows: (questions.length > 0 ? questions : [NOTHING]).map((row, id) => ({ ...row, id })) };
}
