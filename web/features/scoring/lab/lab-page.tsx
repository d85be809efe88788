import { SegmentedControl, Select, Skeleton, Tabs, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ModelVersion } from '../../../../src/flow/scoring/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { ErrorState } from '../../../parts/error-state.tsx';
import { Page, PageHeader } from '../../../parts/page-header.tsx';
import { type ModelEntry, modelsQuery, versionQuery, versionsQuery } from '../api.ts';
import { Advice } from './advice.tsx';
import type { LabAsked, Who } from './asked.ts';
import { Contenders } from './contenders.tsx';
import { Effect } from './effect.tsx';
import css from './lab.module.css';
import { Load } from './load.tsx';
import { Outcomes } from './outcomes.tsx';
import { ASKED_OF, LAB_TABS, type LabTab } from './tabs.ts';
import { WhatIf } from './what-if/what-if.tsx';

/** What a model does and would do, over real history, before anybody feels it. */
export function LabPage() {
  const t = useT();
  const search = useSearch({ from: '/frame/scoring/lab' });
  const { data: models, error, refetch } = useQuery(modelsQuery);
  const entry = models?.find((each) => each.model_id === search.model) ?? models?.[0];
  const wanted = search.version ?? entry?.draft_version ?? 'live';
  const version = useQuery({ ...versionQuery(entry?.model_id ?? 0, wanted), enabled: entry !== undefined });
  const failed = error ?? version.error;
  return (
    <Page wide>
      <PageHeader title={t('lab:title')} note={entry?.name} lead={t('lab:lead')} />
      {failed !== null && <ErrorState error={failed} onRetry={() => void refetch()} />}
      {failed === null && (entry === undefined || version.data === undefined) && (
        <Skeleton height={480} className="pl-late" />
      )}
      {entry !== undefined && version.data !== undefined && models !== undefined && (
        <Lab models={models} entry={entry} version={version.data} tab={search.tab ?? 'effect'} />
      )}
    </Page>
  );
}

type LabProps = { models: ModelEntry[]; entry: ModelEntry; version: ModelVersion; tab: LabTab };

function Lab({ models, entry, version, tab }: LabProps) {
  const t = useT();
  const formats = useFormats();
  const navigate = useNavigate();
  const search = useSearch({ from: '/frame/scoring/lab' });
  const [who, setWho] = useState<Who>('everybody');
  const [day, setDay] = useState('');
  const { data: versions = [] } = useQuery(versionsQuery(entry.model_id));
  const go = (next: typeof search) =>
    void navigate({ to: '/scoring/lab', search: { ...search, ...next }, replace: true });
  const asked: LabAsked = {
    version: version.version,
    who,
    ...(day === '' ? {} : { at: new Date(`${day}T23:59:59Z`).toISOString() }),
  };
  const of = ASKED_OF[tab];
  const tabs = useRef<HTMLDivElement>(null);
  // Where not all tabs fit, the chosen one is to be seen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place to scroll to
  useEffect(() => {
    tabs.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [tab]);
  const props = { entry, model: version.document, asked };
  const named = ({ version: number, is_live, state }: (typeof versions)[number]) =>
    [
      t('scoring:version', { version: formats.number(number) }),
      ...(is_live ? [t('scoring:live')] : []),
      ...(state === 'draft' ? [t('scoring:draft')] : []),
    ].join(' · ');
  return (
    <>
      <div className={css.asked}>
        {models.length > 1 && (
          <Select
            label={t('scoring:model')}
            data={models.map(({ model_id, name }) => ({ value: String(model_id), label: name }))}
            value={String(entry.model_id)}
            allowDeselect={false}
            onChange={(id) => id !== null && go({ model: Number(id), version: undefined })}
          />
        )}
        {of.includes('version') && (
          <Select
            label={t('lab:version')}
            data={versions.map((each) => ({ value: String(each.version), label: named(each) }))}
            value={String(version.version)}
            allowDeselect={false}
            onChange={(value) => value !== null && go({ version: Number(value) })}
          />
        )}
        {of.includes('day') && (
          <TextInput
            type="date"
            label={t('lab:as_of')}
            value={day}
            max={formats.dayKey(Date.now())}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        )}
        {of.includes('whom') && (
          <SegmentedControl
            aria-label={t('scoring:picture.whom')}
            value={who}
            onChange={(value) => setWho(value as Who)}
            data={[
              { value: 'everybody', label: t('scoring:picture.show_everybody') },
              { value: 'leads', label: t('scoring:picture.show_leads') },
            ]}
          />
        )}
      </div>
      <Tabs value={tab} keepMounted={false} onChange={(next) => go({ tab: LAB_TABS.find((each) => each === next) })}>
        <Tabs.List className={css.tabs} ref={tabs}>
          {LAB_TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`lab:tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="effect" className={css.panel}>
          <Effect {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="outcomes" className={css.panel}>
          <Outcomes {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="advice" className={css.panel}>
          <Advice {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="load" className={css.panel}>
          <Load {...props} />
        </Tabs.Panel>
        <Tabs.Panel value="what_if" className={css.panel}>
          <WhatIf {...props} person={search.person} onPerson={(person) => go({ person })} />
        </Tabs.Panel>
        <Tabs.Panel value="compare" className={css.panel}>
          <Contenders {...props} models={models} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
