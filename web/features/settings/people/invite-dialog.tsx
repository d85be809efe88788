import { Button, Group, Modal, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '../../../../src/access/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { InlineError } from '../../../parts/error-state.tsx';
import { teamsQuery, useInvite } from '../api.ts';
import { SecretDialog } from '../secret-dialog.tsx';
import css from '../settings.module.css';
import { ROLES } from './roles.ts';

/** Invites somebody by address, with a role and perhaps a team; then shows the link to hand over. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const formats = useFormats();
  const invite = useInvite();
  const { data: teams = [] } = useQuery(teamsQuery);
  const [made, setMade] = useState<{ email: string; link: string; expires_at: string }>();
  const form = useForm({
    mode: 'uncontrolled',
    initialValues: { email: '', role: 'salesperson' as Role, team: null as string | null },
    validate: { email: (email) => (/^\S+@\S+\.\S+$/.test(email.trim()) ? null : t('settings:invite.email_wrong')) },
  });
  if (made !== undefined)
    return (
      <SecretDialog
        title={t('settings:invite.made', { email: made.email })}
        text={t('settings:invite.made_text', { until: formats.dateTime(made.expires_at) })}
        label={t('settings:link')}
        secret={made.link}
        onClose={onClose}
      />
    );
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('settings:invite.action')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form
        noValidate
        onSubmit={form.onSubmit(({ email, role, team }) =>
          invite.mutate(
            { email, role, team_id: team === null ? null : Number(team) },
            {
              onSuccess: ({ invitation, link }) =>
                setMade({ email: invitation.email, link, expires_at: invitation.expires_at }),
            },
          ),
        )}
      >
        <Stack gap="md">
          <TextInput label={t('settings:invite.email')} type="email" data-autofocus {...form.getInputProps('email')} />
          <Radio.Group label={t('settings:people.role')} {...form.getInputProps('role')}>
            <div className={css.choices}>
              {ROLES.map((role) => (
                <Radio
                  key={role}
                  value={role}
                  label={t(`common:role.${role}`)}
                  description={t(`settings:role_text.${role}`)}
                />
              ))}
            </div>
          </Radio.Group>
          {teams.length > 0 && (
            <Select
              label={t('settings:people.team')}
              placeholder={t('settings:people.no_team')}
              clearable
              data={teams.map(({ team_id, name }) => ({ value: String(team_id), label: name }))}
              {...form.getInputProps('team')}
            />
          )}
          <InlineError error={invite.error} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common:action.cancel')}
            </Button>
            <Button type="submit" loading={invite.isPending}>
              {t('settings:invite.make')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
