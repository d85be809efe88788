import { Button, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCloudUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../lib/formats.ts';
import { useT } from '../lib/i18n.ts';
import { readError } from '../lib/read-error.ts';
import type { KeepState } from '../lib/use-keeping.ts';
import { membersQuery } from '../lib/vocabulary.ts';
import css from './keeping.module.css';

type WordsProps = {
  keeping: KeepState<unknown, unknown>;
  /** Since when it is kept (ISO text), null for never. */
  at: string | null;
  /** What stands there while nothing has ever been kept. */
  never?: string;
};

/** Whether what is on the screen is kept, in a word. */
export function KeepWords({ keeping, at, never = '' }: WordsProps) {
  const t = useT();
  const formats = useFormats();
  const { state } = keeping;
  const bad = state === 'invalid' || state === 'failed' || state === 'conflict';
  const Icon = bad ? IconAlertTriangle : state === 'kept' ? IconCheck : IconCloudUpload;
  const why = state === 'failed' ? readError(keeping.error, t).title : undefined;
  const text =
    state !== 'kept'
      ? t(`parts:keeping.${state}`)
      : at === null
        ? never
        : t('parts:keeping.kept', { at: formats.time(at) });
  return (
    <Tooltip label={why} disabled={why === undefined}>
      <span className={css.words} data-bad={bad} role="status">
        {text !== '' && <Icon size={14} stroke={1.75} />}
        <span>{text}</span>
      </span>
    </Tooltip>
  );
}

type ConflictProps = { keeping: KeepState<unknown, unknown>; onMine: () => void; onTheirs: () => void };

/** Two have edited the same: who, when, and which of both goes on. */
export function KeepConflict({ keeping, onMine, onTheirs }: ConflictProps) {
  const t = useT();
  const formats = useFormats();
  const { data: members = [] } = useQuery(membersQuery);
  if (keeping.state !== 'conflict') return null;
  const { by, at } = keeping.theirs;
  const who = members.find((member) => member.user_id === by)?.name;
  const when = at === null ? '' : formats.time(at);
  return (
    <div className={css.conflict} role="alert">
      <p>
        {who === undefined
          ? t('parts:keeping.somebody_changed', { at: when })
          : t('parts:keeping.changed', { who, at: when })}
      </p>
      <Button size="xs" variant="default" onClick={onTheirs}>
        {t('parts:keeping.theirs')}
      </Button>
      <Button size="xs" variant="default" onClick={onMine}>
        {t('parts:keeping.mine')}
      </Button>
    </div>
  );
}
