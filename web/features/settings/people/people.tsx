import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Invitations } from './invitations.tsx';
import { Members } from './members.tsx';
import { Teams } from './teams.tsx';

/** Who works here, in which role and team, and who is invited. */
export function PeopleSettings() {
  const t = useT();
  const mayWrite = useMay('members.write');
  return (
    <>
      <PageHeader title={t('settings:section.people')} lead={t('settings:people.lead')} />
      <Members />
      {mayWrite && <Invitations />}
      <Teams />
    </>
  );
}
