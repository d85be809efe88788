import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ModelVersion } from '../../../../src/flow/scoring/contract.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { Page } from '../../../parts/page-header.tsx';
import { type ModelEntry, modelsQuery, versionQuery } from '../api.ts';
import { archivedQuery } from '../models/api.ts';
import { ArchivedModel } from './archived-model.tsx';
import { Workbench } from './workbench.tsx';

/** Where a model is built: its draft, or the live version as the beginning of one. */
export function BuilderPage() {
  const t = useT();
  const search = useSearch({ from: '/frame/scoring/edit' });
  const mayWrite = useMay('scoring.write');
  const { data: models, error, refetch } = useQuery(modelsQuery);
  const model =
    models?.find((each) => each.model_id === search.model) ?? (search.model === undefined ? models?.[0] : undefined);
  const { data: archived } = useQuery({ ...archivedQuery, enabled: models !== undefined && model === undefined });
  const away = model === undefined && archived?.find((each) => each.model_id === search.model);
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (models === undefined || (model === undefined && archived === undefined)) return <Loading />;
  if (away) return <ArchivedModel modelId={away.model_id} name={away.name} mayWrite={mayWrite} />;
  if (model === undefined || !mayWrite)
    return (
      <Page wide>
        <EmptyState
          title={t(model === undefined ? 'builder:no_model.title' : 'builder:may_not.title')}
          text={t(model === undefined ? 'builder:no_model.text' : 'builder:may_not.text')}
        />
      </Page>
    );
  return <Opened key={model.model_id} entry={model} />;
}

/** What the builder began with stays, whatever is saved meanwhile: from there on the workbench knows better. */
function Opened({ entry }: { entry: ModelEntry }) {
  const [began, setBegan] = useState<{ begin: ModelVersion; live: ModelVersion | undefined }>();
  const draft = useQuery({
    ...versionQuery(entry.model_id, entry.draft_version ?? 'live'),
    enabled: began === undefined,
  });
  const live = useQuery({ ...versionQuery(entry.model_id, 'live'), enabled: entry.live_version !== null });
  const begin = draft.data;
  const ready = begin !== undefined && (entry.live_version === null || live.data !== undefined);
  if (began === undefined && ready && !draft.isFetching) setBegan({ begin, live: live.data });
  const failed = draft.error ?? live.error;
  if (began === undefined && failed !== null)
    return (
      <ErrorState
        error={failed}
        onRetry={() => {
          void draft.refetch();
          void live.refetch();
        }}
      />
    );
  if (began === undefined) return <Loading />;
  return <Workbench entry={entry} begin={began.begin} live={live.data ?? began.live} />;
}

function Loading() {
  return (
    <Page wide>
      <Skeleton mt={20} height={560} className="pl-late" />
    </Page>
  );
}
