import { Button, Skeleton, Switch } from '@mantine/core';
import { IconPlus, IconUserCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Page, PageHeader } from '../../parts/page-header.tsx';
import { Section } from '../../parts/section.tsx';
import { offerUndo } from '../../parts/toast.tsx';
import { type Profile, profilesQuery, useChangeProfile } from './api.ts';
import { ProfileCard } from './profile-card.tsx';
import { ProfileDialog } from './profile-dialog.tsx';
import css from './profiles.module.css';
import { WithoutPersona } from './without-persona.tsx';

const KINDS = ['icp', 'persona', 'other'] as const satisfies readonly Profile['kind'][];

/** The ideal customer, the personas and other conditions with a name, with whom each holds for. */
export function ProfilesPage() {
  const t = useT();
  const mayWrite = useMay('scoring.write');
  const { data, error, refetch } = useQuery(profilesQuery);
  const [withArchived, setWithArchived] = useState(false);
  const [editing, setEditing] = useState<Profile | 'new'>();
  const add = () => setEditing('new');
  const archive = useArchive();
  useHotkeys([{ keys: 'c', label: t('profiles:new'), group: t('profiles:title'), run: add }], mayWrite);
  const profiles = data?.profiles ?? [];
  const shown = profiles.filter((profile) => withArchived || profile.archived_at === null);
  const hasIcp = profiles.some(({ kind, archived_at }) => kind === 'icp' && archived_at === null);
  return (
    <Page wide>
      <PageHeader
        title={t('profiles:title')}
        lead={t('profiles:lead')}
        actions={
          <>
            {profiles.some(({ archived_at }) => archived_at !== null) && (
              <Switch
                size="xs"
                label={t('profiles:with_archived')}
                checked={withArchived}
                onChange={(event) => setWithArchived(event.currentTarget.checked)}
              />
            )}
            <Button variant="default" renderRoot={(props) => <Link to="/scoring" search={{}} {...props} />}>
              {t('scoring:compare.back')}
            </Button>
            <Button variant="default" renderRoot={(props) => <Link to="/scoring/interviews" search={{}} {...props} />}>
              {t('profiles:interviews')}
            </Button>
            <Button variant="default" renderRoot={(props) => <Link to="/scoring/profiles/customers" {...props} />}>
              {t('customers:open')}
            </Button>
            {mayWrite && (
              <Button leftSection={<IconPlus size={15} stroke={2} />} onClick={add}>
                {t('profiles:new')}
              </Button>
            )}
          </>
        }
      />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton mt={20} height={320} className="pl-late" />}
      {data !== undefined && shown.length === 0 && (
        <EmptyState
          icon={<IconUserCheck size={22} stroke={1.75} />}
          title={t('profiles:none')}
          text={t('profiles:none_text')}
          action={mayWrite && <Button onClick={add}>{t('profiles:new')}</Button>}
        />
      )}
      {data !== undefined && <WithoutPersona list={data} />}
      {KINDS.map((kind) => {
        const ofKind = shown.filter((profile) => profile.kind === kind);
        if (ofKind.length === 0) return null;
        return (
          <Section key={kind} title={t(`profiles:kind.${kind}`)} text={t(`profiles:kind_text.${kind}`)}>
            <div className={css.cards}>
              {ofKind.map((profile) => (
                <ProfileCard
                  key={profile.profile_id}
                  profile={profile}
                  leads={data?.leads ?? 0}
                  actions={
                    mayWrite
                      ? { edit: () => setEditing(profile), archive: (archived) => archive(profile, archived) }
                      : undefined
                  }
                />
              ))}
            </div>
          </Section>
        );
      })}
      {editing !== undefined && (
        <ProfileDialog
          profile={editing === 'new' ? undefined : editing}
          begin={{ kind: hasIcp ? 'persona' : 'icp' }}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}

/** Archives a profile or brings it back, and offers to undo that. Lives with the screen: the card may be gone by the answer. */
function useArchive(): (profile: Profile, archived: boolean) => void {
  const t = useT();
  const change = useChangeProfile();
  return ({ profile_id: id, name }, archived) =>
    change.mutate(
      { id, archived },
      {
        onSuccess: () =>
          offerUndo(
            t(archived ? 'profiles:was_archived' : 'profiles:was_restored', { name }),
            t('common:action.undo'),
            () => change.mutate({ id, archived: !archived }),
          ),
      },
    );
}
