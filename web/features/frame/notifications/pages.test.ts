import { expect, it } from 'vitest';
import type { Notification } from '../../../../src/flow/work/notifications/contract.ts';
import { listArrived, type Pages, unreadMark, withRead } from './pages.ts';

const told = (notification_id: number, read_at: string | null = null): Notification => ({
  notification_id,
  created_at: '2026-03-02T10:00:00Z',
  read_at,
  kind: 'crossed_many',
  person_id: null,
  content: { up: 1, down: 0, version: 2, at: '2026-03-02T10:00:00Z' },
});
const before = '2026-03-02T11:00:00Z';
const now = '2026-03-02T12:00:00Z';
const pages: Pages = {
  pageParams: [undefined, 8],
  pages: [
    { notifications: [told(9), told(8, before)], unread: 5, next: 8 },
    { notifications: [told(7), told(6)], unread: 5, next: 6 },
  ],
};
const readAt = ({ pages: all }: Pages) =>
  all.flatMap(({ notifications }) => notifications.map(({ read_at }) => read_at));

it('what is opened is read on whichever page it stands, and the number falls by what was unread', () => {
  const after = withRead(pages, [9, 7, 8], now);
  expect(readAt(after)).toEqual([now, before, now, null]);
  expect(after.pages.map(({ unread }) => unread)).toEqual([3, 3]);
  expect(withRead(pages, [8], now).pages[0]?.unread).toBe(5);
});

it('all are read also where some of them are not on a page yet', () => {
  const after = withRead(pages, undefined, now);
  expect(readAt(after)).toEqual([now, before, now, now]);
  expect(after.pages[0]?.unread).toBe(0);
});

it('what arrived is newer than what was known, and was not read elsewhere meanwhile', () => {
  expect(listArrived([told(12), told(11, now), told(10), told(9)], 9).map((each) => each.notification_id)).toEqual([
    12, 10,
  ]);
});

it('the bell has room for two digits', () => {
  expect([unreadMark(7), unreadMark(99), unreadMark(100)]).toEqual(['7', '99', '99+']);
});
