import { ActionIcon, Button, Menu, Switch } from '@mantine/core';
import { IconArchive, IconArchiveOff, IconDots, IconForms, IconPencil, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CustomField } from '../../../../src/flow/identity/contract.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useT } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { PlainTable } from '../../../parts/plain-table.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { offerUndo } from '../../../parts/toast.tsx';
import { customFieldsQuery, useChangeField } from '../api.ts';
import css from '../settings.module.css';
import { FieldDialog } from './field-dialog.tsx';

/** The fields this workspace has besides those that every workspace has. */
export function FieldSettings() {
  const t = useT();
  const { data: fields, error, refetch } = useQuery(customFieldsQuery);
  const [withArchived, setWithArchived] = useState(false);
  const [editing, setEditing] = useState<CustomField | 'new'>();
  useHotkeys([
    { keys: 'c', label: t('settings:fields.new'), group: t('settings:title'), run: () => setEditing('new') },
  ]);
  const shown = (fields ?? []).filter((field) => withArchived || field.archived_at === null);
  return (
    <>
      <PageHeader
        title={t('settings:section.fields')}
        lead={t('settings:fields.lead')}
        actions={
          <>
            {fields?.some((field) => field.archived_at !== null) && (
              <Switch
                size="xs"
                label={t('settings:fields.with_archived')}
                checked={withArchived}
                onChange={(event) => setWithArchived(event.currentTarget.checked)}
              />
            )}
            <Button leftSection={<IconPlus size={15} stroke={2} />} onClick={() => setEditing('new')}>
              {t('settings:fields.new')}
            </Button>
          </>
        }
      />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {fields !== undefined && shown.length === 0 && (
        <EmptyState
          icon={<IconForms size={22} stroke={1.75} />}
          title={t('settings:fields.none')}
          text={t('settings:fields.none_text')}
          action={<Button onClick={() => setEditing('new')}>{t('settings:fields.new')}</Button>}
        />
      )}
      {shown.length > 0 && (
        <PlainTable
          label={t('settings:section.fields')}
          rows={shown}
          rowKey={(field) => field.field_id}
          isFaded={(field) => field.archived_at !== null}
          columns={[
            {
              id: 'label',
              label: t('settings:fields.label'),
              cell: (field) => (
                <span className={css.words}>
                  <span>
                    {field.label} {field.archived_at !== null && <Tag>{t('settings:fields.archived')}</Tag>}
                  </span>
                  <code className={css.faint}>{field.key}</code>
                </span>
              ),
            },
            {
              id: 'scope',
              label: t('settings:fields.scope'),
              width: '116px',
              cell: (field) => t(`settings:fields.of_${field.scope}`),
            },
            {
              id: 'type',
              label: t('settings:fields.type'),
              width: '42%',
              wide: true,
              cell: (field) => (
                <span className={css.words}>
                  <span>{t(`settings:type.${field.type}`)}</span>
                  {field.options !== null && field.options.length > 0 && (
                    <span className={css.faint}>{field.options.join(', ')}</span>
                  )}
                </span>
              ),
            },
            {
              id: 'more',
              label: t('settings:more'),
              quiet: true,
              width: '36px',
              cell: (field) => <FieldMenu field={field} onEdit={() => setEditing(field)} />,
            },
          ]}
        />
      )}
      {editing !== undefined && (
        <FieldDialog field={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </>
  );
}

function FieldMenu({ field, onEdit }: { field: CustomField; onEdit: () => void }) {
  const t = useT();
  const change = useChangeField();
  const archived = field.archived_at !== null;
  const archive = (next: boolean) =>
    change.mutate(
      { id: field.field_id, archived: next },
      {
        onSuccess: () =>
          offerUndo(
            t(next ? 'settings:fields.was_archived' : 'settings:fields.was_restored', { label: field.label }),
            t('common:action.undo'),
            () => change.mutate({ id: field.field_id, archived: !next }),
          ),
      },
    );
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('settings:fields.more', { label: field.label })}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} stroke={1.75} />} onClick={onEdit}>
          {t('settings:fields.edit')}
        </Menu.Item>
        <Menu.Item
          leftSection={archived ? <IconArchiveOff size={15} stroke={1.75} /> : <IconArchive size={15} stroke={1.75} />}
          onClick={() => archive(!archived)}
        >
          {t(archived ? 'settings:fields.restore' : 'settings:fields.archive')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
