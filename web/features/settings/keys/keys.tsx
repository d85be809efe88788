import { Button, Switch } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useT } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/session.ts';
import { EmptyState } from '../../../parts/empty-state.tsx';
import { ErrorState } from '../../../parts/error-state.tsx';
import { PageHeader } from '../../../parts/page-header.tsx';
import { Section } from '../../../parts/section.tsx';
import { keysQuery } from '../api.ts';
import { KeyDialog } from './key-dialog.tsx';
import { KeyTable } from './key-table.tsx';

/** The keys: public ones that only send touches, and secret ones that act in a role. */
export function KeySettings() {
  const t = useT();
  const mayWrite = useMay('write_keys.write');
  const { data: keys, error, refetch } = useQuery(keysQuery);
  const [making, setMaking] = useState(false);
  const [withRevoked, setWithRevoked] = useState(false);
  useHotkeys(
    [{ keys: 'c', label: t('settings:keys.new'), group: t('settings:title'), run: () => setMaking(true) }],
    mayWrite,
  );
  const revoked = (keys ?? []).some((key) => key.revoked_at !== null);
  const shown = (keys ?? []).filter((key) => withRevoked || key.revoked_at === null);
  const ofKind = (kind: 'write' | 'secret') => shown.filter((key) => key.kind === kind);
  return (
    <>
      <PageHeader
        title={t('settings:section.keys')}
        lead={t('settings:keys.lead')}
        actions={
          <>
            {revoked && (
              <Switch
                size="xs"
                label={t('settings:keys.with_revoked')}
                checked={withRevoked}
                onChange={(event) => setWithRevoked(event.currentTarget.checked)}
              />
            )}
            {mayWrite && (
              <Button leftSection={<IconPlus size={15} stroke={2} />} onClick={() => setMaking(true)}>
                {t('settings:keys.new')}
              </Button>
            )}
          </>
        }
      />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {keys?.length === 0 && (
        <EmptyState
          icon={<IconKey size={22} stroke={1.75} />}
          title={t('settings:keys.none')}
          text={t('settings:keys.none_text')}
          action={mayWrite && <Button onClick={() => setMaking(true)}>{t('settings:keys.new')}</Button>}
        />
      )}
      {(['write', 'secret'] as const).map(
        (kind) =>
          ofKind(kind).length > 0 && (
            <Section key={kind} title={t(`settings:keys.all_${kind}`)} text={t(`settings:keys.${kind}_text`)}>
              <KeyTable kind={kind} keys={ofKind(kind)} />
            </Section>
          ),
      )}
      {making && <KeyDialog onClose={() => setMaking(false)} />}
    </>
  );
}
