import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { Import } from '../../../src/flow/capture/import/contract.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { confirmAction } from '../../parts/confirm.ts';
import { ErrorState } from '../../parts/error-state.tsx';
import { Page, PageHeader } from '../../parts/page-header.tsx';
import { ProgressCard } from '../../parts/progress-card.tsx';
import { sayDone } from '../../parts/toast.tsx';
import { importQuery, useForgetImport } from './api.ts';
import { formatBytes } from './bytes.ts';
import { ImportStateTag } from './import-state.tsx';
import css from './imports.module.css';
import { Result } from './result.tsx';
import { Running } from './running.tsx';
import { Wizard } from './wizard.tsx';

/** One import: how its file is read until it is started, how far it is, and what came of it. */
export function ImportPage() {
  const t = useT();
  const { locale } = useFormats();
  const { importId } = useParams({ from: '/frame/imports/$importId' });
  const { data: row, error, refetch } = useQuery(importQuery(importId));
  if (error !== null && row === undefined)
    return (
      <Page>
        <ErrorState whole error={error} onRetry={() => void refetch()} />
      </Page>
    );
  if (row === undefined) return null;
  return (
    <Page wide>
      <PageHeader
        title={
          <>
            <Link to="/imports" className={css.back}>
              {t('imports:title')}
            </Link>
            <span className={css.slash}>/</span>
            <span className={css.headName}>{row.file_name}</span>
          </>
        }
        note={
          <>
            <ImportStateTag state={row.state} />{' '}
            {row.bytes > 0 && <span className={css.size}>{formatBytes(locale, row.bytes)}</span>}
          </>
        }
        actions={<ImportMenu row={row} />}
      />
      <Body key={row.import_id} row={row} />
    </Page>
  );
}

function Body({ row }: { row: Import }) {
  const t = useT();
  switch (row.state) {
    case 'uploading':
      return (
        <ProgressCard
          title={t('imports:upload.elsewhere')}
          done={0}
          of={null}
          note={t('imports:upload.elsewhere_text')}
        />
      );
    case 'running':
      return <Running row={row} />;
    case 'done':
    case 'failed':
    case 'cancelled':
      return <Result row={row} />;
    default:
      return <Wizard row={row} />;
  }
}

function ImportMenu({ row }: { row: Import }) {
  const t = useT();
  const navigate = useNavigate();
  const forget = useForgetImport();
  if (row.state === 'running' || row.state === 'checking') return null;
  const ask = async () => {
    const sure = await confirmAction({
      title: t('imports:forget.title', { name: row.file_name }),
      text: t(row.rows_read > 0 ? 'imports:forget.text_kept' : 'imports:forget.text_nothing'),
      confirm: t('imports:forget.confirm'),
      cancel: t('common:action.cancel'),
    });
    if (!sure) return;
    forget.mutate(row.import_id, {
      onSuccess: () => {
        sayDone(t('imports:forget.done', { name: row.file_name }));
        void navigate({ to: '/imports' });
      },
    });
  };
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon aria-label={t('imports:more_actions')}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item color="red" leftSection={<IconTrash size={15} stroke={1.75} />} onClick={() => void ask()}>
          {t('imports:forget.action')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
