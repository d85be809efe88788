import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { makeBatch } from '../../lib/batch.ts';
import { Spark } from '../../parts/spark.tsx';
import { fetchSparks } from './api.ts';

const REST_MS = 150;
const findSpark = makeBatch(fetchSparks, 100);

/** The course of the last 30 days beside a score; asked for once for all rows that came into view together. */
export function RowSpark({ personId }: { personId: number }) {
  const client = useQueryClient();
  const [rested, setRested] = useState(() => client.getQueryData(['person', personId, 'spark']) !== undefined);
  // A row that only flies past is not asked about.
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), REST_MS);
    return () => clearTimeout(timer);
  }, []);
  const { data } = useQuery({
    queryKey: ['person', personId, 'spark'],
    queryFn: async () => (await findSpark(personId)) ?? null,
    staleTime: 5 * 60_000,
    gcTime: 60_000,
    enabled: rested,
  });
  return <Spark values={data ?? []} />;
}
