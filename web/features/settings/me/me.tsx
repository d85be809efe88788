import { Select, TextInput, useMantineColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { changeLanguage, LANGUAGES, type Language, useT } from '../../../lib/i18n.ts';
import { useChangeMe, useMe } from '../../../lib/session.ts';
import { listTimeZones } from '../../../lib/time-zones.ts';
import { BELOW } from '../../../parts/below.ts';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Section } from '../../../parts/section.tsx';
import { sayDone } from '../../../parts/toast.tsx';
import css from '../settings.module.css';
import { MailChoice } from './mail-choice.tsx';
import { PasswordForm } from './password-form.tsx';

const THEMES = ['auto', 'light', 'dark'] as const;
/** A select cannot hold "none". */
const WORKSPACES = '';

/** One's own name, language, looks, e-mails and password. Changes hold at once, on every device. */
export function MySettings() {
  const t = useT();
  const { user, workspace } = useMe();
  const change = useChangeMe();
  const { setColorScheme } = useMantineColorScheme();
  const zone = user.time_zone ?? 'UTC';
  const zones = useMemo(() => listTimeZones(Date.now(), zone), [zone]);
  const said = { onSuccess: () => sayDone(t('settings:saved')) };
  return (
    <>
      <PageHeader title={t('settings:section.me')} lead={t('settings:me.lead')} />
      <Section title={t('settings:me.profile')}>
        <div className={css.fields}>
          <TextInput
            key={user.name}
            label={t('settings:me.name')}
            defaultValue={user.name}
            maxLength={200}
            onBlur={(event) => {
              const name = event.currentTarget.value.trim();
              if (name === '') event.currentTarget.value = user.name;
              else if (name !== user.name) change.mutate({ name }, said);
            }}
          />
          <TextInput
            label={t('settings:me.email')}
            value={user.email}
            readOnly
            description={t('settings:me.email_why')}
            inputWrapperOrder={BELOW}
          />
        </div>
      </Section>
      <Section title={t('settings:me.looks')}>
        <div className={css.fields}>
          <Select
            label={t('settings:me.language')}
            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
            value={user.language}
            onChange={(language) => {
              if (language === null) return;
              void changeLanguage(language as Language);
              change.mutate({ language: language as Language });
            }}
            allowDeselect={false}
          />
          <Select
            label={t('settings:me.theme')}
            data={THEMES.map((value) => ({ value, label: t(`frame:theme.${value}`) }))}
            value={user.theme}
            onChange={(theme) => {
              if (theme === null) return;
              setColorScheme(theme as (typeof THEMES)[number]);
              change.mutate({ theme: theme as (typeof THEMES)[number] });
            }}
            allowDeselect={false}
          />
          <Select
            label={t('settings:me.time_zone')}
            data={[
              { value: WORKSPACES, label: t('settings:me.workspace_zone', { zone: workspace?.time_zone ?? '' }) },
              ...zones,
            ]}
            value={user.time_zone ?? WORKSPACES}
            onChange={(zone) => change.mutate({ time_zone: zone === WORKSPACES ? null : zone }, said)}
            searchable
            allowDeselect={false}
            limit={100}
            nothingFoundMessage={t('settings:no_time_zone')}
          />
        </div>
      </Section>
      <MailChoice />
      <Section title={t('settings:password.title')} text={t('settings:password.text')}>
        <PasswordForm />
      </Section>
    </>
  );
}
