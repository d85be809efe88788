import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useT } from '../lib/i18n.ts';
import { readError } from '../lib/read-error.ts';
import css from './states.module.css';

type ErrorStateProps = { error: unknown; onRetry?: () => void };

/** What stands where something could not be read: what went wrong in words, and a way to try again. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useT();
  const { title, text, requestId } = readError(error, t);
  return (
    <div className={css.state} role="alert">
      <div className={css.icon} data-bad="true">
        <IconAlertTriangle size={20} stroke={1.75} />
      </div>
      <h2 className={css.title}>{title}</h2>
      {text !== '' && <p className={css.text}>{text}</p>}
      {onRetry !== undefined && (
        <div className={css.action}>
          <Button variant="default" onClick={onRetry}>
            {t('common:action.try_again')}
          </Button>
        </div>
      )}
      {requestId !== undefined && <p className={css.small}>{t('parts:error.request_id', { id: requestId })}</p>}
    </div>
  );
}

/** The same inside a form: one box over the fields. Nothing where there is no error. */
export function InlineError({ error }: { error: unknown }) {
  const t = useT();
  if (error == null) return null;
  const { title, text } = readError(error, t);
  return (
    <div className={css.inline} role="alert">
      <IconAlertTriangle size={16} stroke={1.75} />
      <p>
        <strong>{title}</strong>
        {text !== '' && <> {text}</>}
      </p>
    </div>
  );
}
