import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useNow } from '../../lib/now.ts';
import { useMay } from '../../lib/session.ts';
import { membersQuery } from '../../lib/vocabulary.ts';
import { confirmAction } from '../../parts/confirm.ts';
import { Section } from '../../parts/section.tsx';
import { Tag } from '../../parts/tag.tsx';
import { sayDone } from '../../parts/toast.tsx';
import { type ModelEntry, usePublish, type VersionEntry, versionsQuery } from './api.ts';
import css from './scoring.module.css';

type VersionsProps = { model: ModelEntry; shown: number | undefined };

/** Every version with who made it, when and why; an older one can be looked at and made live again. */
export function Versions({ model, shown }: VersionsProps) {
  const t = useT();
  const { data: versions = [] } = useQuery(versionsQuery(model.model_id));
  return (
    <Section title={t('scoring:versions.title')} text={t('scoring:versions.text')}>
      <ul className={css.versions}>
        {versions.map((version) => (
          <VersionRow key={version.version} model={model} version={version} current={version.version === shown} />
        ))}
      </ul>
    </Section>
  );
}

type VersionRowProps = { model: ModelEntry; version: VersionEntry; current: boolean };

function VersionRow({ model, version, current }: VersionRowProps) {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const mayWrite = useMay('scoring.write');
  const { data: members = [] } = useQuery(membersQuery);
  const publish = usePublish(model.model_id);
  const draft = version.state === 'draft';
  const at = version.published_at ?? version.created_at;
  const by = members.find((member) => member.user_id === version.created_by)?.name;
  const values = { version: formats.number(version.version) };
  const askToPublish = async () => {
    const sure = await confirmAction({
      title: t(draft ? 'scoring:publish.title' : 'scoring:publish.again_title', values),
      text: t('scoring:publish.text'),
      confirm: t(draft ? 'scoring:publish.confirm' : 'scoring:publish.again'),
      cancel: t('common:action.cancel'),
      danger: false,
    });
    if (sure) publish.mutate(version.version, { onSuccess: () => sayDone(t('scoring:publish.done', values)) });
  };
  return (
    <li className={css.version} data-current={current}>
      <div className={css.versionWords}>
        <span>
          <Link
            to="/scoring"
            search={version.is_live ? {} : { version: version.version }}
            className={css.versionName}
            aria-current={current ? 'true' : undefined}
          >
            {t('scoring:version', values)}
          </Link>{' '}
          {version.is_live && <Tag tone="good">{t('scoring:live')}</Tag>}
          {draft && <Tag tone="warm">{t('scoring:draft')}</Tag>}
        </span>
        <span className={css.versionFacts}>
          <time dateTime={at} title={formats.dateTime(at)}>
            {formats.ago(at, now)}
          </time>
          {by !== undefined && ` · ${by}`}
        </span>
        {version.note !== null && <span className={css.versionNote}>{version.note}</span>}
      </div>
      {mayWrite && !version.is_live && (
        <Button variant="default" size="xs" loading={publish.isPending} onClick={() => void askToPublish()}>
          {t(draft ? 'scoring:publish.confirm' : 'scoring:publish.again')}
        </Button>
      )}
    </li>
  );
}
