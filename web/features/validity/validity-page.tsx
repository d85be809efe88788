import { Button, Skeleton, Switch } from '@mantine/core';
import { IconPlus, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useFormats } from '../../lib/formats.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Page, PageHeader } from '../../parts/page-header.tsx';
import { offerUndo } from '../../parts/toast.tsx';
import { type Rules, useChangeRule, useOrderRules, type ValidityRule, validityQuery } from './api.ts';
import { NOT_VALID } from './filters.ts';
import { PresetsBar } from './presets-bar.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { RuleRow } from './rule-row.tsx';
import css from './validity.module.css';

/** What a valid lead must fulfil: each rule with how many leads do not, and why that is said of them. */
export function ValidityPage() {
  const t = useT();
  const mayWrite = useMay('scoring.write');
  const { data, error, refetch } = useQuery(validityQuery);
  const [withArchived, setWithArchived] = useState(false);
  const [editing, setEditing] = useState<ValidityRule | 'new'>();
  const archive = useArchive();
  const order = useOrderRules();
  const add = () => setEditing('new');
  useHotkeys([{ keys: 'c', label: t('validity:new'), group: t('validity:title'), run: add }], mayWrite);
  const rules = data?.rules ?? [];
  const used = rules.filter((rule) => rule.archived_at === null);
  const shown = withArchived ? rules : used;
  const swap = (at: number, to: number) => {
    if (used[to] === undefined) return undefined;
    return () => {
      const ids = used.map((rule) => rule.validity_rule_id);
      [ids[at], ids[to]] = [ids[to] as number, ids[at] as number];
      order.mutate(ids);
    };
  };
  return (
    <Page wide>
      <PageHeader
        title={t('validity:title')}
        lead={t('validity:lead')}
        actions={
          <>
            {used.length < rules.length && (
              <Switch
                size="xs"
                label={t('validity:with_archived')}
                checked={withArchived}
                onChange={(event) => setWithArchived(event.currentTarget.checked)}
              />
            )}
            <Button variant="default" renderRoot={(props) => <Link to="/scoring" search={{}} {...props} />}>
              {t('scoring:compare.back')}
            </Button>
            {mayWrite && (
              <Button leftSection={<IconPlus size={15} stroke={2} />} onClick={add}>
                {t('validity:new')}
              </Button>
            )}
          </>
        }
      />
      {error !== null && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton mt={20} height={240} className="pl-late" />}
      {data !== undefined && shown.length === 0 && (
        <EmptyState
          icon={<IconShieldCheck size={22} stroke={1.75} />}
          title={t('validity:none')}
          text={t('validity:none_text')}
          action={mayWrite && <PresetsBar rules={rules} />}
        />
      )}
      {data !== undefined && used.length > 0 && <Sum list={data} />}
      {shown.length > 0 && mayWrite && <PresetsBar rules={rules} />}
      {shown.length > 0 && (
        <ol className={css.rules} aria-label={t('validity:title')}>
          {shown.map((rule, at) => (
            <RuleRow
              key={rule.validity_rule_id}
              rule={rule}
              leads={data?.leads ?? 0}
              actions={
                mayWrite
                  ? {
                      edit: () => setEditing(rule),
                      archive: (archived) => archive(rule, archived),
                      up: rule.archived_at === null ? swap(at, at - 1) : undefined,
                      down: rule.archived_at === null ? swap(at, at + 1) : undefined,
                    }
                  : undefined
              }
            />
          ))}
        </ol>
      )}
      {editing !== undefined && (
        <RuleDialog rule={editing === 'new' ? undefined : editing} onClose={() => setEditing(undefined)} />
      )}
    </Page>
  );
}

/** How many leads are not valid, and the way to them. */
function Sum({ list: { leads, leads_not_valid: failed } }: { list: Rules }) {
  const t = useT();
  const formats = useFormats();
  if (failed === 0) return <p className={css.sum}>{t('validity:all_valid')}</p>;
  return (
    <p className={css.sum}>
      {t('validity:not_valid', {
        count: failed,
        leads: formats.number(leads),
        share: formats.percent(failed / Math.max(leads, 1)),
      })}{' '}
      <Link to="/leads" search={{ kind: 'lead', filter: NOT_VALID }}>
        {t('validity:show_them')}
      </Link>
    </p>
  );
}

/** Archives a rule or brings it back, and offers to undo that. Lives with the screen: the row may be gone by the answer. */
function useArchive(): (rule: ValidityRule, archived: boolean) => void {
  const t = useT();
  const change = useChangeRule();
  return ({ validity_rule_id: id, name }, archived) =>
    change.mutate(
      { id, archived },
      {
        onSuccess: () =>
          offerUndo(
            t(archived ? 'validity:was_archived' : 'validity:was_restored', { name }),
            t('common:action.undo'),
            () => change.mutate({ id, archived: !archived }),
          ),
      },
    );
}
