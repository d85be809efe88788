import { Textarea } from '@mantine/core';
import { useT } from '../../../lib/i18n.ts';
import css from './journey.module.css';
import { listLines } from './stages.ts';

type StageTextProps = {
  label: string;
  placeholder: string;
  maxLength: number;
  text: string;
  /** Undefined for whoever may only read. */
  onChange: ((text: string) => void) | undefined;
};

/** What is known of a stage, a point on each line: written in place, read as a list. */
export function StageText({ label, placeholder, maxLength, text, onChange }: StageTextProps) {
  const t = useT();
  if (onChange === undefined) {
    const lines = listLines(text);
    if (lines.length === 0) return <p className={css.unsaid}>{t('journey:unsaid')}</p>;
    return lines.length === 1 ? (
      <p className={css.text}>{lines[0]}</p>
    ) : (
      <ul className={css.lines}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    );
  }
  return (
    <Textarea
      classNames={{ input: css.textInput }}
      variant="unstyled"
      autosize
      minRows={1}
      aria-label={label}
      placeholder={placeholder}
      maxLength={maxLength}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
