import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCompass } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useT } from '../lib/i18n.ts';
import { readError } from '../lib/read-error.ts';
import css from './states.module.css';

type ErrorStateProps = {
  error: unknown;
  onRetry?: () => void;
  /** Stands for a whole screen, so its title is that of the page. */
  whole?: boolean;
};

/**
 * What stands where something could not be read: what went wrong in words, and a way to try again, or the way back where
 * trying again would not help.
 */
export function ErrorState({ error, onRetry, whole = false }: ErrorStateProps) {
  const t = useT();
  const Title = whole ? 'h1' : 'h2';
  const { title, text, said, requestId, final } = readError(error, t);
  return (
    <div className={css.state} role="alert">
      <div className={css.icon} data-bad={!final}>
        {final ? <IconCompass size={22} stroke={1.75} /> : <IconAlertTriangle size={20} stroke={1.75} />}
      </div>
      <Title className={css.title}>{title}</Title>
      {text !== '' && <p className={css.text}>{text}</p>}
      {said !== undefined && said !== '' && (
        <p className={css.small} lang="en">
          {said}
        </p>
      )}
      {final ? (
        <div className={css.action}>
          <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
            {t('parts:not_found.home')}
          </Button>
        </div>
      ) : (
        onRetry !== undefined && (
          <div className={css.action}>
            <Button variant="default" onClick={onRetry}>
              {t('common:action.try_again')}
            </Button>
          </div>
        )
      )}
      {requestId !== undefined && <p className={css.small}>{t('parts:error.request_id', { id: requestId })}</p>}
    </div>
  );
}

/** The same inside a form: one box over the fields. Nothing where there is no error. */
export function InlineError({ error }: { error: unknown }) {
  const t = useT();
  if (error == null) return null;
  const { title, text, said } = readError(error, t);
  return <Refusal title={title} text={text} said={said} />;
}

type RefusalProps = { title: string; text?: string; said?: string };

/** A box that says in a form why something does not go: `said` is the server's own sentence, for the small print. */
export function Refusal({ title, text = '', said = '' }: RefusalProps) {
  return (
    <div className={css.inline} role="alert">
      <IconAlertTriangle size={16} stroke={1.75} />
      <div>
        <p className={css.what}>{title}</p>
        {text !== '' && <p>{text}</p>}
        {said !== '' && (
          <p className={css.said} lang="en">
            {said}
          </p>
        )}
      </div>
    </div>
  );
}
