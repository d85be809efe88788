import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useNow } from '../../lib/now.ts';
import { useMe } from '../../lib/session.ts';
import { daysQuery } from './api.ts';
import { lastDays, type Period, tallyBySource } from './days.ts';

/** The days of a period in the workspace's zone, and what every source brought on them. */
export function usePeriod(period: Period) {
  const { workspace } = useMe();
  const now = useNow();
  const zone = workspace?.time_zone ?? 'UTC';
  const today = lastDays(now, zone, 1)[0] ?? '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the days are others only when today is another
  const days = useMemo(() => lastDays(now, zone, period), [today, zone, period]);
  const query = useQuery({
    ...daysQuery(days[0] ?? today, days.at(-1) ?? today),
    placeholderData: keepPreviousData,
  });
  const tallies = useMemo(() => tallyBySource(query.data ?? [], days), [query.data, days]);
  return { days, tallies, error: query.error, retry: query.refetch };
}
