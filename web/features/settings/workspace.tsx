import { Button, Radio, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMemo } from 'react';
import type { SalespeopleSee, Workspace } from '../../../src/access/contract.ts';
import { LANGUAGES, type Language, useT } from '../../lib/i18n.ts';
import { useMe } from '../../lib/session.ts';
import { listTimeZones } from '../../lib/time-zones.ts';
import { BELOW } from '../../parts/below.ts';
import { InlineError } from '../../parts/error-state.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Section } from '../../parts/section.tsx';
import { sayDone } from '../../parts/toast.tsx';
import { useChangeWorkspace } from './api.ts';
import css from './settings.module.css';

const SEEN = ['own', 'team', 'all'] as const satisfies SalespeopleSee[];

/** What holds for everybody who works here. */
export function WorkspaceSettings() {
  const { workspace } = useMe();
  return workspace === null ? null : <WorkspaceForm key={workspace.workspace_id} workspace={workspace} />;
}

function WorkspaceForm({ workspace }: { workspace: Workspace }) {
  const t = useT();
  const change = useChangeWorkspace();
  const { name, time_zone, language, salespeople_see } = workspace;
  const form = useForm({
    initialValues: { name, time_zone, language: language as Language, salespeople_see },
    validate: { name: (value) => (value.trim() === '' ? t('settings:workspace.name_missing') : null) },
  });
  const zones = useMemo(() => listTimeZones(Date.now(), time_zone), [time_zone]);
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) =>
        change.mutate(values, {
          onSuccess: () => {
            form.resetDirty(values);
            sayDone(t('settings:saved'));
          },
        }),
      )}
    >
      <PageHeader title={t('settings:section.workspace')} lead={t('settings:workspace.lead')} />
      <Section title={t('settings:workspace.general')}>
        <div className={css.fields}>
          <TextInput label={t('settings:workspace.name')} {...form.getInputProps('name')} />
          <Select
            label={t('settings:workspace.time_zone')}
            description={t('settings:workspace.time_zone_why')}
            inputWrapperOrder={BELOW}
            data={zones}
            searchable
            allowDeselect={false}
            limit={100}
            nothingFoundMessage={t('settings:no_time_zone')}
            {...form.getInputProps('time_zone')}
          />
          <Select
            label={t('settings:workspace.language')}
            description={t('settings:workspace.language_why')}
            inputWrapperOrder={BELOW}
            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
            allowDeselect={false}
            {...form.getInputProps('language')}
          />
        </div>
      </Section>
      <Section title={t('settings:workspace.seen')} text={t('settings:workspace.seen_why')}>
        <Radio.Group aria-label={t('settings:workspace.seen')} {...form.getInputProps('salespeople_see')}>
          <div className={css.choices}>
            {SEEN.map((value) => (
              <Radio
                key={value}
                value={value}
                label={t(`settings:seen.${value}`)}
                description={t(`settings:seen_text.${value}`)}
              />
            ))}
          </div>
        </Radio.Group>
      </Section>
      <InlineError error={change.error} />
      <div className={css.saveBar} data-dirty={form.isDirty()}>
        <Button variant="default" disabled={!form.isDirty()} onClick={() => form.reset()}>
          {t('settings:discard')}
        </Button>
        <Button type="submit" disabled={!form.isDirty()} loading={change.isPending}>
          {t('common:action.save')}
        </Button>
      </div>
    </form>
  );
}
