import { Button } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useT } from '../../lib/i18n.ts';
import { InlineError } from '../../parts/error-state.tsx';
import { useNewPassword } from './api.ts';
import { BrokenLink, isBroken } from './broken-link.tsx';
import css from './door.module.css';
import { Door } from './door.tsx';
import { NewPasswordInput, useCheckNewPassword } from './new-password-input.tsx';

/** Where an administrator's link for a forgotten password leads. The token stands behind #, where no server sees it. */
export function PasswordPage() {
  const t = useT();
  const navigate = useNavigate();
  const token = useRouterState({ select: (state) => state.location.hash });
  const set = useNewPassword();
  const checkPassword = useCheckNewPassword();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { password: '' },
    validate: {
      password: checkPassword,
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
        <NewPasswordInput input={form.getInputProps('password')} />
        <InlineError error={set.error} />
        <Button type="submit" size="md" loading={set.isPending}>
          {t('access:new_password.submit')}
        </Button>
      </form>
    </Door>
  );
}
