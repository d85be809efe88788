import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { confirmAction } from '../../../parts/confirm.ts';
import { Section } from '../../../parts/section.tsx';
import { type Team, teamsQuery, useMakeTeam, useRemoveTeam, useRenameTeam } from '../api.ts';
import css from '../settings.module.css';

/** The teams, which decide whose leads salespeople see where the workspace says so. */
export function Teams() {
  const t = useT();
  const mayWrite = useMay('members.write');
  const { data: teams = [] } = useQuery(teamsQuery);
  const make = useMakeTeam();
  const [name, setName] = useState('');
  return (
    <Section title={t('settings:teams.title')} text={t('settings:teams.text')}>
      {teams.length === 0 && <p className={css.hint}>{t('settings:teams.none')}</p>}
      <ul className={css.rows}>
        {teams.map((team) => (
          <TeamRow key={team.team_id} team={team} mayWrite={mayWrite} />
        ))}
      </ul>
      {mayWrite && (
        <form
          className={css.addRow}
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') make.mutate(name.trim(), { onSuccess: () => setName('') });
          }}
        >
          <TextInput
            aria-label={t('settings:teams.new')}
            placeholder={t('settings:teams.new')}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" variant="default" disabled={name.trim() === ''} loading={make.isPending}>
            {t('settings:teams.add')}
          </Button>
        </form>
      )}
    </Section>
  );
}

function TeamRow({ team, mayWrite }: { team: Team; mayWrite: boolean }) {
  const t = useT();
  const formats = useFormats();
  const rename = useRenameTeam();
  const remove = useRemoveTeam();
  const askToRemove = async () => {
    const sure = await confirmAction({
      title: t('settings:teams.remove_title', { name: team.name }),
      text: t('settings:teams.remove_text'),
      confirm: t('settings:teams.remove'),
      cancel: t('common:action.cancel'),
    });
    if (sure) remove.mutate(team.team_id);
  };
  return (
    <li className={css.row}>
      {mayWrite ? (
        <TextInput
          key={team.name}
          className={css.rowName}
          variant="unstyled"
          aria-label={t('settings:teams.name_of', { name: team.name })}
          defaultValue={team.name}
          maxLength={200}
          onBlur={(event) => {
            const name = event.currentTarget.value.trim();
            if (name === '') event.currentTarget.value = team.name;
            else if (name !== team.name) rename.mutate({ id: team.team_id, name });
          }}
        />
      ) : (
        <span className={css.rowName}>{team.name}</span>
      )}
      <span className={css.faint}>
        {t('settings:teams.members', { count: team.members, shown: formats.number(team.members) })}
      </span>
      {mayWrite && (
        <ActionIcon
          aria-label={t('settings:teams.remove_named', { name: team.name })}
          onClick={() => void askToRemove()}
        >
          <IconTrash size={15} stroke={1.75} />
        </ActionIcon>
      )}
    </li>
  );
}
