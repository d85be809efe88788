import { Button, Select, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { membersQuery } from '../../../lib/vocabulary.ts';
import { ErrorState, InlineError } from '../../../parts/error-state.tsx';
import { Page, PageHeader } from '../../../parts/page-header.tsx';
import { Section } from '../../../parts/section.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { offerUndo } from '../../../parts/toast.tsx';
import { type ModelEntry, modelsQuery, usePublish, type VersionEntry, versionQuery, versionsQuery } from '../api.ts';
import { ChangeList } from '../change-list.tsx';
import { Outline } from '../outline.tsx';
import { useChanges } from '../use-changes.ts';
import css from './compare.module.css';

/** Two versions of a model side by side, and in words what became another. */
export function ComparePage() {
  const t = useT();
  const search = useSearch({ from: '/frame/scoring/compare' });
  const { data: models, error, refetch } = useQuery(modelsQuery);
  const model = models?.find((each) => each.model_id === search.model) ?? models?.[0];
  const { data: versions } = useQuery({ ...versionsQuery(model?.model_id ?? 0), enabled: model !== undefined });
  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (model === undefined || versions === undefined)
    return (
      <Page wide>
        <Skeleton mt={20} height={480} className="pl-late" />
      </Page>
    );
  const live = versions.find((version) => version.is_live);
  const to = search.to ?? versions.find((version) => version.version !== search.from)?.version;
  const from = search.from ?? (live !== undefined && live.version !== to ? live.version : versions.at(1)?.version);
  return (
    <Page wide>
      <PageHeader
        title={t('scoring:compare.title')}
        note={model.name}
        lead={t('scoring:compare.lead')}
        actions={
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/scoring" search={{ model: model.model_id }} {...props} />}
          >
            {t('scoring:compare.back')}
          </Button>
        }
      />
      {from === undefined || to === undefined ? (
        <p className={css.none}>{t('scoring:compare.one')}</p>
      ) : (
        <Comparison model={model} versions={versions} from={from} to={to} />
      )}
    </Page>
  );
}

type ComparisonProps = { model: ModelEntry; versions: VersionEntry[]; from: number; to: number };

function Comparison({ model, versions, from, to }: ComparisonProps) {
  const t = useT();
  const navigate = useNavigate();
  const before = useQuery(versionQuery(model.model_id, from));
  const after = useQuery(versionQuery(model.model_id, to));
  const changes = useChanges(before.data?.document, after.data?.document);
  const go = (search: { from?: number; to?: number }) =>
    void navigate({
      to: '/scoring/compare',
      search: { model: model.model_id, from, to, ...search },
      replace: true,
    });
  const loaded = before.data !== undefined && after.data !== undefined;
  return (
    <>
      <div className={css.sides}>
        <Side
          model={model}
          label={t('scoring:compare.from')}
          versions={versions}
          chosen={from}
          onChoose={(version) => go({ from: version })}
        />
        <Side
          model={model}
          label={t('scoring:compare.to')}
          versions={versions}
          chosen={to}
          onChoose={(version) => go({ to: version })}
        />
      </div>
      <InlineError error={before.error ?? after.error} />
      {loaded && (
        <>
          <Section title={t('scoring:compare.words', { count: changes.length })}>
            {changes.length === 0 ? (
              <p className={css.none}>{t('scoring:compare.same')}</p>
            ) : (
              <ChangeList changes={changes} />
            )}
          </Section>
          <Section title={t('scoring:compare.beside')}>
            <div className={css.sides}>
              <Outline version={before.data} />
              <Outline version={after.data} />
            </div>
          </Section>
        </>
      )}
    </>
  );
}

type SideProps = {
  model: ModelEntry;
  label: string;
  versions: VersionEntry[];
  chosen: number;
  onChoose: (version: number) => void;
};

function Side({ model, label, versions, chosen, onChoose }: SideProps) {
  const t = useT();
  const formats = useFormats();
  const mayWrite = useMay('scoring.write');
  const publish = usePublish(model.model_id);
  const { data: members = [] } = useQuery(membersQuery);
  const version = versions.find((each) => each.version === chosen);
  const by = members.find((member) => member.user_id === version?.created_by)?.name;
  const live = model.live_version;
  const values = { version: formats.number(chosen) };
  return (
    <div className={css.side}>
      <Select
        label={label}
        data={versions.map((each) => ({
          value: String(each.version),
          label: t('scoring:version', { version: formats.number(each.version) }),
        }))}
        value={String(chosen)}
        allowDeselect={false}
        onChange={(value) => value !== null && onChoose(Number(value))}
      />
      {version !== undefined && (
        <p className={css.facts}>
          {version.is_live && <Tag tone="good">{t('scoring:live')}</Tag>}
          {version.state === 'draft' && <Tag tone="warm">{t('scoring:draft')}</Tag>}
          <span>{formats.dateTime(version.published_at ?? version.created_at)}</span>
          {by !== undefined && <span>{by}</span>}
          {mayWrite && version.state === 'published' && !version.is_live && (
            <Button
              variant="default"
              size="xs"
              loading={publish.isPending}
              onClick={() =>
                publish.mutate(chosen, {
                  onSuccess: () =>
                    offerUndo(t('scoring:publish.done', values), t('common:action.undo'), () => {
                      if (live !== null) publish.mutate(live);
                    }),
                })
              }
            >
              {t('scoring:publish.again')}
            </Button>
          )}
        </p>
      )}
      {version?.note != null && <p className={css.note}>{version.note}</p>}
    </div>
  );
}
