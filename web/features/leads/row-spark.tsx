import { useQuery } from '@tanstack/react-query';
import { makeBatch } from '../../lib/batch.ts';
import { Spark } from '../../parts/spark.tsx';
import { fetchSparks } from './api.ts';

const findSpark = makeBatch(fetchSparks, 100);

/** The course of the last 30 days beside a score; asked for once for all rows that came into view together. */
export function RowSpark({ personId }: { personId: number }) {
  const { data } = useQuery({
    queryKey: ['person', personId, 'spark'],
    queryFn: async () => (await findSpark(personId)) ?? null,
    staleTime: 5 * 60_000,
    gcTime: 60_000,
  });
  return <Spark values={data ?? []} />;
}
