import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay, useMe } from '../../lib/session.ts';
import { confirmAction } from '../../parts/confirm.ts';
import { ProgressCard } from '../../parts/progress-card.tsx';
import { demoQuery, useRemoveDemo } from './api.ts';
import css from './start.module.css';

/** The demo company one is in: how far it is filled, the way to its leads, and the way out. */
export function DemoCard() {
  const t = useT();
  const formats = useFormats();
  const navigate = useNavigate();
  const { workspace, workspaces } = useMe();
  const mayRemove = useMay('workspaces.write');
  const { data: demo } = useQuery(demoQuery);
  const remove = useRemoveDemo();
  const home = workspaces.find((each) => each.kind === 'real');
  if (!demo || !workspace) return null;
  const filled = demo.people_done >= demo.people;
  const ask = async () => {
    const yes = await confirmAction({
      title: t('start:remove.title'),
      text: t('start:remove.text'),
      confirm: t('start:remove.do'),
      cancel: t('common:action.cancel'),
    });
    if (!yes || !home) return;
    const ids = { demo: workspace.workspace_id, back: home.workspace_id };
    remove.mutate(ids, { onSuccess: () => void navigate({ to: '/start' }) });
  };
  return (
    <div className={css.ways}>
      <ProgressCard
        title={t(filled ? 'start:filled' : 'start:filling')}
        done={demo.people_done}
        of={demo.people}
        state={filled ? 'done' : 'running'}
        note={t('start:people', { done: formats.number(demo.people_done), count: demo.people })}
        actions={
          <Group gap={8}>
            {mayRemove && home && (
              <Button size="xs" variant="default" loading={remove.isPending} onClick={() => void ask()}>
                {t('start:remove.do')}
              </Button>
            )}
            <Button size="xs" onClick={() => void navigate({ to: '/leads' })}>
              {t('start:see_leads')}
            </Button>
          </Group>
        }
      />
    </div>
  );
}
