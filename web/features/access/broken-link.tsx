import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useT } from '../../lib/i18n.ts';
import { readError } from '../../lib/read-error.ts';
import { ApiError } from '../../lib/request.ts';
import css from './door.module.css';
import { Door } from './door.tsx';

/** Whether the link itself is at fault: used, run out, or not one that was ever made. */
export function isBroken(error: unknown): boolean {
  return (
    error instanceof ApiError && (error.code === 'gone' || error.errors.some(({ path }) => path.at(-1) === 'token'))
  );
}

/** A link that leads nowhere, why, and the way on; without an error the link came without its token. */
export function BrokenLink({ title, error, onRetry }: { title: string; error: unknown; onRetry?: () => void }) {
  const t = useT();
  const passing = error !== null && !isBroken(error);
  const readable = readError(error, t);
  const gone = error instanceof ApiError && error.code === 'gone';
  return (
    <Door title={passing ? readable.title : title} text={passing || gone ? readable.text : t('access:link.not_whole')}>
      <div className={css.form}>
        {passing && (
          <Button size="md" onClick={onRetry}>
            {t('common:action.try_again')}
          </Button>
        )}
        <Button variant="default" size="md" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          {t('access:sign_in.go')}
        </Button>
      </div>
    </Door>
  );
}
