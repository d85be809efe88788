import { Progress } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFormats } from '../lib/formats.ts';
import css from './progress-card.module.css';

type ProgressCardProps = {
  title: ReactNode;
  /** Done so far, and of how much; without a known whole the bar only says that work goes on. */
  done: number;
  of: number | null;
  /** What is counted so far or how long it still takes, under the bar. */
  note?: ReactNode;
  /** Stop, open, download. */
  actions?: ReactNode;
  state?: 'running' | 'done' | 'failed';
};

/** A long piece of work: how far it is, and what can be done about it. */
export function ProgressCard({ title, done, of, note, actions, state = 'running' }: ProgressCardProps) {
  const formats = useFormats();
  const share = of === null || of === 0 ? null : Math.min(1, done / of);
  const color = state === 'failed' ? 'red' : state === 'done' ? 'teal' : 'plum';
  return (
    <section className={css.card}>
      <div className={css.head}>
        <div className={css.title}>{title}</div>
        {state === 'running' && share !== null && <span className={css.share}>{formats.percent(share)}</span>}
      </div>
      <Progress
        value={state === 'done' ? 100 : share === null ? 100 : share * 100}
        animated={state === 'running' && share === null}
        striped={state === 'running' && share === null}
        size={6}
        color={color}
        transitionDuration={300}
        aria-label={typeof title === 'string' ? title : undefined}
      />
      <div className={css.foot}>
        <div className={css.note} aria-live="polite">
          {note}
        </div>
        {actions}
      </div>
    </section>
  );
}
