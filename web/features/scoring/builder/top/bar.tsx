import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ChangeLine } from '../../../../../src/model/diff/describe-changes.ts';
import { useFormats } from '../../../../lib/formats.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { useT } from '../../../../lib/i18n.ts';
import type { KeepState } from '../../../../lib/use-keeping.ts';
import { KeepWords } from '../../../../parts/keeping.tsx';
import { Tag } from '../../../../parts/tag.tsx';
import { useBuilder } from '../context.ts';
import { Changes } from './changes.tsx';
import css from './top.module.css';

type BarProps = {
  changes: readonly ChangeLine[];
  liveVersion: number | null;
  keeping: KeepState<unknown, unknown>;
  /** Since when what is on the screen is kept (ISO text), null for never. */
  at: string | null;
  canUndo: boolean;
  canRedo: boolean;
  onUndo: () => void;
  onRedo: () => void;
  onDiscard: () => void;
  onPublish: () => void;
};

/** What is edited, what of it is kept, and what can be done with all of it. */
export function Bar({
  changes,
  liveVersion,
  keeping,
  at,
  canUndo,
  canRedo,
  onUndo,
  onRedo,
  onDiscard,
  onPublish,
}: BarProps) {
  const t = useT();
  const formats = useFormats();
  const { model, modelId, problems } = useBuilder();
  const group = t('builder:keys');
  useHotkeys([
    // Shift makes no other key of it, so both ways arrive as the same one.
    { keys: 'mod+z', label: t('builder:bar.undo'), group, run: (event) => (event.shiftKey ? onRedo() : onUndo()) },
    { keys: 'mod+y', label: t('builder:bar.redo'), group, run: onRedo },
  ]);
  const changed = changes.length > 0 || liveVersion === null;
  return (
    <div className={css.bar}>
      <Tooltip label={t('builder:bar.back')}>
        <ActionIcon
          aria-label={t('builder:bar.back')}
          renderRoot={(props) => <Link to="/scoring" search={{ model: modelId }} {...props} />}
        >
          <IconArrowLeft size={17} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <h1 className={css.title}>{model.name}</h1>
      {changed ? (
        <Tag tone="warm">{t('scoring:draft')}</Tag>
      ) : (
        <Tag tone="good">{t('builder:bar.same', { version: formats.number(liveVersion ?? 0) })}</Tag>
      )}
      <Changes changes={changes} fresh={liveVersion === null} onDiscard={onDiscard} />
      <span className={css.space} />
      <KeepWords keeping={keeping} at={at} never={t('builder:bar.untouched')} />
      <Tooltip label={t('builder:bar.undo')}>
        <ActionIcon aria-label={t('builder:bar.undo')} disabled={!canUndo} onClick={onUndo}>
          <IconArrowBackUp size={17} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t('builder:bar.redo')}>
        <ActionIcon aria-label={t('builder:bar.redo')} disabled={!canRedo} onClick={onRedo}>
          <IconArrowForwardUp size={17} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <Button size="sm" disabled={!changed || problems.length > 0 || keeping.state === 'conflict'} onClick={onPublish}>
        {t('builder:bar.publish')}
      </Button>
    </div>
  );
}
