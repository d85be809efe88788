import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useT } from '../../../lib/i18n.ts';
import { ErrorState } from '../../../parts/error-state.tsx';
import { Page, PageHeader } from '../../../parts/page-header.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { versionQuery, versionsQuery } from '../api.ts';
import { useArchiveModel } from '../models/api.ts';
import { Outline } from '../outline.tsx';

type ArchivedModelProps = { modelId: number; name: string; mayWrite: boolean };

/** A model that was put away, as it was last: to be read, and to be brought back. */
export function ArchivedModel({ modelId, name, mayWrite }: ArchivedModelProps) {
  const t = useT();
  const archive = useArchiveModel();
  const versions = useQuery(versionsQuery(modelId));
  const last = versions.data?.[0]?.version ?? 0;
  const version = useQuery({ ...versionQuery(modelId, last), enabled: last !== 0 });
  const error = versions.error ?? version.error;
  return (
    <Page wide>
      <PageHeader
        title={name}
        note={<Tag>{t('scoring:models.archived_list')}</Tag>}
        lead={t('builder:archived.text')}
        actions={
          mayWrite && (
            <Button loading={archive.isPending} onClick={() => archive.mutate({ model: modelId, back: true })}>
              {t('builder:archived.restore')}
            </Button>
          )
        }
      />
      {error !== null && <ErrorState error={error} onRetry={() => void versions.refetch()} />}
      {version.data === undefined ? (
        error === null && <Skeleton height={480} className="pl-late" />
      ) : (
        <Outline version={version.data} />
      )}
    </Page>
  );
}
