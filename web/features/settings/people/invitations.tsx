import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../../../lib/formats.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useT } from '../../../lib/i18n.ts';
import { useNow } from '../../../lib/now.ts';
import { confirmAction } from '../../../parts/confirm.ts';
import { PlainTable } from '../../../parts/plain-table.tsx';
import { Section } from '../../../parts/section.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { everybodyQuery, type Invitation, invitationsQuery, teamsQuery, useRevokeInvitation } from '../api.ts';
import css from '../settings.module.css';
import { InviteDialog } from './invite-dialog.tsx';

/** Who is invited and has not come yet. */
export function Invitations() {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const { data: invitations = [] } = useQuery(invitationsQuery);
  const { data: members = [] } = useQuery(everybodyQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const revoke = useRevokeInvitation();
  const [inviting, invite] = useDisclosure(false);
  useHotkeys([{ keys: 'c', label: t('settings:invite.action'), group: t('settings:title'), run: invite.open }]);
  const askToRevoke = async ({ invitation_id, email }: Invitation) => {
    const sure = await confirmAction({
      title: t('settings:invite.revoke_title', { email }),
      text: t('settings:invite.revoke_text'),
      confirm: t('settings:invite.revoke'),
      cancel: t('common:action.cancel'),
    });
    if (sure) revoke.mutate(invitation_id);
  };
  return (
    <Section
      title={t('settings:invite.title')}
      actions={
        <Button size="xs" leftSection={<IconUserPlus size={14} stroke={1.75} />} onClick={invite.open}>
          {t('settings:invite.action')}
        </Button>
      }
    >
      {invitations.length === 0 ? (
        <p className={css.hint}>{t('settings:invite.none')}</p>
      ) : (
        <PlainTable
          label={t('settings:invite.title')}
          rows={invitations}
          rowKey={(row) => row.invitation_id}
          isFaded={(row) => row.expired}
          columns={[
            {
              id: 'email',
              label: t('settings:invite.email'),
              cell: (row) => (
                <span className={css.words}>
                  <span>{row.email}</span>
                  <span className={css.faint}>
                    {t('settings:invite.by', {
                      name: members.find((member) => member.user_id === row.invited_by)?.name ?? '–',
                      when: formats.ago(row.created_at, now),
                    })}
                  </span>
                </span>
              ),
            },
            {
              id: 'role',
              label: t('settings:people.role'),
              width: '176px',
              wide: true,
              cell: (row) =>
                [t(`common:role.${row.role}`), teams.find((team) => team.team_id === row.team_id)?.name]
                  .filter(Boolean)
                  .join(' · '),
            },
            {
              id: 'until',
              label: t('settings:invite.until'),
              width: '128px',
              cell: (row) =>
                row.expired ? <Tag tone="warm">{t('settings:invite.expired')}</Tag> : formats.day(row.expires_at),
            },
            {
              id: 'revoke',
              label: t('settings:invite.revoke'),
              quiet: true,
              align: 'end',
              width: '112px',
              cell: (row) => (
                <Button variant="default" size="xs" onClick={() => void askToRevoke(row)}>
                  {t('settings:invite.revoke')}
                </Button>
              ),
            },
          ]}
        />
      )}
      {inviting && <InviteDialog onClose={invite.close} />}
    </Section>
  );
}
