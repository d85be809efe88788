import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconChevronDown, IconDeviceFloppy, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Import, ImportMapping, SavedMapping } from '../../../src/flow/capture/import/contract.ts';
import { useT } from '../../lib/i18n.ts';
import { confirmAction } from '../../parts/confirm.ts';
import { NameDialog } from '../../parts/name-dialog.tsx';
import { sayDone } from '../../parts/toast.tsx';
import { mappingsQuery, useRemoveMapping, useSaveMapping } from './api.ts';
import css from './imports.module.css';

type SavedMappingsProps = { row: Import; header: string[]; onUse: (mapping: ImportMapping) => void };

/** Mappings kept for files of the same kind: use one, keep this one, forget one. */
export function SavedMappings({ row, header, onUse }: SavedMappingsProps) {
  const t = useT();
  const { data: mappings = [] } = useQuery(mappingsQuery);
  const [saving, setSaving] = useState(false);
  const remove = useRemoveMapping();
  const askToRemove = async ({ import_mapping_id: id, name }: SavedMapping) => {
    const sure = await confirmAction({
      title: t('imports:saved.remove_title', { name }),
      text: t('imports:saved.remove_text'),
      confirm: t('imports:saved.remove'),
      cancel: t('common:action.cancel'),
    });
    if (sure && id !== null) remove.mutate(id);
  };
  const use = (mapping: ImportMapping) => {
    const here = new Set(header);
    const known = mapping.columns.filter(({ column }) => here.has(column));
    const named = new Set(known.map(({ column }) => column));
    const rest = (row.mapping?.columns ?? []).filter(({ column }) => !named.has(column));
    onUse({ ...mapping, columns: [...known, ...rest] });
  };
  return (
    <>
      <Menu width={300}>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            rightSection={<IconChevronDown size={14} />}
            disabled={mappings.length === 0}
          >
            {t('imports:saved.use')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mappings.map((saved) => (
            <div key={`${saved.import_mapping_id} ${saved.name}`} className={css.savedRow}>
              <Menu.Item onClick={() => use(saved.mapping)}>
                {saved.name}
                <span className={css.savedKind}>
                  {t(saved.import_mapping_id === null ? 'imports:saved.shipped' : 'imports:saved.own')}
                </span>
              </Menu.Item>
              {saved.import_mapping_id !== null && (
                <ActionIcon
                  size="sm"
                  aria-label={t('imports:saved.remove_named', { name: saved.name })}
                  onClick={() => void askToRemove(saved)}
                >
                  <IconTrash size={14} stroke={1.75} />
                </ActionIcon>
              )}
            </div>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconDeviceFloppy size={14} stroke={1.75} />}
        onClick={() => setSaving(true)}
      >
        {t('imports:saved.save')}
      </Button>
      {saving && row.mapping !== null && (
        <SaveDialog
          suggestion={row.file_name.replace(/\.[a-z]+$/i, '')}
          header={header}
          mapping={row.mapping}
          onClose={() => setSaving(false)}
        />
      )}
    </>
  );
}

type SaveDialogProps = { suggestion: string; header: string[]; mapping: ImportMapping; onClose: () => void };

function SaveDialog({ suggestion, header, mapping, onClose }: SaveDialogProps) {
  const t = useT();
  const save = useSaveMapping();
  const keep = (name: string) =>
    save.mutate(
      { name, header, mapping },
      {
        onSuccess: () => {
          sayDone(t('imports:saved.done', { name }));
          onClose();
        },
      },
    );
  return (
    <NameDialog
      title={t('imports:saved.save_title')}
      label={t('imports:saved.name')}
      description={t('imports:saved.name_why')}
      begin={suggestion}
      maxLength={100}
      saving={save.isPending}
      error={save.error}
      onSave={keep}
      onClose={onClose}
    />
  );
}
