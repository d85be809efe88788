import { Button, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCloudUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../../lib/formats.ts';
import { useT } from '../../../../lib/i18n.ts';
import { readError } from '../../../../lib/read-error.ts';
import { membersQuery } from '../../../../lib/vocabulary.ts';
import css from './save.module.css';
import type { Kept, SaveState } from './use-autosave.ts';

/** Whether what is on the screen is kept, in a word. */
export function SaveWords({ save, kept }: { save: SaveState; kept: Kept }) {
  const t = useT();
  const formats = useFormats();
  const bad = save.state === 'invalid' || save.state === 'failed' || save.state === 'conflict';
  const text =
    save.state === 'kept'
      ? kept.saved_at === null
        ? t('builder:save.untouched')
        : t('builder:save.kept', { at: formats.time(kept.saved_at) })
      : t(`builder:save.${save.state}`);
  const why = save.state === 'failed' ? readError(save.error, t).title : undefined;
  return (
    <Tooltip label={why} disabled={why === undefined}>
      <span className={css.words} data-bad={bad} role="status">
        {bad ? (
          <IconAlertTriangle size={14} stroke={1.75} />
        ) : save.state === 'kept' ? (
          <IconCheck size={14} stroke={1.75} />
        ) : (
          <IconCloudUpload size={14} stroke={1.75} />
        )}
        <span>{text}</span>
      </span>
    </Tooltip>
  );
}

type ConflictProps = { save: SaveState; onMine: () => void; onTheirs: () => void };

/** Two have edited the same draft: who, when, and which of both goes on. */
export function Conflict({ save, onMine, onTheirs }: ConflictProps) {
  const t = useT();
  const formats = useFormats();
  const { data: members = [] } = useQuery(membersQuery);
  if (save.state !== 'conflict') return null;
  const { created_by, created_at } = save.theirs;
  const who = members.find((member) => member.user_id === created_by)?.name;
  return (
    <div className={css.conflict} role="alert">
      <p>
        {who === undefined
          ? t('builder:conflict.somebody', { at: formats.time(created_at) })
          : t('builder:conflict.text', { who, at: formats.time(created_at) })}
      </p>
      <Button size="xs" variant="default" onClick={onTheirs}>
        {t('builder:conflict.theirs')}
      </Button>
      <Button size="xs" variant="default" onClick={onMine}>
        {t('builder:conflict.mine')}
      </Button>
    </div>
  );
}
