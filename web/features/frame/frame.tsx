import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconSearch } from '@tabler/icons-react';
import { Outlet, useNavigate, useRouter } from '@tanstack/react-router';
import { Suspense, useEffect, useMemo } from 'react';
import { FormatsContext, makeFormats } from '../../lib/formats.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { localeOf, useLanguage, useT } from '../../lib/i18n.ts';
import { useLive } from '../../lib/live.ts';
import { usePreference } from '../../lib/preferences.ts';
import { useMe } from '../../lib/session.ts';
import { openPalette } from '../../parts/command-palette.tsx';
import { AppShell } from '../../parts/shell/app-shell.tsx';
import { BottomButton, BottomLink } from '../../parts/shell/rail.tsx';
import { ShortcutsHelp } from '../../parts/shortcuts-help.tsx';
import { Nowhere } from './nowhere.tsx';
import { Palette } from './palette.tsx';
import { RailContent } from './rail-content.tsx';
import { ShortcutsHelpContext } from './shortcuts.ts';
import { destinations } from './site.ts';
import { TopBar } from './top-bar.tsx';

const ALL_SCREENS_AFTER_MS = 1500;

/** What stands around every screen for somebody who is signed in; those who belong nowhere any more are told so. */
export function Frame() {
  return useMe().workspace === null ? <Nowhere /> : <FrameOfWorkspace />;
}

function FrameOfWorkspace() {
  useAllScreens();
  const t = useT();
  const language = useLanguage();
  const navigate = useNavigate();
  const { user, workspace, permissions } = useMe();
  const [folded, setFolded] = usePreference('rail-folded', false);
  const [drawerOpen, drawer] = useDisclosure(false);
  const [helpOpen, help] = useDisclosure(false);
  const connected = useLive(workspace?.workspace_id);
  const timeZone = user.time_zone ?? workspace?.time_zone ?? 'UTC';
  const formats = useMemo(() => makeFormats(localeOf(language), timeZone), [language, timeZone]);
  const shortcutsHelp = useMemo(() => ({ open: help.open }), [help.open]);

  const places = destinations
    .flatMap((group) => group.places)
    .filter((place) => permissions.includes(place.permission));
  const everywhere = t('frame:keys_everywhere');
  useHotkeys([
    { keys: 'mod+k', label: t('frame:search'), group: everywhere, run: openPalette, always: true },
    { keys: '/', label: '', group: everywhere, run: openPalette },
    { keys: '?', label: t('frame:shortcuts'), group: everywhere, run: help.open },
    { keys: '[', label: t('frame:fold_rail'), group: everywhere, run: () => setFolded(!folded) },
    ...places.map(({ id, to, letter }) => ({
      keys: `g ${letter}`,
      label: t('frame:go_to', { place: t(`frame:place.${id}`) }),
      group: t('frame:keys_places'),
      run: () => void navigate({ to }),
    })),
  ]);

  const bottom = (
    <>
      {places
        .filter((place) => place.bottom)
        .map(({ id, to, icon: Icon }) => (
          <BottomLink key={id} to={to} label={t(`frame:place.${id}`)} icon={<Icon size={20} stroke={1.75} />} />
        ))}
      <BottomButton label={t('frame:find')} icon={<IconSearch size={20} stroke={1.75} />} onClick={openPalette} />
      <BottomButton label={t('frame:more')} icon={<IconDots size={20} stroke={1.75} />} onClick={drawer.open} />
    </>
  );
  return (
    <FormatsContext value={formats}>
      <ShortcutsHelpContext value={shortcutsHelp}>
        <AppShell
          folded={folded}
          drawerOpen={drawerOpen}
          onDrawerClose={drawer.close}
          rail={<RailContent folded={folded && !drawerOpen} onGo={drawer.close} />}
          top={
            <TopBar connected={connected} folded={folded} onFold={() => setFolded(!folded)} onDrawer={drawer.open} />
          }
          bottom={bottom}
        >
          <Suspense>
            <Outlet />
          </Suspense>
        </AppShell>
        <Palette />
        <ShortcutsHelp opened={helpOpen} onClose={help.close} />
      </ShortcutsHelpContext>
    </FormatsContext>
  );
}

/** Fetches every screen once the first one stands: going to another is at once then, and works while the server is away. */
function useAllScreens(): void {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const route of Object.values(router.routesById)) void router.loadRouteChunk(route);
    }, ALL_SCREENS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [router]);
}
