import type { ReactNode } from 'react';
import css from './tag.module.css';

type TagProps = { children: ReactNode; tone?: 'plain' | 'accent' | 'good' | 'warm' | 'bad' };

/** A short word about a record: its state, its kind. */
export function Tag({ children, tone = 'plain' }: TagProps) {
  return (
    <span className={css.tag} data-tone={tone}>
      {children}
    </span>
  );
}
