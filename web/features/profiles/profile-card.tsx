import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconDots, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useSayCondition } from '../../parts/conditions/condition-fields.ts';
import { Tag } from '../../parts/tag.tsx';
import type { Profile } from './api.ts';
import { fitsProfile } from './filters.ts';
import css from './profiles.module.css';

export type ProfileActions = { edit: () => void; archive: (archived: boolean) => void };

type ProfileCardProps = {
  profile: Profile;
  /** All leads, which those that fit are a share of. */
  leads: number;
  /** Undefined for whoever may not change it. */
  actions: ProfileActions | undefined;
};

/** A profile: its condition in words, whom it holds for, and by which signs and questions somebody of it is recognised. */
export function ProfileCard({ profile, leads, actions }: ProfileCardProps) {
  const t = useT();
  const say = useSayCondition();
  const { key, name, when, signs, archived_at } = profile;
  const archived = archived_at !== null;
  return (
    <article className={css.card} data-archived={archived} aria-label={name}>
      <div className={css.head}>
        <h3 className={css.name}>{name}</h3>
        {archived && <Tag>{t('profiles:archived')}</Tag>}
        {actions !== undefined && <ProfileMenu profile={profile} actions={actions} />}
      </div>
      <p className={css.when}>{say(when)}</p>
      <Fits profile={profile} leads={leads} />
      {signs.length > 0 && (
        <ul className={css.signs} aria-label={t('profiles:signs')}>
          {signs.map(({ sign, question }) => (
            <li key={`${sign} ${question}`}>
              <span>{sign}</span>
              {question !== '' && <q className={css.question}>{question}</q>}
            </li>
          ))}
        </ul>
      )}
      <div className={css.foot}>
        <code className={css.key}>{`profile.${key}`}</code>
        <Link to="/scoring/profiles/$profileId/journey" params={{ profileId: profile.profile_id }}>
          {t('profiles:journey')}
        </Link>
      </div>
    </article>
  );
}

/** How many fit, with the ways to them: an archived profile cannot be filtered by. */
function Fits({ profile: { key, people, leads: fitting, archived_at }, leads }: Omit<ProfileCardProps, 'actions'>) {
  const t = useT();
  const formats = useFormats();
  const allSaid = t('profiles:people', { count: people });
  const leadsSaid = t('profiles:leads', {
    count: fitting,
    share: formats.percent(leads === 0 ? 0 : fitting / leads),
  });
  const filter = fitsProfile(key);
  return (
    <p className={css.fits}>
      {archived_at !== null ? (
        `${allSaid} · ${leadsSaid}`
      ) : (
        <>
          <Link to="/leads" search={{ kind: 'all', filter }}>
            {allSaid}
          </Link>
          {' · '}
          <Link to="/leads" search={{ kind: 'lead', filter }}>
            {leadsSaid}
          </Link>
        </>
      )}
    </p>
  );
}

function ProfileMenu({ profile, actions }: { profile: Profile; actions: ProfileActions }) {
  const t = useT();
  const { name } = profile;
  const archived = profile.archived_at !== null;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon className={css.menu} aria-label={t('profiles:more', { name })}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} stroke={1.75} />} onClick={actions.edit}>
          {t('profiles:edit')}
        </Menu.Item>
        <Menu.Item
          leftSection={archived ? <IconArchiveOff size={15} stroke={1.75} /> : <IconArchive size={15} stroke={1.75} />}
          onClick={() => actions.archive(!archived)}
        >
          {t(archived ? 'profiles:restore' : 'profiles:archive')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
