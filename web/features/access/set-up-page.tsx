import { Button, Radio, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { aboutPreset, PRESETS } from '../../../src/model/presets/presets.ts';
import { changeLanguage, LANGUAGES, type Language, useLanguage, useT } from '../../lib/i18n.ts';
import { listTimeZones, ownTimeZone } from '../../lib/time-zones.ts';
import { InlineError } from '../../parts/error-state.tsx';
import { useSetUp } from './api.ts';
import css from './door.module.css';
import { Door } from './door.tsx';
import { NewPasswordInput, useCheckNewPassword } from './new-password-input.tsx';

/** The first visit: the workspace and its administrator, in one form. */
export function SetUpPage() {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const setUp = useSetUp();
  const zones = useMemo(() => listTimeZones(Date.now(), ownTimeZone()), []);
  const checkPassword = useCheckNewPassword();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: {
      workspace_name: '',
      name: '',
      email: '',
      password: '',
      time_zone: ownTimeZone(),
      preset: PRESETS[0] as string,
    },
    validate: {
      workspace_name: (value) => (value.trim() === '' ? t('access:set_up.missing_workspace') : null),
      name: (value) => (value.trim() === '' ? t('access:set_up.missing_name') : null),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : t('access:field.email_wrong')),
      password: checkPassword,
    },
  });

  return (
    <Door wide asksLanguage title={t('access:set_up.title')} text={t('access:set_up.text')}>
      <form
        noValidate
        className={css.form}
        onSubmit={form.onSubmit((values) =>
          setUp.mutate({ ...values, language }, { onSuccess: () => void navigate({ to: '/start', replace: true }) }),
        )}
      >
        <TextInput
          size="md"
          label={t('access:set_up.workspace')}
          description={t('access:set_up.workspace_why')}
          autoComplete="organization"
          data-autofocus
          {...form.getInputProps('workspace_name')}
        />
        <div className={css.pair}>
          <Select
            size="md"
            label={t('frame:language')}
            value={language}
            onChange={(tag) => tag !== null && void changeLanguage(tag as Language)}
            data={Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }))}
            allowDeselect={false}
          />
          <Select
            size="md"
            label={t('access:field.time_zone')}
            data={zones}
            searchable
            allowDeselect={false}
            limit={80}
            nothingFoundMessage={t('access:field.no_time_zone')}
            {...form.getInputProps('time_zone')}
          />
        </div>
        <h2 className={css.legend}>{t('access:set_up.administrator')}</h2>
        <div className={css.pair}>
          <TextInput size="md" label={t('access:field.name')} autoComplete="name" {...form.getInputProps('name')} />
          <TextInput
            size="md"
            type="email"
            label={t('access:field.email')}
            autoComplete="username"
            {...form.getInputProps('email')}
          />
        </div>
        <NewPasswordInput input={form.getInputProps('password')} />
        <h2 className={css.legend}>{t('access:set_up.preset')}</h2>
        <Radio.Group aria-label={t('access:set_up.preset')} {...form.getInputProps('preset')}>
          <div className={css.choice}>
            {PRESETS.map((preset) => {
              const { name, about } = aboutPreset(preset, language);
              return <Radio key={preset} value={preset} label={name} description={about} />;
            })}
          </div>
        </Radio.Group>
        <InlineError error={setUp.error} />
        <Button type="submit" size="md" loading={setUp.isPending}>
          {t('access:set_up.submit')}
        </Button>
      </form>
    </Door>
  );
}
