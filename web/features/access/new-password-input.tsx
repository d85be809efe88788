import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import type { passwordChars } from '../../../src/access/contract.ts';
import { useT } from '../../lib/i18n.ts';

/** How long a password is: the contract's own numbers, without bringing its schemas into the browser. */
const PASSWORD_CHARS: typeof passwordChars = { min: 10, max: 128 };

/** Says what is wrong with a new password; null where nothing is. */
export function useCheckNewPassword(): (value: string) => string | null {
  const t = useT();
  return (value) =>
    value.length < PASSWORD_CHARS.min ? t('access:field.password_short', { count: PASSWORD_CHARS.min }) : null;
}

/** Where a new password is chosen; `input` is what the form gives for its field. */
export function NewPasswordInput({ input }: { input: PasswordInputProps }) {
  const t = useT();
  return (
    <PasswordInput
      size="md"
      label={t('access:field.password')}
      description={t('access:field.password_rule', { count: PASSWORD_CHARS.min })}
      autoComplete="new-password"
      visibilityToggleButtonProps={{ 'aria-label': t('access:field.show_password') }}
      {...input}
    />
  );
}
