import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Door, Source, Unreadable } from '../../../src/flow/capture/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useNow } from '../../lib/now.ts';
import { useMay } from '../../lib/session.ts';
import { CodeBlock } from '../../parts/code-block.tsx';
import { confirmAction } from '../../parts/confirm.ts';
import { Tag } from '../../parts/tag.tsx';
import { unreadableOneQuery, useDismiss } from './api.ts';
import css from './sources.module.css';
import { useReplaying } from './use-replaying.ts';

type UnreadableItemProps = { item: Unreadable; source: Source | undefined };

/** One thing that was not understood: from where, what was wrong; opened, the body as it came. */
export function UnreadableItem({ item, source }: UnreadableItemProps) {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const mayWrite = useMay('sources.write');
  const [opened, setOpened] = useState(false);
  const { replay, replaying } = useReplaying();
  const dismiss = useDismiss();
  const choice = { unreadable_ids: [item.unreadable_id] };
  const [first, ...others] = item.problems;
  const askToDismiss = async () => {
    const sure = await confirmAction({
      title: t('sources:dismiss.one_title'),
      text: t('sources:dismiss.text'),
      confirm: t('sources:dismiss.one'),
      cancel: t('common:action.cancel'),
    });
    if (sure) dismiss.mutate(choice);
  };
  return (
    <li className={css.item}>
      <div className={css.itemHead}>
        <UnstyledButton className={css.itemButton} onClick={() => setOpened(!opened)} aria-expanded={opened}>
          <IconChevronRight size={15} stroke={1.75} className={css.chevron} data-opened={opened} />
          <span className={css.itemWords}>
            <span className={css.problem}>
              {first === undefined ? t('sources:unreadable.no_problem') : sayProblem(first)}
              {others.length > 0 && ` ${t('sources:unreadable.more_problems', { count: others.length })}`}
            </span>
            <span className={css.facts}>
              <Tag>{t(`sources:door.${item.door satisfies Door}`)}</Tag> {source?.name}
              {' · '}
              <time dateTime={item.received_at} title={formats.dateTime(item.received_at)}>
                {formats.ago(item.received_at, now)}
              </time>
            </span>
          </span>
        </UnstyledButton>
        {mayWrite && item.state === 'waiting' && (
          <span className={css.itemActions}>
            <Button size="xs" variant="default" loading={replaying} onClick={() => replay(choice)}>
              {t('sources:replay.one')}
            </Button>
            <Button
              size="xs"
              variant="subtle"
              color="gray"
              loading={dismiss.isPending}
              onClick={() => void askToDismiss()}
            >
              {t('sources:dismiss.one')}
            </Button>
          </span>
        )}
      </div>
      {opened && <Opened item={item} />}
    </li>
  );
}

function Opened({ item }: { item: Unreadable }) {
  const t = useT();
  const formats = useFormats();
  const cut = item.body.length < item.body_chars;
  const { data: whole } = useQuery({ ...unreadableOneQuery(item.unreadable_id), enabled: cut });
  return (
    <div className={css.opened}>
      <ul className={css.problems}>
        {item.problems.map((problem) => (
          <li key={sayProblem(problem)}>{sayProblem(problem)}</li>
        ))}
      </ul>
      <div className={css.body}>
        <CodeBlock code={pretty((whole ?? item).body)} label={t('sources:unreadable.body')} />
      </div>
      <p className={css.facts}>
        {item.content_type} ·{' '}
        {t('sources:unreadable.chars', { count: item.body_chars, shown: formats.number(item.body_chars) })}
      </p>
    </div>
  );
}

function sayProblem({ path, message }: Unreadable['problems'][number]): string {
  return path.length === 0 ? message : `${path.join('.')}: ${message}`;
}

/** JSON with line breaks, everything else as it is. */
function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
