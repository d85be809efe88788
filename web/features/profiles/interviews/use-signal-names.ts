import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { fieldsQuery } from '../../../lib/vocabulary.ts';

const PREFIX = 'signal.';

/** What the signals that are counted now are called, by key. */
export function useSignalNames(): ReadonlyMap<string, string> {
  const { data: fields } = useQuery(fieldsQuery);
  return useMemo(
    () =>
      new Map(
        (fields ?? [])
          .filter(({ name }) => name.startsWith(PREFIX))
          .map(({ name, label }) => [name.slice(PREFIX.length), label]),
      ),
    [fields],
  );
}
