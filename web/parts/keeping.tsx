import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCloudUpload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';
import { useFormats } from '../lib/formats.ts';
import { useT } from '../lib/i18n.ts';
import { readError } from '../lib/read-error.ts';
import { ApiError } from '../lib/request.ts';
import type { KeepState, Kept } from '../lib/use-keeping.ts';
import { membersQuery } from '../lib/vocabulary.ts';
import { confirmAction } from './confirm.ts';
import { InlineError } from './error-state.tsx';
import css from './keeping.module.css';

/** How long (milliseconds) somebody who leaves waits for what is being saved before they are asked. */
const PATIENCE_MS = 3000;

type WordsProps = {
  keeping: KeepState<unknown, unknown>;
  /** Since when it is kept (ISO text), null for never. */
  at: string | null;
  /** What stands there while nothing has ever been kept. */
  never?: string;
};

/** Whether what is on the screen is kept, in a word, and why it is tried again. */
export function KeepWords({ keeping, at, never = '' }: WordsProps) {
  const t = useT();
  const formats = useFormats();
  const { state } = keeping;
  const bad = state === 'invalid' || state === 'failed' || state === 'conflict';
  const Icon = bad ? IconAlertTriangle : state === 'kept' ? IconCheck : IconCloudUpload;
  const text = (() => {
    if (state === 'failed')
      return keeping.again
        ? `${t('parts:keeping.failed')} · ${readError(keeping.error, t).title}`
        : t('parts:keeping.invalid');
    if (state !== 'kept') return t(`parts:keeping.${state}`);
    return at === null ? never : t('parts:keeping.kept', { at: formats.time(at) });
  })();
  return (
    <span className={css.words} data-bad={bad} role="status">
      {text !== '' && <Icon size={14} stroke={1.75} />}
      <span>{text}</span>
    </span>
  );
}

type QuestionsProps = {
  keeping: {
    state: KeepState<unknown, unknown>;
    flush: () => Promise<unknown>;
    keepMine: () => void;
    takeTheirs: () => void;
  };
};

/** What has to be said or decided before what is on the screen is kept: a refusal, a conflict, or that somebody leaves without it. */
export function KeepQuestions({ keeping: { state, flush, keepMine, takeTheirs } }: QuestionsProps) {
  useAskBeforeLeaving(state.state, flush);
  if (state.state === 'conflict') return <KeepConflict theirs={state.theirs} onMine={keepMine} onTheirs={takeTheirs} />;
  if (state.state !== 'failed' || state.again) return null;
  return (
    <div className={css.refused}>
      <InlineError error={state.error} />
    </div>
  );
}

/** Sends what waits before another screen is shown; where it cannot be sent, asks whether to leave without it. */
function useAskBeforeLeaving(state: KeepState<unknown>['state'], flush: () => Promise<unknown>) {
  const t = useT();
  const asking = useRef<Promise<boolean>>(undefined);
  const mayLeave = async () => {
    if (state !== 'invalid' && state !== 'conflict' && (await isSent(flush()))) return true;
    return confirmAction({
      title: t('parts:keeping.leave.title'),
      text: t('parts:keeping.leave.text'),
      confirm: t('parts:keeping.leave.confirm'),
      cancel: t('parts:keeping.leave.stay'),
    });
  };
  useBlocker({
    disabled: state === 'kept',
    shouldBlockFn: async ({ current, next }) => {
      // Another part of the same screen; the builder's says in its search which model it is of.
      if (next.pathname === current.pathname && modelOf(next.search) === modelOf(current.search)) return false;
      asking.current ??= mayLeave().finally(() => {
        asking.current = undefined;
      });
      return !(await asking.current);
    },
  });
}

const modelOf = (search: object): unknown => ('model' in search ? search.model : undefined);

/** Whether it was sent in time. Who is signed out sends no more, so there is nothing to stay for. */
function isSent(sending: Promise<unknown>): Promise<boolean> {
  return Promise.race([
    sending.then(
      () => true,
      (error) => error instanceof ApiError && error.code === 'not_signed_in',
    ),
    new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false)),
  ]);
}

type ConflictProps = { theirs: Kept<unknown, unknown>; onMine: () => void; onTheirs: () => void };

/** Two have edited the same: who, when, and which of both goes on. */
function KeepConflict({ theirs: { by, at }, onMine, onTheirs }: ConflictProps) {
  const t = useT();
  const formats = useFormats();
  const { data: members = [] } = useQuery(membersQuery);
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
