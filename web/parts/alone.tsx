import type { ReactNode } from 'react';
import css from './states.module.css';

/** What stands by itself in the middle of the page, where no frame is around it. */
export function Alone({ children }: { children: ReactNode }) {
  return <main className={css.alone}>{children}</main>;
}
