import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '../../lib/i18n.ts';
import css from './shell.module.css';

type AppShellProps = {
  /** The rail's content: destinations by group. On a phone it opens as a drawer. */
  rail: ReactNode;
  top: ReactNode;
  /** Phone only: the few destinations reached with the thumb. */
  bottom: ReactNode;
  folded: boolean;
  drawerOpen: boolean;
  onDrawerClose: () => void;
  children: ReactNode;
};

/** The frame around every screen: rail on the left, bar on top, the screen itself; rail as a drawer and bar below on a phone. */
export function AppShell({ rail, top, bottom, folded, drawerOpen, onDrawerClose, children }: AppShellProps) {
  const t = useT();
  return (
    <div className={css.shell} data-folded={folded}>
      <a href="#screen" className={css.skip}>
        {t('parts:shell.skip')}
      </a>
      <nav className={css.rail} aria-label={t('parts:shell.navigation')}>
        {rail}
      </nav>
      <header className={css.top}>{top}</header>
      <main className={css.screen} id="screen" tabIndex={-1}>
        {children}
      </main>
      <nav className={css.bottom} aria-label={t('parts:shell.quick_navigation')}>
        {bottom}
      </nav>
      <Drawer.Root opened={drawerOpen} onClose={onDrawerClose} size={264} padding={0}>
        <Drawer.Overlay />
        <Drawer.Content aria-label={t('parts:shell.navigation')}>
          <Drawer.Body className={css.drawer}>{rail}</Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </div>
  );
}
