import { Avatar, Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '../../../../src/access/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay, useMe } from '../../../lib/session.ts';
import { confirmAction } from '../../../parts/confirm.ts';
import { ErrorState } from '../../../parts/error-state.tsx';
import { Initials } from '../../../parts/initials.tsx';
import { PlainTable } from '../../../parts/plain-table.tsx';
import { Section } from '../../../parts/section.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { offerUndo } from '../../../parts/toast.tsx';
import { everybodyQuery, type Member, teamsQuery, useChangeMember } from '../api.ts';
import css from '../settings.module.css';
import { MemberMenu } from './member-menu.tsx';
import { roleChoices } from './roles.ts';

const NO_TEAM = '';

/** The members by name: role and team are changed in place, with a way back. */
export function Members() {
  const t = useT();
  const formats = useFormats();
  const mayWrite = useMay('members.write');
  const { user } = useMe();
  const { data: members, error, refetch } = useQuery(everybodyQuery);
  const { data: teams = [] } = useQuery(teamsQuery);
  const change = useChangeMember();
  const [withFormer, setWithFormer] = useState(false);
  const former = (members ?? []).filter((member) => member.left_at !== null).length;
  const shown = (members ?? []).filter((member) => withFormer || member.left_at === null);
  const administrators = shown.filter((member) => member.left_at === null && member.role === 'administrator');
  const isLast = (member: Member) => administrators.length === 1 && administrators[0] === member;

  const setRole = async (member: Member, role: Role) => {
    const own = member.user_id === user.user_id;
    if (own && !(await confirmOwnRole(role))) return;
    change.mutate(
      { id: member.user_id, role },
      {
        onSuccess: () => {
          if (own) return;
          offerUndo(
            t('settings:people.role_changed', { name: member.name, role: t(`common:role.${role}`) }),
            t('common:action.undo'),
            () => change.mutate({ id: member.user_id, role: member.role }),
          );
        },
      },
    );
  };
  const confirmOwnRole = (role: Role) =>
    confirmAction({
      title: t('settings:people.own_role_title', { role: t(`common:role.${role}`) }),
      text: t('settings:people.own_role_text'),
      confirm: t('settings:people.own_role_confirm'),
      cancel: t('common:action.cancel'),
    });

  if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Section
      title={t('settings:people.members')}
      actions={
        former > 0 && (
          <Switch
            size="xs"
            label={t('settings:people.with_former')}
            checked={withFormer}
            onChange={(event) => setWithFormer(event.currentTarget.checked)}
          />
        )
      }
    >
      <PlainTable
        label={t('settings:people.members')}
        rows={shown}
        rowKey={(member) => member.user_id}
        isFaded={(member) => member.left_at !== null}
        columns={[
          {
            id: 'name',
            label: t('settings:people.name'),
            cell: (member) => (
              <span className={css.person}>
                {member.image === null ? (
                  <Initials name={member.name} size={26} />
                ) : (
                  <Avatar src={member.image} alt="" size={26} radius="xl" />
                )}
                <span className={css.words}>
                  <span>
                    {member.name} {member.user_id === user.user_id && <Tag>{t('settings:people.you')}</Tag>}
                  </span>
                  <span className={css.faint}>{member.email}</span>
                </span>
              </span>
            ),
          },
          {
            id: 'role',
            label: t('settings:people.role'),
            width: '176px',
            cell: (member) =>
              mayWrite && member.left_at === null && !isLast(member) ? (
                <Select
                  size="xs"
                  className={css.roleSelect}
                  aria-label={t('settings:people.role_of', { name: member.name })}
                  data={roleChoices(t)}
                  value={member.role}
                  onChange={(role) => role !== null && role !== member.role && void setRole(member, role as Role)}
                  allowDeselect={false}
                />
              ) : (
                <span title={isLast(member) ? t('settings:people.last_administrator') : undefined}>
                  {t(`common:role.${member.role}`)}
                </span>
              ),
          },
          {
            id: 'team',
            label: t('settings:people.team'),
            width: '152px',
            wide: true,
            cell: (member) =>
              mayWrite && member.left_at === null ? (
                <Select
                  size="xs"
                  aria-label={t('settings:people.team_of', { name: member.name })}
                  data={[
                    { value: NO_TEAM, label: t('settings:people.no_team') },
                    ...teams.map(({ team_id, name }) => ({ value: String(team_id), label: name })),
                  ]}
                  value={member.team_id === null ? NO_TEAM : String(member.team_id)}
                  onChange={(id) => change.mutate({ id: member.user_id, team_id: id ? Number(id) : null })}
                  allowDeselect={false}
                />
              ) : (
                teams.find((team) => team.team_id === member.team_id)?.name
              ),
          },
          {
            id: 'since',
            label: t('settings:people.since'),
            width: '104px',
            wide: true,
            cell: (member) =>
              member.left_at === null
                ? formats.day(member.created_at)
                : t('settings:people.left', { day: formats.day(member.left_at) }),
          },
          {
            id: 'more',
            label: t('settings:more'),
            quiet: true,
            width: '36px',
            cell: (member) =>
              mayWrite && member.left_at === null && <MemberMenu member={member} isLast={isLast(member)} />,
          },
        ]}
      />
    </Section>
  );
}
