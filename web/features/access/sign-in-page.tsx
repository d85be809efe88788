import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useT } from '../../lib/i18n.ts';
import { ApiError } from '../../lib/request.ts';
import { InlineError, Refusal } from '../../parts/error-state.tsx';
import { goToSingleSignOn, setUpQuery, useSignIn } from './api.ts';
import css from './door.module.css';
import { Door } from './door.tsx';

/** Sign-in by address and password, or by single sign-on where there is one. Goes on to where one wanted to go. */
export function SignInPage() {
  const t = useT();
  const navigate = useNavigate();
  const { to = '/', error: returned, ended = false } = useSearch({ from: '/sign-in' });
  const { data: setUp } = useQuery(setUpQuery);
  const signIn = useSignIn();
  const form = useForm({ mode: 'uncontrolled', initialValues: { email: '', password: '', remember: true } });
  const refused = signIn.error instanceof ApiError && signIn.error.code === 'not_signed_in';
  const fromProvider = returned === 'not_invited' || returned === 'email_not_verified' ? returned : 'other';

  return (
    <Door title={t('access:sign_in.title')} text={ended ? t('access:sign_in.ended') : undefined}>
      <form
        className={css.form}
        onSubmit={form.onSubmit((values) =>
          signIn.mutate(values, { onSuccess: () => void navigate({ href: to, replace: true }) }),
        )}
      >
        {returned !== undefined && <Refusal title={t(`access:sign_in.provider.${fromProvider}`)} />}
        <TextInput
          label={t('access:field.email')}
          type="email"
          name="email"
          autoComplete="username"
          size="md"
          required
          withAsterisk={false}
          data-autofocus
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label={t('access:field.password')}
          name="password"
          autoComplete="current-password"
          size="md"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': t('access:field.show_password') }}
          {...form.getInputProps('password')}
          error={refused ? t('access:sign_in.refused') : undefined}
        />
        <Checkbox
          label={t('access:sign_in.remember')}
          size="sm"
          {...form.getInputProps('remember', { type: 'checkbox' })}
        />
        {!refused && <InlineError error={signIn.error} />}
        <Button type="submit" size="md" fullWidth loading={signIn.isPending}>
          {t('access:sign_in.submit')}
        </Button>
        <p className={css.hint}>{t('access:sign_in.forgotten')}</p>
        {setUp?.oidc_name != null && (
          <>
            <div className={css.or}>{t('access:sign_in.or')}</div>
            <Button variant="default" size="md" fullWidth onClick={() => void goToSingleSignOn(to)}>
              {t('access:sign_in.with', { name: setUp.oidc_name })}
            </Button>
          </>
        )}
      </form>
    </Door>
  );
}
