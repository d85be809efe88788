import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconArrowsDiff, IconDots, IconDownload, IconFlask } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useNow } from '../../../lib/now.ts';
import { useMay } from '../../../lib/session.ts';
import { membersQuery } from '../../../lib/vocabulary.ts';
import { Tag } from '../../../parts/tag.tsx';
import { offerUndo, sayDone } from '../../../parts/toast.tsx';
import { type ModelEntry, usePublish, type VersionEntry } from '../api.ts';
import css from '../scoring.module.css';
import { saveModelFile } from './save-model-file.ts';

type VersionRowProps = { model: ModelEntry; version: VersionEntry; current: boolean };

const SIZE = { size: 15, stroke: 1.75 } as const;

/** One version: what it is, and what can be done with it. Going back to it is one press, and so is taking that back. */
export function VersionRow({ model, version, current }: VersionRowProps) {
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
  const before = model.live_version;
  const makeLive = () =>
    publish.mutate(version.version, {
      onSuccess: () => {
        if (before === null) return sayDone(t('scoring:publish.done', values));
        offerUndo(t('scoring:publish.done', values), t('common:action.undo'), () => publish.mutate(before));
      },
    });
  return (
    <li className={css.version} data-current={current}>
      <div className={css.versionWords}>
        <span>
          <Link
            to="/scoring"
            search={version.is_live ? { model: model.model_id } : { model: model.model_id, version: version.version }}
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
      {mayWrite && draft && (
        <Button
          variant="default"
          size="xs"
          renderRoot={(props) => <Link to="/scoring/edit" search={{ model: model.model_id }} {...props} />}
        >
          {t('scoring:edit')}
        </Button>
      )}
      {mayWrite && !draft && !version.is_live && (
        <Button variant="default" size="xs" loading={publish.isPending} onClick={makeLive}>
          {t('scoring:publish.again')}
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('scoring:versions.more', values)}>
            <IconDots {...SIZE} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {!version.is_live && before !== null && (
            <Menu.Item
              leftSection={<IconArrowsDiff {...SIZE} />}
              renderRoot={(props) => (
                <Link
                  to="/scoring/compare"
                  search={{ model: model.model_id, from: before, to: version.version }}
                  {...props}
                />
              )}
            >
              {t('scoring:versions.compare_live')}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={<IconFlask {...SIZE} />}
            renderRoot={(props) => (
              <Link to="/scoring/lab" search={{ model: model.model_id, version: version.version }} {...props} />
            )}
          >
            {t('scoring:versions.in_lab')}
          </Menu.Item>
          {(['yaml', 'json'] as const).map((format) => (
            <Menu.Item
              key={format}
              leftSection={<IconDownload {...SIZE} />}
              onClick={() => void saveModelFile(model, version.version, format)}
            >
              {t('scoring:versions.export', { format: format.toUpperCase() })}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
