import { ActionIcon, Button, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { Key } from '../../../../src/access/contract.ts';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { useNow } from '../../../lib/now.ts';
import { useMay } from '../../../lib/session.ts';
import { sourcesQuery } from '../../../lib/sources.ts';
import { confirmAction } from '../../../parts/confirm.ts';
import { type PlainColumn, PlainTable } from '../../../parts/plain-table.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { sayDone } from '../../../parts/toast.tsx';
import { everybodyQuery, useRevokeKey } from '../api.ts';
import css from '../settings.module.css';

type KeyTableProps = { kind: Key['kind']; keys: Key[] };

/** Keys of one kind: what each is for, how it begins, when it was last used, and its end. */
export function KeyTable({ kind, keys }: KeyTableProps) {
  const t = useT();
  const formats = useFormats();
  const now = useNow();
  const mayRevoke = useMay(kind === 'secret' ? 'keys.write' : 'write_keys.write');
  const { data: sources = [] } = useQuery(sourcesQuery({ archived: true }));
  const { data: members = [] } = useQuery(everybodyQuery);
  const revoke = useRevokeKey();
  const askToRevoke = async (key: Key) => {
    const sure = await confirmAction({
      title: t('settings:keys.revoke_title', { name: key.name }),
      text: t(kind === 'secret' ? 'settings:keys.revoke_secret' : 'settings:keys.revoke_write'),
      confirm: t('settings:keys.revoke'),
      cancel: t('common:action.cancel'),
    });
    if (sure) revoke.mutate(key, { onSuccess: () => sayDone(t('settings:keys.revoked_done', { name: key.name })) });
  };
  const columns: PlainColumn<Key>[] = [
    {
      id: 'name',
      label: t('settings:keys.name'),
      cell: (key) => (
        <span className={css.words}>
          <span>
            {key.name} {key.revoked_at !== null && <Tag>{t('settings:keys.revoked')}</Tag>}
          </span>
          <span className={css.faint}>
            {[members.find((member) => member.user_id === key.created_by)?.name, formats.day(key.created_at)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      ),
    },
    {
      id: 'key',
      label: t('settings:keys.key'),
      width: '196px',
      cell: (key) => <ShownKey shown={key} />,
    },
    {
      id: 'for',
      label: t(kind === 'secret' ? 'settings:keys.acts_as' : 'settings:keys.source'),
      width: '148px',
      wide: true,
      cell: (key) =>
        key.role === null
          ? (sources.find((source) => source.source_id === key.source_id)?.name ?? t('settings:keys.usual_source'))
          : t(`common:role.${key.role}`),
    },
    {
      id: 'used',
      label: t('settings:keys.used'),
      width: '116px',
      wide: true,
      cell: (key) =>
        key.last_used_at === null ? (
          <span className="pl-muted">{t('settings:keys.never')}</span>
        ) : (
          <time dateTime={key.last_used_at} title={formats.dateTime(key.last_used_at)}>
            {formats.ago(key.last_used_at, now)}
          </time>
        ),
    },
    {
      id: 'revoke',
      label: t('settings:keys.revoke'),
      quiet: true,
      align: 'end',
      width: '92px',
      cell: (key) =>
        mayRevoke &&
        key.revoked_at === null && (
          <Button variant="default" size="xs" onClick={() => void askToRevoke(key)}>
            {t('settings:keys.revoke')}
          </Button>
        ),
    },
  ];
  return (
    <PlainTable
      label={t(`settings:keys.all_${kind}`)}
      rows={keys}
      rowKey={(key) => key.key_id}
      isFaded={(key) => key.revoked_at !== null}
      columns={columns}
    />
  );
}

/** How a key begins; a public one can be copied whole. */
function ShownKey({ shown: { shown, public_token: token, revoked_at } }: { shown: Key }) {
  const t = useT();
  return (
    <span className={css.key}>
      <code>{shown}</code>
      {token !== null && revoked_at === null && (
        <CopyButton value={token} timeout={2000}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? t('common:said.copied') : t('common:action.copy')}>
              <ActionIcon
                size="sm"
                onClick={copy}
                aria-label={copied ? t('common:said.copied') : t('common:action.copy')}
              >
                {copied ? <IconCheck size={14} /> : <IconCopy size={14} stroke={1.75} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      )}
    </span>
  );
}
