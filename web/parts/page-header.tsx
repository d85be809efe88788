import type { ReactNode } from 'react';
import css from './page-header.module.css';

type PageHeaderProps = {
  title: ReactNode;
  /** Beside the title, muted: a count, a state. */
  note?: ReactNode;
  /** One sentence on what the screen is for. */
  lead?: ReactNode;
  /** Buttons at the right end. */
  actions?: ReactNode;
};

/** The head of a screen: what it is and what can be done with all of it. */
export function PageHeader({ title, note, lead, actions }: PageHeaderProps) {
  return (
    <div className={css.header}>
      <div className={css.words}>
        <h1 className={css.title}>
          {title}
          {note != null && <span className={css.note}>{note}</span>}
        </h1>
        {lead != null && <p className={css.lead}>{lead}</p>}
      </div>
      {actions != null && <div className={css.actions}>{actions}</div>}
    </div>
  );
}

/** The width and margins of a screen that is read rather than scanned: settings, forms, one thing at a time. */
export function Page({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={css.page} data-wide={wide}>
      {children}
    </div>
  );
}
