import { Button, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { useLanguage, useT } from '../../lib/i18n.ts';
import { ApiError } from '../../lib/request.ts';
import { ownTimeZone } from '../../lib/time-zones.ts';
import { InlineError } from '../../parts/error-state.tsx';
import { goToSingleSignOn, invitationQuery, useAcceptInvitation } from './api.ts';
import { BrokenLink } from './broken-link.tsx';
import css from './door.module.css';
import { Door } from './door.tsx';
import { NewPasswordInput, useCheckNewPassword } from './new-password-input.tsx';

/** Where an invitation's link leads: what one is invited to, and the way in. The token stands behind #, where no server sees it. */
export function InvitationPage() {
  const t = useT();
  const token = useRouterState({ select: (state) => state.location.hash });
  const { data: invitation, error, refetch } = useQuery({ ...invitationQuery(token), enabled: token !== '' });
  if (token === '' || error !== null)
    return <BrokenLink title={t('access:invitation.broken')} error={error} onRetry={() => void refetch()} />;
  if (invitation === undefined) return <Door title={t('access:invitation.looking')} />;
  return (
    <Door
      title={t('access:invitation.title', { workspace: invitation.workspace_name })}
      text={t('access:invitation.text', { email: invitation.email, role: t(`common:role.${invitation.role}`) })}
    >
      <AcceptForm
        token={token}
        email={invitation.email}
        hasAccount={invitation.has_account}
        oidcName={invitation.oidc_name}
      />
    </Door>
  );
}

type AcceptFormProps = { token: string; email: string; hasAccount: boolean; oidcName: string | null };

function AcceptForm({ token, email, hasAccount, oidcName }: AcceptFormProps) {
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const accept = useAcceptInvitation();
  const here = `/invitation#${token}`;
  const checkPassword = useCheckNewPassword();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { name: '', password: '' },
    validate: hasAccount
      ? {}
      : {
          name: (value) => (value.trim() === '' ? t('access:set_up.missing_name') : null),
          password: checkPassword,
        },
  });
  const mustSignIn = accept.error instanceof ApiError && accept.error.code === 'not_signed_in';
  const send = (input: { name?: string; password?: string }) =>
    accept.mutate(
      { token, language, time_zone: ownTimeZone(), ...input },
      { onSuccess: () => void navigate({ to: '/', replace: true }) },
    );

  return (
    <form noValidate className={css.form} onSubmit={form.onSubmit((values) => send(hasAccount ? {} : values))}>
      {!hasAccount && (
        <>
          <TextInput size="md" label={t('access:field.name')} autoComplete="name" {...form.getInputProps('name')} />
          <input type="hidden" autoComplete="username" value={email} readOnly />
          <NewPasswordInput input={form.getInputProps('password')} />
        </>
      )}
      {!mustSignIn && <InlineError error={accept.error} />}
      {mustSignIn ? (
        <Button size="md" renderRoot={(props) => <Link to="/sign-in" search={{ to: here }} {...props} />}>
          {t('access:invitation.sign_in_first', { email })}
        </Button>
      ) : (
        <Button type="submit" size="md" loading={accept.isPending}>
          {t('access:invitation.accept')}
        </Button>
      )}
      {oidcName !== null && !hasAccount && (
        <>
          <div className={css.or}>{t('access:sign_in.or')}</div>
          <Button variant="default" size="md" onClick={() => void goToSingleSignOn('/')}>
            {t('access:sign_in.with', { name: oidcName })}
          </Button>
        </>
      )}
    </form>
  );
}
