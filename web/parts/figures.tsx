import type { ReactNode } from 'react';
import css from './figures.module.css';

/** One number of a row of numbers; `tone` marks one that asks for attention. */
export type Figure = { key: string; label: string; value: ReactNode; note?: ReactNode; tone?: 'bad' };

/** Numbers side by side, each over its name: what came of something. */
export function Figures({ label, figures }: { label: string; figures: Figure[] }) {
  return (
    <dl className={css.figures} aria-label={label}>
      {figures.map(({ key, label: name, value, note, tone }) => (
        <div key={key} className={css.figure}>
          <dt className={css.name}>{name}</dt>
          <dd className={css.value} data-tone={tone}>
            {value}
            {note != null && <span className={css.note}>{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
