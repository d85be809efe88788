import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconDots, IconPencil, IconPlus, IconStar } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../../lib/i18n.ts';
import { offerUndo } from '../../../parts/toast.tsx';
import type { ModelEntry } from '../api.ts';
import { archivedQuery, useArchiveModel, useChangeModel } from './api.ts';
import { NewModelDialog } from './new-model-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';

type ModelMenuProps = { models: ModelEntry[]; model: ModelEntry };

const SIZE = { size: 15, stroke: 1.75 } as const;

/** What can be done with whole models: make, rename, make primary, put away and take out again. */
export function ModelMenu({ models, model }: ModelMenuProps) {
  const t = useT();
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<'new' | 'rename'>();
  const { data: archived = [] } = useQuery(archivedQuery);
  const change = useChangeModel();
  const archive = useArchiveModel();
  const primary = models.find((each) => each.is_primary);
  const makePrimary = () =>
    change.mutate(
      { model: model.model_id, is_primary: true },
      {
        onSuccess: () =>
          offerUndo(t('scoring:models.is_primary', { name: model.name }), t('common:action.undo'), () => {
            if (primary !== undefined) change.mutate({ model: primary.model_id, is_primary: true });
          }),
      },
    );
  const putAway = async () => {
    // What is said afterwards must not hang on this menu, which goes with the model.
    await archive.mutateAsync({ model: model.model_id });
    offerUndo(t('scoring:models.archived', { name: model.name }), t('common:action.undo'), () =>
      archive.mutate({ model: model.model_id, back: true }),
    );
    await navigate({ to: '/scoring', search: {} });
  };
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon size="lg" aria-label={t('scoring:models.more')}>
            <IconDots {...SIZE} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPlus {...SIZE} />} onClick={() => setDialog('new')}>
            {t('scoring:models.make')}
          </Menu.Item>
          <Menu.Item leftSection={<IconPencil {...SIZE} />} onClick={() => setDialog('rename')}>
            {t('scoring:models.rename')}
          </Menu.Item>
          {!model.is_primary && (
            <>
              <Menu.Item
                leftSection={<IconStar {...SIZE} />}
                disabled={model.live_version === null}
                onClick={makePrimary}
              >
                {t('scoring:models.make_primary')}
              </Menu.Item>
              <Menu.Item leftSection={<IconArchive {...SIZE} />} onClick={() => void putAway().catch(() => undefined)}>
                {t('scoring:models.archive')}
              </Menu.Item>
            </>
          )}
          {archived.length > 0 && (
            <>
              <Menu.Divider />
              <Menu.Label>{t('scoring:models.archived_list')}</Menu.Label>
              {archived.map(({ model_id, name }) => (
                <Menu.Item
                  key={model_id}
                  leftSection={<IconArchiveOff {...SIZE} />}
                  onClick={() => archive.mutate({ model: model_id, back: true })}
                >
                  {t('scoring:models.restore', { name })}
                </Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'new' && <NewModelDialog models={models} onClose={() => setDialog(undefined)} />}
      {dialog === 'rename' && <RenameDialog model={model} onClose={() => setDialog(undefined)} />}
    </>
  );
}
