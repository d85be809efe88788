import { Button } from '@mantine/core';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { readError } from '../../lib/read-error.ts';
import { ApiError } from '../../lib/request.ts';
import { ProgressCard } from '../../parts/progress-card.tsx';
import { formatBytes } from './bytes.ts';
import css from './imports.module.css';
import { useTimeLeft } from './time-left.ts';
import { dropUpload, type Upload } from './uploads.ts';

type UploadCardProps = { upload: Upload; onRetry: () => void };

/** A file on its way: how much has gone and how fast; what went wrong and the way to try again. */
export function UploadCard({ upload, onRetry }: UploadCardProps) {
  const t = useT();
  const { locale } = useFormats();
  const timeLeft = useTimeLeft();
  const { file, sent, since, error } = upload;
  const failed = error !== undefined;
  const unfit = error instanceof ApiError && (error.code === 'file_unreadable' || error.code === 'too_large');
  const whole = sent >= file.size;
  const seconds = (Date.now() - since) / 1000;
  const note = () => {
    if (failed) return <UploadProblem error={error} />;
    if (whole) return t('imports:upload.looking');
    const size = t('imports:upload.sent', { sent: formatBytes(locale, sent), of: formatBytes(locale, file.size) });
    if (seconds < 2 || sent === 0) return size;
    return `${size} · ${timeLeft((file.size - sent) / (sent / seconds))}`;
  };
  return (
    <ProgressCard
      title={file.name}
      done={sent}
      of={whole ? null : file.size}
      state={failed ? 'failed' : 'running'}
      note={note()}
      actions={
        <div className={css.buttons}>
          {failed && !unfit && (
            <Button size="xs" onClick={onRetry}>
              {t('common:action.try_again')}
            </Button>
          )}
          <Button size="xs" variant="default" onClick={() => dropUpload(upload.id)}>
            {failed ? t('imports:upload.drop') : t('imports:upload.stop')}
          </Button>
        </div>
      }
    />
  );
}

function UploadProblem({ error }: { error: unknown }) {
  const t = useT();
  const { title, text, said } = readError(error, t);
  const broken = error instanceof ApiError && error.code === 'offline';
  if (broken)
    return (
      <span role="alert" className={css.problem}>
        {t('imports:upload.broken')}
      </span>
    );
  return (
    <div role="alert">
      <div className={css.problem}>{title}</div>
      <div>{text}</div>
      {said !== undefined && (
        <div className={css.said} lang="en">
          {said}
        </div>
      )}
    </div>
  );
}
