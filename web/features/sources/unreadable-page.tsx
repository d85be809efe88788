import { Button, SegmentedControl, Select } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { sourcesQuery } from '../../lib/sources.ts';
import { confirmAction } from '../../parts/confirm.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Page, PageHeader } from '../../parts/page-header.tsx';
import { type State, unreadableQuery, useDismiss } from './api.ts';
import css from './sources.module.css';
import { UnreadableItem } from './unreadable-item.tsx';
import { useReplaying } from './use-replaying.ts';

const STATES: readonly State[] = ['waiting', 'replayed', 'dismissed'];

/** What reached a door and could not be understood: kept as it came, to be read again or put aside. */
export function UnreadablePage() {
  const t = useT();
  const formats = useFormats();
  const navigate = useNavigate();
  const mayWrite = useMay('sources.write');
  const { state = 'waiting', source } = useSearch({ from: '/frame/sources/unreadable' });
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    unreadableQuery(state, source),
  );
  const { data: sources = [] } = useQuery(sourcesQuery({ archived: true }));
  const { replay, replaying } = useReplaying();
  const dismiss = useDismiss();
  const items = data?.pages.flatMap((page) => page.unreadable);
  const waiting = data?.pages[0]?.waiting ?? 0;
  const chosen = source === undefined ? {} : { source_id: source };
  const set = (search: { state?: 'replayed' | 'dismissed'; source?: number }) =>
    void navigate({ to: '/sources/unreadable', search: (before) => ({ ...before, ...search }), replace: true });
  const askToDismiss = async () => {
    const sure = await confirmAction({
      title: t('sources:dismiss.all_title'),
      text: t('sources:dismiss.text'),
      confirm: t('sources:dismiss.all'),
      cancel: t('common:action.cancel'),
    });
    if (sure) dismiss.mutate(chosen);
  };
  return (
    <Page wide>
      <PageHeader
        title={
          <>
            <Link to="/sources" className={css.back}>
              {t('sources:title')}
            </Link>
            <span className={css.slash}>/</span>
            {t('sources:unreadable.title')}
          </>
        }
        note={waiting > 0 && t('sources:unreadable.waiting', { count: waiting, shown: formats.number(waiting) })}
        lead={t('sources:unreadable.lead')}
        actions={
          mayWrite &&
          state === 'waiting' &&
          waiting > 0 && (
            <>
              <Button variant="default" loading={dismiss.isPending} onClick={() => void askToDismiss()}>
                {t('sources:dismiss.all')}
              </Button>
              <Button loading={replaying} onClick={() => replay(chosen)}>
                {t('sources:replay.all')}
              </Button>
            </>
          )
        }
      />
      <div className={css.tools}>
        <SegmentedControl
          size="xs"
          aria-label={t('sources:unreadable.shown')}
          value={state}
          onChange={(value) => set({ state: value === 'waiting' ? undefined : (value as 'replayed' | 'dismissed') })}
          data={STATES.map((value) => ({ value, label: t(`sources:state.${value}`) }))}
        />
        <Select
          size="xs"
          clearable
          aria-label={t('sources:unreadable.of_source')}
          placeholder={t('sources:unreadable.of_source')}
          data={sources.map(({ source_id, name }) => ({ value: String(source_id), label: name }))}
          value={source === undefined ? null : String(source)}
          onChange={(id) => set({ source: id === null ? undefined : Number(id) })}
        />
      </div>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {items?.length === 0 && (
        <EmptyState
          icon={<IconInbox size={22} stroke={1.75} />}
          title={t(`sources:unreadable.none_${state}`)}
          text={t('sources:unreadable.none_text')}
        />
      )}
      {items !== undefined && items.length > 0 && (
        <ul className={css.inbox}>
          {items.map((item) => (
            <UnreadableItem
              key={item.unreadable_id}
              item={item}
              source={sources.find((each) => each.source_id === item.source_id)}
            />
          ))}
        </ul>
      )}
      {hasNextPage && (
        <Button mt={16} variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('sources:show_more')}
        </Button>
      )}
    </Page>
  );
}
