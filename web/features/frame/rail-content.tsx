import { Menu, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useT } from '../../lib/i18n.ts';
import { useChangeMe, useEnterWorkspace, useMe } from '../../lib/session.ts';
import { Mark } from '../../parts/mark.tsx';
import { RailGroup, RailLink } from '../../parts/shell/rail.tsx';
import css from './frame.module.css';
import { destinations } from './site.ts';

type RailContentProps = { folded: boolean; onGo?: () => void };

/** The workspace at the top, then the places one's role may use. */
export function RailContent({ folded, onGo }: RailContentProps) {
  const t = useT();
  const { permissions } = useMe();
  return (
    <>
      <WorkspaceMenu folded={folded} />
      {destinations.map(({ group, places }) => {
        const allowed = places.filter((place) => permissions.includes(place.permission));
        if (allowed.length === 0) return null;
        return (
          <RailGroup key={group} label={t(`frame:group.${group}`)}>
            {allowed.map(({ id, to, icon: Icon }) => (
              <RailLink
                key={id}
                to={to}
                preload="intent"
                onClick={onGo}
                folded={folded}
                label={t(`frame:place.${id}`)}
                icon={<Icon size={17} stroke={1.75} />}
              />
            ))}
          </RailGroup>
        );
      })}
    </>
  );
}

/** The workspace one is in, and the way to another. */
function WorkspaceMenu({ folded }: { folded: boolean }) {
  const t = useT();
  const { workspace, workspaces } = useMe();
  const enterWorkspace = useEnterWorkspace();
  const navigate = useNavigate();
  const router = useRouter();
  const change = useChangeMe();
  const enter = async (id: number) => {
    await navigate({ to: '/leads', search: {} });
    // Somebody who stayed with what is not kept yet has gone nowhere; this goes on with wherever they go next.
    if (router.state.location.pathname !== '/leads') return;
    change.mutate({ last_workspace_id: id });
    await enterWorkspace(id);
  };
  const face = (
    <>
      <Mark size={22} />
      {!folded && (
        <>
          <span className={css.workspaceName}>{workspace?.name ?? t('frame:brand')}</span>
          {workspace?.kind === 'demo' && <span className={css.demo}>{t('frame:demo')}</span>}
        </>
      )}
    </>
  );
  if (workspaces.length < 2)
    return (
      <div className={css.workspace} title={workspace?.name}>
        {face}
      </div>
    );
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={css.workspace} aria-label={t('frame:switch_workspace', { name: workspace?.name })}>
          {face}
          {!folded && <IconSelector size={14} className={css.faint} />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('frame:workspaces')}</Menu.Label>
        {workspaces.map((each) => (
          <Menu.Item
            key={each.workspace_id}
            onClick={() => void enter(each.workspace_id)}
            rightSection={each.workspace_id === workspace?.workspace_id ? <IconCheck size={14} /> : undefined}
          >
            {each.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
