import { ActionIcon, Popover, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Notification } from '../../../../src/flow/work/notifications/contract.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay, useMe } from '../../../lib/session.ts';
import { notificationsQuery, useForgetOlder } from './api.ts';
import { NotificationList } from './notification-list.tsx';
import css from './notifications.module.css';
import { listArrived, unreadMark } from './pages.ts';
import { useNotificationWords } from './use-words.ts';

/** The bell with the number of what is unread, and the list behind it. What arrives is said to those who listen. */
export function NotificationBell() {
  const t = useT();
  const mayRead = useMay('people.read');
  const workspaceId = useMe().workspace?.workspace_id;
  const [opened, setOpened] = useState(false);
  const query = useInfiniteQuery({ ...notificationsQuery(workspaceId), enabled: mayRead });
  const forgetOlder = useForgetOlder();
  const said = useArrivals(query.data?.pages[0]?.notifications);
  const open = (next: boolean) => {
    setOpened(next);
    if (!next) forgetOlder();
  };
  useHotkeys(
    [{ keys: 'g n', label: t('frame:notifications.title'), group: t('frame:keys_places'), run: () => open(true) }],
    mayRead,
  );
  if (!mayRead) return null;
  const unread = query.data?.pages[0]?.unread ?? 0;
  const label =
    unread === 0 ? t('frame:notifications.title') : t('frame:notifications.title_unread', { count: unread });
  return (
    <>
      <Popover
        opened={opened}
        onChange={open}
        width="min(400px, calc(100vw - 16px))"
        position="bottom-end"
        offset={6}
        trapFocus
        returnFocus
      >
        <Tooltip label={t('frame:notifications.title')} disabled={opened}>
          <Popover.Target>
            <ActionIcon className={css.bell} aria-label={label} onClick={() => open(!opened)}>
              <IconBell size={18} stroke={1.75} />
              {unread > 0 && (
                <span className={css.number} aria-hidden="true">
                  {unreadMark(unread)}
                </span>
              )}
            </ActionIcon>
          </Popover.Target>
        </Tooltip>
        <Popover.Dropdown p={0} aria-label={t('frame:notifications.title')}>
          <NotificationList query={query} unread={unread} onClose={() => open(false)} />
        </Popover.Dropdown>
      </Popover>
      <VisuallyHidden role="status" aria-live="polite">
        {said}
      </VisuallyHidden>
    </>
  );
}

/** What arrived while one was looking elsewhere, as a sentence; empty for what was there from the beginning. */
function useArrivals(notifications: readonly Notification[] | undefined): string {
  const t = useT();
  const words = useNotificationWords();
  const newest = useRef<number>(undefined);
  const [arrived, setArrived] = useState<Notification[]>([]);
  useEffect(() => {
    if (notifications === undefined) {
      newest.current = undefined;
      return;
    }
    const known = newest.current;
    newest.current = Math.max(known ?? 0, notifications[0]?.notification_id ?? 0);
    const fresh = known === undefined ? [] : listArrived(notifications, known);
    if (fresh.length > 0) setArrived(fresh);
  }, [notifications]);
  const [one] = arrived;
  if (one === undefined) return '';
  if (arrived.length > 1) return t('frame:notifications.arrived', { count: arrived.length });
  const { title, text } = words(one);
  return t('frame:notifications.arrived_alone', { title, text });
}
