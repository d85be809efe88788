import { VisuallyHidden } from '@mantine/core';
import { IconTargetArrow } from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { Condition } from '../../../../src/conditions/format.ts';
import type { Notification } from '../../../../src/flow/work/notifications/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useNow } from '../../../lib/now.ts';
import { BandShape, toneOfBand } from '../../../parts/band.tsx';
import css from './notifications.module.css';
import { useNotificationWords } from './use-words.ts';

type NotificationItemProps = { notification: Notification; isFirst: boolean; onOpen: () => void };

const MINE: Condition = { combinator: 'and', rules: [{ field: 'lead.owner', operator: 'in', value: ['@me'] }] };

/** One notification as a link to what it is about: a lead at its receipt, or one's own leads. */
export function NotificationItem({ notification, isFirst, onOpen }: NotificationItemProps) {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const { title, text, reasons } = useNotificationWords()(notification);
  const { kind, created_at, read_at } = notification;
  const isUnread = read_at === null;
  return (
    <li>
      <Link
        {...targetOf(notification)}
        className={css.item}
        data-unread={isUnread}
        data-autofocus={isFirst || undefined}
        onClick={onOpen}
      >
        <span className={css.mark}>
          {kind === 'crossed' ? (
            <BandShape tone={toneOfBand(notification.content.to_band)} size={12} />
          ) : (
            <IconTargetArrow size={15} stroke={1.75} aria-hidden="true" />
          )}
        </span>
        <span className={css.words}>
          <span className={css.what}>
            <span className={css.name}>{title}</span>
            <time className={css.when} dateTime={created_at} title={formats.dateTime(created_at)}>
              {formats.ago(created_at, Math.max(now, Date.parse(created_at)))}
            </time>
          </span>
          <span className={css.text}>{text}</span>
          {reasons.length > 0 && <span className={css.reasons}>{reasons.join(' · ')}</span>}
        </span>
        <span className={css.dot}>
          {isUnread && <VisuallyHidden>{t('frame:notifications.unread')}</VisuallyHidden>}
        </span>
      </Link>
    </li>
  );
}

function targetOf(notification: Notification): Pick<LinkProps, 'to' | 'params' | 'search'> {
  if (notification.kind === 'crossed')
    return { to: '/leads/$personId', params: { personId: notification.person_id }, search: { tab: 'thinking' } };
  return { to: '/leads', search: { kind: 'lead', filter: MINE } };
}
