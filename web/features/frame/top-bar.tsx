import { ActionIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { IconLayoutSidebar, IconMenu2, IconSearch, IconWifiOff } from '@tabler/icons-react';
import { useT } from '../../lib/i18n.ts';
import { openPalette } from '../../parts/command-palette.tsx';
import { Keys } from '../../parts/keys.tsx';
import css from './frame.module.css';
import { LanguageMenu, SchemeMenu, UserMenu } from './menus.tsx';
import { NotificationBell } from './notifications/bell.tsx';

type TopBarProps = { connected: boolean; folded: boolean; onFold: () => void; onDrawer: () => void };

/** Fold the rail, search, what one should know, and who one is. */
export function TopBar({ connected, folded, onFold, onDrawer }: TopBarProps) {
  const t = useT();
  const foldLabel = folded ? t('frame:unfold_rail') : t('frame:fold_rail');
  return (
    <>
      <Tooltip label={foldLabel}>
        <ActionIcon visibleFrom="sm" onClick={onFold} aria-label={foldLabel} aria-expanded={!folded}>
          <IconLayoutSidebar size={18} stroke={1.75} />
        </ActionIcon>
      </Tooltip>
      <ActionIcon hiddenFrom="sm" size="lg" onClick={onDrawer} aria-label={t('frame:open_menu')}>
        <IconMenu2 size={20} stroke={1.75} />
      </ActionIcon>
      <UnstyledButton className={css.search} onClick={openPalette}>
        <IconSearch size={15} stroke={1.75} />
        <span className={css.searchText}>{t('frame:search')}</span>
        <Keys keys="mod+k" />
      </UnstyledButton>
      <div className={css.end}>
        {!connected && (
          <Tooltip label={t('frame:disconnected_why')}>
            <span className={css.offline} role="status">
              <IconWifiOff size={15} stroke={1.75} />
              <span>{t('frame:disconnected')}</span>
            </span>
          </Tooltip>
        )}
        <NotificationBell />
        <LanguageMenu />
        <SchemeMenu />
        <UserMenu />
      </div>
    </>
  );
}
