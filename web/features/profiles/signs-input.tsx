import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import css from './profiles.module.css';
import type { Sign } from './signs.ts';

const MOST = 100;
const EMPTY: Sign = { sign: '', question: '' };

type Row = Sign & { id: number };

/** Signs, each with the question that finds it out, as rows that are written in place. */
export function SignsInput({ signs, onChange }: { signs: Sign[]; onChange: (signs: Sign[]) => void }) {
  const t = useT();
  const formats = useFormats();
  const [rows, setRows] = useState<Row[]>(() => signs.map((sign, id) => ({ ...sign, id })));
  const show = (next: Row[]) => {
    setRows(next);
    onChange(next.map(({ sign, question }) => ({ sign, question })));
  };
  const put = (id: number, change: Partial<Sign>) =>
    show(rows.map((row) => (row.id === id ? { ...row, ...change } : row)));
  const add = () => show([...rows, { ...EMPTY, id: Math.max(-1, ...rows.map(({ id }) => id)) + 1 }]);
  return (
    <div className={css.signRows}>
      {rows.map((row, at) => (
        <div key={row.id} className={css.signRow}>
          <TextInput
            aria-label={t('profiles:form.sign', { number: formats.number(at + 1) })}
            placeholder={t('profiles:form.sign_like')}
            maxLength={200}
            value={row.sign}
            onChange={(event) => put(row.id, { sign: event.currentTarget.value })}
          />
          <TextInput
            aria-label={t('profiles:form.question', { number: formats.number(at + 1) })}
            placeholder={t('profiles:form.question_like')}
            maxLength={500}
            value={row.question}
            onChange={(event) => put(row.id, { question: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={t('profiles:form.remove_sign', { number: formats.number(at + 1) })}
            onClick={() => show(rows.filter(({ id }) => id !== row.id))}
          >
            <IconX size={15} stroke={1.75} />
          </ActionIcon>
        </div>
      ))}
      {rows.length < MOST && (
        <Button className={css.add} variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={add}>
          {t('profiles:form.add_sign')}
        </Button>
      )}
    </div>
  );
}
