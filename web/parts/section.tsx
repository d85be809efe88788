import type { ReactNode } from 'react';
import css from './section.module.css';

type SectionProps = {
  title: ReactNode;
  /** One sentence on what this is for. */
  text?: ReactNode;
  /** Buttons at the right end of the heading. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A part of a screen under its own heading, parted from the next by a hairline. */
export function Section({ title, text, actions, children }: SectionProps) {
  return (
    <section className={css.section}>
      <div className={css.head}>
        <div className={css.words}>
          <h2 className={css.title}>{title}</h2>
          {text != null && <p className={css.text}>{text}</p>}
        </div>
        {actions != null && <div className={css.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  );
}
