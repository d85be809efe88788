import { ActionIcon, Avatar, Menu, Tooltip, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconSettings,
  IconSun,
} from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { changeLanguage, LANGUAGES, type Language, useLanguage, useT } from '../../lib/i18n.ts';
import { useChangeMe, useMe } from '../../lib/session.ts';
import css from './frame.module.css';
import { useShortcutsHelp } from './shortcuts.ts';
import { useSignOut } from './sign-out.ts';

/** The language of the interface; kept with the user, so that it follows them to other devices. */
export function LanguageMenu() {
  const t = useT();
  const language = useLanguage();
  const change = useChangeMe();
  const choose = (next: Language) => {
    void changeLanguage(next);
    change.mutate({ language: next });
  };
  return (
    <Menu>
      <Tooltip label={t('frame:language')}>
        <Menu.Target>
          <ActionIcon visibleFrom="sm" aria-label={t('frame:language')}>
            <IconLanguage size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        {Object.entries(LANGUAGES).map(([tag, name]) => (
          <Menu.Item
            key={tag}
            lang={tag}
            onClick={() => choose(tag as Language)}
            rightSection={tag === language ? <IconCheck size={14} /> : undefined}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const SCHEMES = [
  { scheme: 'auto', icon: IconDeviceDesktop },
  { scheme: 'light', icon: IconSun },
  { scheme: 'dark', icon: IconMoon },
] as const;

/** Light, dark, or as the system has it. */
export function SchemeMenu() {
  const t = useT();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const change = useChangeMe();
  const { icon: Icon } = SCHEMES.find(({ scheme }) => scheme === colorScheme) ?? SCHEMES[0];
  return (
    <Menu>
      <Tooltip label={t('frame:theme.title')}>
        <Menu.Target>
          <ActionIcon visibleFrom="sm" aria-label={t('frame:theme.title')}>
            <Icon size={18} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
      </Tooltip>
      <Menu.Dropdown>
        {SCHEMES.map(({ scheme, icon: SchemeIcon }) => (
          <Menu.Item
            key={scheme}
            leftSection={<SchemeIcon size={16} stroke={1.75} />}
            rightSection={scheme === colorScheme ? <IconCheck size={14} /> : undefined}
            onClick={() => {
              setColorScheme(scheme);
              change.mutate({ theme: scheme });
            }}
          >
            {t(`frame:theme.${scheme}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Who is signed in, what the keyboard can do, and the way out. */
export function UserMenu() {
  const t = useT();
  const { user, role } = useMe();
  const help = useShortcutsHelp();
  const signOut = useSignOut();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const language = useLanguage();
  const change = useChangeMe();
  return (
    <Menu width={232}>
      <Menu.Target>
        <UnstyledButton className={css.user} aria-label={t('frame:user_menu', { name: user.name })}>
          <Avatar src={user.image} name={user.name} color="plum" size={26} radius="xl" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={css.who}>
          <strong>{user.name}</strong>
          <span>{user.email}</span>
          {role !== null && <span>{t(`common:role.${role}`)}</span>}
        </div>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconSettings size={16} stroke={1.75} />}
          renderRoot={(props) => <Link to="/settings/$section" params={{ section: 'me' }} {...props} />}
        >
          {t('settings:section.me')}
        </Menu.Item>
        <Menu.Item visibleFrom="sm" leftSection={<IconKeyboard size={16} stroke={1.75} />} onClick={help.open}>
          {t('frame:shortcuts')}
        </Menu.Item>
        <div className={css.phoneOnly}>
          {SCHEMES.map(({ scheme, icon: Icon }) => (
            <Menu.Item
              key={scheme}
              leftSection={<Icon size={16} stroke={1.75} />}
              rightSection={scheme === colorScheme ? <IconCheck size={14} /> : undefined}
              onClick={() => {
                setColorScheme(scheme);
                change.mutate({ theme: scheme });
              }}
            >
              {t(`frame:theme.${scheme}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {Object.entries(LANGUAGES).map(([tag, name]) => (
            <Menu.Item
              key={tag}
              lang={tag}
              rightSection={tag === language ? <IconCheck size={14} /> : undefined}
              onClick={() => {
                void changeLanguage(tag as Language);
                change.mutate({ language: tag as Language });
              }}
            >
              {name}
            </Menu.Item>
          ))}
          <Menu.Divider />
        </div>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} />} onClick={() => void signOut()}>
          {t('frame:sign_out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
