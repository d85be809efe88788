import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useT } from '../../lib/i18n.ts';
import { InlineError } from '../../parts/error-state.tsx';
import { useNewPassword } from './api.ts';
import { BrokenLink, isBroken } from './broken-link.tsx';
import css from './door.module.css';
import { Door } from './door.tsx';
import { PASSWORD_CHARS } from './password.ts';

/** Where an administrator's link for a forgotten password leads. The token stands behind #, where no server sees it. */
export function PasswordPage() {
  const t = useT();
  const navigate = useNavigate();
  const token = useRouterState({ select: (state) => state.location.hash });
  const set = useNewPassword();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: {
      password: (value) =>
        value.length < PASSWORD_CHARS.min ? t('access:field.password_short', { count: PASSWORD_CHARS.min }) : null,
    },
  });
  if (token === '' || isBroken(set.error))
    return <BrokenLink title={t('access:new_password.broken')} error={set.error} />;
  return (
    <Door title={t('access:new_password.title')} text={t('access:new_password.text')}>
      <form
        noValidate
        className={css.form}
        onSubmit={form.onSubmit(({ password }) =>
          set.mutate({ token, password }, { onSuccess: () => void navigate({ to: '/', replace: true }) }),
        )}
      >
        <PasswordInput
          size="md"
          label={t('access:field.password')}
          description={t('access:field.password_rule', { count: PASSWORD_CHARS.min })}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t('access:field.show_password') }}
          {...form.getInputProps('password')}
        />
        <InlineError error={set.error} />
        <Button type="submit" size="md" loading={set.isPending}>
          {t('access:new_password.submit')}
        </Button>
      </form>
    </Door>
  );
}
