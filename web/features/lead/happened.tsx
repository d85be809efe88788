import { Button, SegmentedControl } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { PersonCard, TimelineKind } from '../../../src/flow/work/contract.ts';
import { useT } from '../../lib/i18n.ts';
import { useNow } from '../../lib/now.ts';
import { useMay } from '../../lib/session.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { Timeline } from '../../parts/timeline.tsx';
import { timelineQuery } from './api.ts';
import { Composer } from './composer.tsx';
import css from './lead.module.css';
import { RawTouchDrawer } from './raw-touch.tsx';
import { useTimelineItems } from './timeline-items.tsx';

const FILTERS = {
  all: [],
  touches: ['touch'],
  notes: ['note'],
  changes: ['owner', 'merge', 'temperature'],
} as const satisfies Record<string, readonly TimelineKind[]>;
type Filter = keyof typeof FILTERS;

type HappenedProps = { card: PersonCard; lit: (string | number)[] | undefined };

/** The composer, and below it everything that happened, by day. */
export function Happened({ card, lit }: HappenedProps) {
  const t = useT();
  const now = useNow();
  const mayWrite = useMay('people.write');
  const [filter, setFilter] = useState<Filter>('all');
  const [raw, setRaw] = useState<number>();
  const timeline = useInfiniteQuery(timelineQuery(card.person_id, [...FILTERS[filter]]));
  const entries = useMemo(() => timeline.data?.pages.flatMap((page) => page.entries) ?? [], [timeline.data]);
  const items = useTimelineItems(card.person_id, entries, lit, setRaw);
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = timeline;
  useEffect(() => {
    if (entry?.isIntersecting && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [entry?.isIntersecting, hasNextPage, isFetchingNextPage, fetchNextPage]);

  return (
    <div className={css.happened}>
      {mayWrite && <Composer personId={card.person_id} />}
      <SegmentedControl
        size="xs"
        className={css.filter}
        aria-label={t('lead:filter.label')}
        value={filter}
        onChange={(next) => setFilter(next as Filter)}
        data={Object.keys(FILTERS).map((each) => ({ value: each, label: t(`lead:filter.${each as Filter}`) }))}
      />
      {timeline.isError && <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />}
      <Timeline items={items} now={now} />
      {timeline.isSuccess && entries.length === 0 && <p className={css.quiet}>{t(`lead:nothing.${filter}`)}</p>}
      <div ref={ref} />
      {hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('lead:earlier')}
        </Button>
      )}
      <RawTouchDrawer personId={card.person_id} touchId={raw} onClose={() => setRaw(undefined)} />
    </div>
  );
}
