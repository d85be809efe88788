import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { sourcesQuery } from '../../lib/sources.ts';
import { membersQuery } from '../../lib/vocabulary.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { Page, PageHeader } from '../../parts/page-header.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { importsQuery } from './api.ts';
import { DropArea } from './drop-area.tsx';
import css from './imports.module.css';
import { useImportColumns } from './list-columns.tsx';
import { UploadCard } from './upload-card.tsx';
import { upload, useUploads } from './uploads.ts';

/** Files that were brought in and those on their way; a dropped file begins its import. */
export function ImportsPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayBring = useMay('imports.run');
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(importsQuery);
  const { data: sources = [] } = useQuery(sourcesQuery({ archived: true }));
  const { data: members = [] } = useQuery(membersQuery);
  const columns = useImportColumns(sources, members);
  const uploads = useUploads();
  const open = useCallback(
    (id: number) => void navigate({ to: '/imports/$importId', params: { importId: id } }),
    [navigate],
  );
  const bring = useCallback(
    (files: File[]) => {
      for (const file of files)
        void upload(file).then((id) => {
          if (id === undefined) return;
          if (files.length === 1 && window.location.pathname === '/imports') open(id);
          else void refetch();
        });
    },
    [open, refetch],
  );
  const imports = data?.pages.flatMap((page) => page.imports) ?? [];
  const empty = !isPending && error === null && imports.length === 0 && uploads.length === 0;

  return (
    <Page wide>
      <PageHeader title={t('imports:title')} lead={t('imports:lead')} />
      <div className={css.stack}>
        {mayBring && <DropArea onFiles={bring} large={empty} />}
        {uploads.map((each) => (
          <UploadCard
            key={each.id}
            upload={each}
            onRetry={() =>
              void upload(each.file, each.id).then((id) => {
                if (id !== undefined) open(id);
              })
            }
          />
        ))}
        {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
        {imports.length > 0 && (
          <PlainTable
            label={t('imports:title')}
            rows={imports}
            rowKey={(row) => row.import_id}
            columns={columns}
            onOpen={(row) => open(row.import_id)}
          />
        )}
        {hasNextPage && (
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('imports:more')}
          </Button>
        )}
      </div>
    </Page>
  );
}
