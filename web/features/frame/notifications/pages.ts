import type { InfiniteData } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Notification, NotificationPage } from '../../../../src/flow/work/notifications/contract.ts';

export type Pages = InfiniteData<z.infer<typeof NotificationPage>>;

/** Above this the bell says only that there are more. */
const MOST_SHOWN = 99;

/** The number on the bell: at most "99+". */
export function unreadMark(unread: number): string {
  return unread > MOST_SHOWN ? `${MOST_SHOWN}+` : String(unread);
}

/** The pages as they are once these notifications are read at that instant (ISO text); without ids, all of them. */
export function withRead(pages: Pages, ids: readonly number[] | undefined, at: string): Pages {
  const isMeant = ({ notification_id, read_at }: Notification) =>
    read_at === null && (ids === undefined || ids.includes(notification_id));
  const fewer = pages.pages.flatMap((page) => page.notifications).filter(isMeant).length;
  return {
    ...pages,
    pages: pages.pages.map((page) => ({
      ...page,
      notifications: page.notifications.map((each) => (isMeant(each) ? { ...each, read_at: at } : each)),
      unread: ids === undefined ? 0 : Math.max(0, page.unread - fewer),
    })),
  };
}

/** What came after the newest one known, newest first, as far as it is not read yet. */
export function listArrived(notifications: readonly Notification[], newestKnown: number): Notification[] {
  return notifications.filter(({ notification_id, read_at }) => notification_id > newestKnown && read_at === null);
}
