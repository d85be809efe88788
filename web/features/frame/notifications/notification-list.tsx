import { ActionIcon, Button, Skeleton, Tooltip } from '@mantine/core';
import { IconBell, IconSettings } from '@tabler/icons-react';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { KeyboardEvent } from 'react';
import { useT } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { InlineError } from '../../../parts/error-state.tsx';
import { useMarkRead } from './api.ts';
import { NotificationItem } from './notification-item.tsx';
import css from './notifications.module.css';
import type { Pages } from './pages.ts';

type NotificationListProps = {
  query: UseInfiniteQueryResult<Pages>;
  unread: number;
  onClose: () => void;
};

/** What one should know, newest first; older ones behind a button. The arrow keys go up and down. */
export function NotificationList({ query, unread, onClose }: NotificationListProps) {
  const t = useT();
  const markRead = useMarkRead();
  const notifications = query.data?.pages.flatMap((page) => page.notifications);
  return (
    <>
      <div className={css.head}>
        <h2 className={css.title}>{t('frame:notifications.title')}</h2>
        {unread > 0 && (
          <Button variant="subtle" size="xs" onClick={() => markRead.mutate(undefined)}>
            {t('frame:notifications.read_all')}
          </Button>
        )}
        <Tooltip label={t('frame:notifications.settings')}>
          <ActionIcon
            aria-label={t('frame:notifications.settings')}
            renderRoot={(props) => (
              <Link to="/settings/$section" params={{ section: 'me' }} {...props} onClick={onClose} />
            )}
          >
            <IconSettings size={16} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={css.scroll}>
        {query.error !== null && (
          <div className={css.foot}>
            <InlineError error={query.error} />
          </div>
        )}
        {notifications === undefined && query.error === null && <Skeleton height={160} className="pl-late" />}
        {notifications?.length === 0 && (
          <EmptyState
            icon={<IconBell size={20} stroke={1.75} />}
            title={t('frame:notifications.none')}
            text={t('frame:notifications.none_text')}
          />
        )}
        {notifications !== undefined && notifications.length > 0 && (
          <ul className={css.list} onKeyDown={moveByArrows}>
            {notifications.map((notification, at) => (
              <NotificationItem
                key={notification.notification_id}
                notification={notification}
                isFirst={at === 0}
                onOpen={() => {
                  if (notification.read_at === null) markRead.mutate([notification.notification_id]);
                  onClose();
                }}
              />
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <div className={css.foot}>
            <Button
              variant="subtle"
              color="gray"
              size="xs"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t('frame:notifications.older')}
            </Button>
          </div>
        )}
      </div>
    </>
  );
}

/** The arrow keys, Home and End move between the entries; Tab goes through them too. */
function moveByArrows(event: KeyboardEvent<HTMLUListElement>): void {
  const links = [...event.currentTarget.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement as HTMLAnchorElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  links[next]?.focus();
}
