import type { ReactNode } from 'react';
import css from './states.module.css';

type EmptyStateProps = {
  icon?: ReactNode;
  /** What is missing, as a short sentence. */
  title: string;
  /** Why, or what will stand here. */
  text?: ReactNode;
  /** The one step that fixes it; a second, quieter one at most. */
  action?: ReactNode;
  /** Stands for a whole screen, so its title is that of the page. */
  whole?: boolean;
};

/** What stands where nothing is yet: never "no data", but what is missing and the step that mends it. */
export function EmptyState({ icon, title, text, action, whole = false }: EmptyStateProps) {
  const Title = whole ? 'h1' : 'h2';
  return (
    <div className={css.state}>
      {icon != null && <div className={css.icon}>{icon}</div>}
      <Title className={css.title}>{title}</Title>
      {text != null && <p className={css.text}>{text}</p>}
      {action != null && <div className={css.action}>{action}</div>}
    </div>
  );
}
