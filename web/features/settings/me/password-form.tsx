import { Button, PasswordInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { passwordChars } from '../../../../src/access/contract.ts';
import { useT } from '../../../lib/i18n.ts';
import { ApiError } from '../../../lib/request.ts';
import { useMe } from '../../../lib/session.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { sayDone } from '../../../parts/toast.tsx';
import { useChangePassword } from '../api.ts';
import css from '../settings.module.css';

/** The contract's own number, without bringing its schemas into the browser. */
const LEAST_CHARS: (typeof passwordChars)['min'] = 10;

/** Changes the password of whoever knows the present one. */
export function PasswordForm() {
  const t = useT();
  const { user } = useMe();
  const change = useChangePassword();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { present: '', password: '' },
    validate: {
      present: (value) => (value === '' ? t('settings:password.present_missing') : null),
      password: (value) => (value.length < LEAST_CHARS ? t('settings:password.short', { count: LEAST_CHARS }) : null),
    },
  });
  const wrong = change.error instanceof ApiError && change.error.errors.some(({ path }) => path.at(-1) === 'present');
  const toggle = { 'aria-label': t('settings:password.show') };
  return (
    <form
      noValidate
      className={css.fields}
      onSubmit={form.onSubmit((values) =>
        change.mutate(values, {
          onSuccess: () => {
            form.reset();
            sayDone(t('settings:password.changed'));
          },
        }),
      )}
    >
      <input type="hidden" autoComplete="username" value={user.email} readOnly />
      <PasswordInput
        label={t('settings:password.present')}
        autoComplete="current-password"
        visibilityToggleButtonProps={toggle}
        {...form.getInputProps('present')}
        error={form.errors.present ?? (wrong ? t('settings:password.wrong') : undefined)}
      />
      <PasswordInput
        label={t('settings:password.new')}
        autoComplete="new-password"
        visibilityToggleButtonProps={toggle}
        {...form.getInputProps('password')}
      />
      {!wrong && <InlineError error={change.error} />}
      <div className={css.formFoot}>
        <Button type="submit" variant="default" loading={change.isPending}>
          {t('settings:password.change')}
        </Button>
      </div>
    </form>
  );
}
