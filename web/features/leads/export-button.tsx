import { ActionIcon, Tooltip } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { sayDone } from '../../parts/toast.tsx';
import { exportLeads } from './api.ts';
import css from './leads.module.css';
import type { LeadList } from './use-lead-list.ts';

/** Identifies each person in an exported file, whatever columns are shown. */
const ALWAYS = ['person.full_name', 'person.email', 'person.phone', 'company.name'];

/** Downloads everybody the list shows, with its columns, and says how much has come so far. */
export function ExportButton({ list }: { list: LeadList }) {
  const t = useT();
  const formats = useFormats();
  const may = useMay('export');
  const [bytes, setBytes] = useState(0);
  const columns = [...new Set([...ALWAYS, ...list.definition.columns])];
  const run = useMutation({
    mutationFn: () => exportLeads({ ...list.selection, sort: list.definition.sort, columns }, setBytes),
    onSuccess: () => sayDone(t('leads:export.done')),
    onSettled: () => setBytes(0),
  });
  if (!may) return null;
  if (run.isPending)
    return (
      <span className={css.count} role="status">
        {t('leads:export.running', { size: formats.decimal(bytes / 1_000_000, 1) })}
      </span>
    );
  return (
    <Tooltip label={t('leads:export.label')}>
      <ActionIcon onClick={() => run.mutate()} aria-label={t('leads:export.label')}>
        <IconDownload size={17} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}
