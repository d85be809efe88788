import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconKey, IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { confirmAction } from '../../../parts/confirm.ts';
import { sayDone } from '../../../parts/toast.tsx';
import { type Member, useMakePasswordLink, useRemoveMember } from '../api.ts';
import { SecretDialog } from '../secret-dialog.tsx';
import css from '../settings.module.css';

/** What can be done about a member: a link for a forgotten password, and removal unless it is the last administrator. */
export function MemberMenu({ member, isLast }: { member: Member; isLast: boolean }) {
  const t = useT();
  const formats = useFormats();
  const makeLink = useMakePasswordLink();
  const remove = useRemoveMember();
  const [link, setLink] = useState<{ link: string; expires_at: string }>();
  const { name, user_id } = member;
  const askToRemove = async () => {
    const sure = await confirmAction({
      title: t('settings:people.remove_title', { name }),
      text: t('settings:people.remove_text', { name }),
      confirm: t('settings:people.remove'),
      cancel: t('common:action.cancel'),
    });
    if (!sure) return;
    // The row may be gone when the answer comes, so what is said then does not hang on it.
    await remove.mutateAsync(user_id).then(
      () => sayDone(t('settings:people.removed', { name })),
      () => undefined,
    );
  };
  const askForLink = async () => {
    const sure = await confirmAction({
      title: t('settings:people.link_title', { name }),
      text: t('settings:people.link_text'),
      confirm: t('settings:people.link_make'),
      cancel: t('common:action.cancel'),
      danger: false,
    });
    if (sure) makeLink.mutate(user_id, { onSuccess: setLink });
  };
  return (
    <>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={t('settings:people.more', { name })} loading={makeLink.isPending || remove.isPending}>
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconKey size={15} stroke={1.75} />} onClick={() => void askForLink()}>
            {t('settings:people.password_link')}
          </Menu.Item>
          <Menu.Item
            color="red"
            disabled={isLast}
            leftSection={<IconUserMinus size={15} stroke={1.75} />}
            onClick={() => void askToRemove()}
          >
            {t('settings:people.remove')}
            {isLast && <span className={css.menuWhy}>{t('settings:people.last_administrator')}</span>}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {link !== undefined && (
        <SecretDialog
          title={t('settings:people.link_made', { name })}
          text={t('settings:people.link_made_text', { until: formats.dateTime(link.expires_at) })}
          label={t('settings:link')}
          secret={link.link}
          onClose={() => setLink(undefined)}
        />
      )}
    </>
  );
}
