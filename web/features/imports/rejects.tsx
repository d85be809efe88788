import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { Import } from '../../../src/flow/capture/import/contract.ts';
import { download } from '../../lib/download.ts';
import { useT } from '../../lib/i18n.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { Section } from '../../parts/section.tsx';
import { rejectsQuery } from './api.ts';
import { Reasons } from './reasons.tsx';
import { RejectRows } from './reject-rows.tsx';

/** The rows that were not kept, with the reason beside each; all of them as a file that can be mended and brought again. */
export function Rejects({ row }: { row: Import }) {
  const t = useT();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    rejectsQuery(row.import_id),
  );
  const save = useMutation({
    mutationFn: () =>
      download({ method: 'GET', path: `/api/imports/${row.import_id}/rejects.csv`, fileName: 'rejected.csv' }),
  });
  return (
    <Section
      title={t('imports:rejects.title')}
      text={t('imports:rejects.text')}
      actions={
        <Button
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} stroke={1.75} />}
          loading={save.isPending}
          onClick={() => save.mutate()}
        >
          {t('imports:rejects.download')}
        </Button>
      }
    >
      <Reasons reasons={row.counts.reasons} />
      {error === null ? (
        <RejectRows rejects={data?.pages.flatMap((page) => page.rejects) ?? []} />
      ) : (
        <ErrorState error={error} onRetry={() => void refetch()} />
      )}
      {hasNextPage && (
        <Button mt={12} variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('imports:more')}
        </Button>
      )}
    </Section>
  );
}
