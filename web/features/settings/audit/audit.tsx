import { Button, Select } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormats } from '../../../lib/formats.ts';
import { useT } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { PlainTable } from '../../../parts/plain-table.tsx';
import { auditQuery, everybodyQuery } from '../api.ts';
import css from '../settings.module.css';
import { SUBJECTS, useAuditWords } from './audit-words.ts';
import { Changes } from './changes.tsx';

/** Who changed what, from what, to what; newest first. */
export function AuditSettings() {
  const t = useT();
  const formats = useFormats();
  const words = useAuditWords();
  const [user, setUser] = useState<string | null>(null);
  const [subject, setSubject] = useState<string | null>(null);
  const { data: members = [] } = useQuery(everybodyQuery);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    auditQuery({ ...(user ? { user_id: user } : {}), ...(subject ? { subject_kind: subject } : {}) }),
  );
  const entries = data?.pages.flatMap((page) => page.entries);
  return (
    <>
      <PageHeader title={t('settings:section.audit')} lead={t('settings:audit.lead')} />
      <div className={css.tools}>
        <Select
          size="xs"
          clearable
          searchable
          aria-label={t('settings:audit.by')}
          placeholder={t('settings:audit.by')}
          data={members.map(({ user_id, name }) => ({ value: user_id, label: name }))}
          value={user}
          onChange={setUser}
        />
        <Select
          size="xs"
          clearable
          aria-label={t('settings:audit.about')}
          placeholder={t('settings:audit.about')}
          data={SUBJECTS.map((kind) => ({ value: kind, label: words.subject(kind) }))}
          value={subject}
          onChange={setSubject}
        />
      </div>
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {entries?.length === 0 && (
        <EmptyState
          icon={<IconHistory size={22} stroke={1.75} />}
          title={t('settings:audit.none')}
          text={t('settings:audit.none_text')}
        />
      )}
      {entries !== undefined && entries.length > 0 && (
        <PlainTable
          label={t('settings:section.audit')}
          top
          rows={entries}
          rowKey={(entry) => entry.audit_entry_id}
          columns={[
            {
              id: 'when',
              label: t('settings:audit.when'),
              width: '150px',
              cell: (entry) => (
                <span className={css.words}>
                  <time dateTime={entry.at} title={entry.request_id ?? undefined}>
                    {formats.day(entry.at)}, {formats.time(entry.at)}
                  </time>
                  <span className={css.faint}>{words.actor(entry.actor)}</span>
                </span>
              ),
            },
            {
              id: 'what',
              label: t('settings:audit.what'),
              width: '34%',
              cell: (entry) => (
                <div className={css.words}>
                  <span>{words.action(entry.action)}</span>
                  <span className={css.faint}>{words.about(entry)}</span>
                  <div className={css.phoneChanges}>
                    <Changes entry={entry} words={words} />
                  </div>
                </div>
              ),
            },
            {
              id: 'changes',
              label: t('settings:audit.changes'),
              wide: true,
              cell: (entry) => <Changes entry={entry} words={words} />,
            },
          ]}
        />
      )}
      {hasNextPage && (
        <Button mt={16} variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('settings:show_more')}
        </Button>
      )}
    </>
  );
}
