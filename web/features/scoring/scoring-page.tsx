import { Button, Select, Skeleton } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Page, PageHeader } from '../../parts/page-header.tsx';
import { Section } from '../../parts/section.tsx';
import { Tag } from '../../parts/tag.tsx';
import { type ModelEntry, modelsQuery, versionQuery } from './api.ts';
import { Bands } from './bands.tsx';
import { DistributionPicture } from './distribution.tsx';
import { GridCuts } from './grid-cuts.tsx';
import { ModelMenu } from './models/model-menu.tsx';
import { Outline } from './outline.tsx';
import { RescoringProgress } from './rescoring.tsx';
import css from './scoring.module.css';
import { Signals } from './signals.tsx';
import { Versions } from './versions/versions.tsx';

/** The scoring model as it is live or was in an older version, what it does to whom, and its history. */
export function ScoringPage() {
  const t = useT();
  const search = useSearch({ from: '/frame/scoring' });
  const { data: models, error, refetch } = useQuery(modelsQuery);
  const model = models?.find((each) => each.model_id === search.model) ?? models?.[0];
  if (error !== null)
    return (
      <Page wide>
        <ErrorState error={error} onRetry={() => void refetch()} />
      </Page>
    );
  if (models === undefined) return <Loading />;
  if (
    model === undefined ||
    (model.live_version === null && search.version === undefined && model.draft_version === null)
  )
    return (
      <Page wide>
        <PageHeader title={t('scoring:title')} />
        <EmptyState
          icon={<IconTargetArrow size={22} stroke={1.75} />}
          title={t('scoring:none.title')}
          text={t('scoring:none.text')}
        />
      </Page>
    );
  const version = search.version ?? (model.live_version === null ? (model.draft_version ?? 'live') : 'live');
  return <ModelView key={model.model_id} models={models} model={model} wanted={version} />;
}

type ModelViewProps = { models: ModelEntry[]; model: ModelEntry; wanted: number | 'live' };

function ModelView({ models, model, wanted }: ModelViewProps) {
  const t = useT();
  const formats = useFormats();
  const { data: version, error, refetch } = useQuery(versionQuery(model.model_id, wanted));
  return (
    <Page wide>
      <PageHeader
        title={t('scoring:title')}
        note={
          version !== undefined && (
            <>
              {version.document.name} · {t('scoring:version', { version: formats.number(version.version) })}{' '}
              {version.is_live && <Tag tone="good">{t('scoring:live')}</Tag>}
              {version.state === 'draft' && <Tag tone="warm">{t('scoring:draft')}</Tag>}
            </>
          )
        }
        lead={
          version?.is_live && model.live_since !== null
            ? t('scoring:lead_since', { day: formats.dateTime(model.live_since) })
            : t('scoring:lead')
        }
        actions={<ModelActions models={models} model={model} />}
      />
      <RescoringProgress modelId={model.model_id} />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {version !== undefined && !version.is_live && (
        <p className={css.banner} role="status">
          {t(version.state === 'draft' ? 'scoring:looking_at_draft' : 'scoring:looking_at_old')}{' '}
          {model.live_version !== null && (
            <Link to="/scoring" search={{}}>
              {t('scoring:to_live')}
            </Link>
          )}
        </p>
      )}
      {version === undefined && error === null && <Skeleton height={480} className="pl-late" />}
      {version !== undefined && (
        <div className={css.columns}>
          <div className={css.main}>
            <Outline version={version} />
            {version.counts !== null && (
              <p className={css.counted}>
                {t('scoring:counted', {
                  count: version.counts.people,
                  shown: formats.number(version.counts.people),
                  at: formats.time(version.counts.counted_at),
                })}
              </p>
            )}
            <Signals model={version.document} />
          </div>
          <aside className={css.side}>
            <Section title={t('scoring:band.title')}>
              {version.is_live && <DistributionPicture modelId={model.model_id} model={version.document} />}
              <Bands modelId={model.model_id} model={version.document} isLive={version.is_live} />
            </Section>
            <GridCuts model={version.document} />
            <Versions model={model} shown={version.version} />
          </aside>
        </div>
      )}
    </Page>
  );
}

type ModelActionsProps = { models: ModelEntry[]; model: ModelEntry };

/** Which model is looked at, and the ways to change it, to try it out and to what its signals are. */
function ModelActions({ models, model }: ModelActionsProps) {
  const t = useT();
  const navigate = useNavigate();
  const mayWrite = useMay('scoring.write');
  const search = { model: model.model_id };
  return (
    <>
      {models.length > 1 && (
        <Select
          aria-label={t('scoring:model')}
          data={models.map(({ model_id, name }) => ({ value: String(model_id), label: name }))}
          value={String(model.model_id)}
          onChange={(id) => id !== null && void navigate({ to: '/scoring', search: { model: Number(id) } })}
          allowDeselect={false}
        />
      )}
      <Button variant="default" renderRoot={(props) => <Link to="/scoring/signals" search={search} {...props} />}>
        {t('scoring:signals_link')}
      </Button>
      <Button variant="default" renderRoot={(props) => <Link to="/scoring/profiles" {...props} />}>
        {t('profiles:title')}
      </Button>
      <Button variant="default" renderRoot={(props) => <Link to="/scoring/validity" {...props} />}>
        {t('validity:title')}
      </Button>
      <Button variant="default" renderRoot={(props) => <Link to="/scoring/lab" search={search} {...props} />}>
        {t('scoring:lab_link')}
      </Button>
      {mayWrite && (
        <Button renderRoot={(props) => <Link to="/scoring/edit" search={search} {...props} />}>
          {t(model.draft_version === null ? 'scoring:edit' : 'scoring:edit_draft')}
        </Button>
      )}
      {mayWrite && <ModelMenu models={models} model={model} />}
    </>
  );
}

function Loading() {
  return (
    <Page wide>
      <Skeleton mt={20} height={560} className="pl-late" />
    </Page>
  );
}
