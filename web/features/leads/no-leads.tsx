import { Button } from '@mantine/core';
import { IconFilterOff, IconUserPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useT } from '../../lib/i18n.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import type { LeadList } from './use-lead-list.ts';

/** Nobody here: because of the filter, because all are interests still, or because nothing has come in yet. */
export function NoLeads({ list, onNew }: { list: LeadList; onNew: (() => void) | undefined }) {
  const t = useT();
  const { definition, show } = list;
  const narrowed = definition.search !== undefined || definition.filter !== undefined;
  if (narrowed)
    return (
      <EmptyState
        icon={<IconFilterOff size={22} stroke={1.75} />}
        title={t('leads:empty.narrowed')}
        text={t('leads:empty.narrowed_text')}
        action={
          <Button variant="default" onClick={() => show({ search: undefined, filter: undefined })}>
            {t('leads:empty.show_all')}
          </Button>
        }
      />
    );
  const { kind } = definition;
  return (
    <EmptyState
      icon={<IconUserPlus size={22} stroke={1.75} />}
      title={t(kind === 'interest' ? 'leads:empty.no_interests' : 'leads:empty.no_leads')}
      text={t(kind === 'lead' ? 'leads:empty.no_leads_text' : 'leads:empty.nothing_text')}
      action={
        <>
          <Button renderRoot={(props) => <Link to="/start" {...props} />}>{t('leads:empty.start')}</Button>
          {onNew !== undefined && (
            <Button variant="default" onClick={onNew}>
              {t('leads:new.button')}
            </Button>
          )}
          {kind === 'lead' && (
            <Button variant="default" onClick={() => show({ kind: 'interest' })}>
              {t('leads:empty.show_interests')}
            </Button>
          )}
        </>
      }
    />
  );
}
