import { Button } from '@mantine/core';
import { IconBuildingStore, IconFileImport, IconWorldWww } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useT } from '../../lib/i18n.ts';
import { useEnterWorkspace, useMay, useMe } from '../../lib/session.ts';
import { Page, PageHeader } from '../../parts/page-header.tsx';
import { useMakeDemo } from './api.ts';
import { DemoCard } from './demo-card.tsx';
import { FirstStepsList } from './first-steps.tsx';
import css from './start.module.css';

/** The first ten minutes: three ways to get leads in, and the first steps, which tick themselves. */
export function StartPage() {
  const t = useT();
  const { workspace, workspaces } = useMe();
  const navigate = useNavigate();
  const mayDemo = useMay('workspaces.write');
  const makeDemo = useMakeDemo();
  const isDemo = workspace?.kind === 'demo';
  const demo = workspaces.find((each) => each.kind === 'demo');
  const mayImport = useMay('imports.run');
  const mayConnect = useMay('write_keys.write');
  const enter = useEnterWorkspace();
  return (
    <Page>
      <PageHeader
        title={t('start:title', { workspace: workspace?.name })}
        lead={t(isDemo ? 'start:lead_demo' : mayImport ? 'start:lead' : 'start:lead_reader')}
      />
      {isDemo ? (
        <DemoCard />
      ) : (
        <div className={css.ways}>
          {mayImport && (
            <Way
              icon={<IconFileImport size={22} stroke={1.6} />}
              title={t('start:file.title')}
              text={t('start:file.text')}
            >
              <Button onClick={() => void navigate({ to: '/imports' })}>{t('start:file.do')}</Button>
            </Way>
          )}
          {mayConnect && (
            <Way
              icon={<IconWorldWww size={22} stroke={1.6} />}
              title={t('start:site.title')}
              text={t('start:site.text')}
            >
              <Button
                variant="default"
                onClick={() => void navigate({ to: '/settings/$section', params: { section: 'site' } })}
              >
                {t('start:site.do')}
              </Button>
            </Way>
          )}
          {mayDemo && demo === undefined && (
            <Way
              icon={<IconBuildingStore size={22} stroke={1.6} />}
              title={t('start:demo.title')}
              text={t('start:demo.text')}
            >
              <Button
                variant="default"
                loading={makeDemo.isPending}
                onClick={() => makeDemo.mutate(undefined, { onSuccess: () => void navigate({ to: '/start' }) })}
              >
                {t('start:demo.do')}
              </Button>
            </Way>
          )}
          {demo !== undefined && (
            <Way
              icon={<IconBuildingStore size={22} stroke={1.6} />}
              title={t('start:demo.there')}
              text={t('start:demo.there_text')}
            >
              <Button variant="default" onClick={() => void enter(demo.workspace_id)}>
                {t('start:demo.enter')}
              </Button>
            </Way>
          )}
        </div>
      )}
      <FirstStepsList />
    </Page>
  );
}

function Way({ icon, title, text, children }: { icon: ReactNode; title: string; text: string; children: ReactNode }) {
  return (
    <section className={css.way}>
      <span className={css.way_icon}>{icon}</span>
      <h2 className={css.way_title}>{title}</h2>
      <p className={css.way_text}>{text}</p>
      <div>{children}</div>
    </section>
  );
}
