import { Button, Switch } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconInbox, IconPlus, IconRoute } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useFormats } from '../../lib/formats.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useT } from '../../lib/i18n.ts';
import { useMay } from '../../lib/session.ts';
import { sourcesQuery } from '../../lib/sources.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { Page, PageHeader } from '../../parts/page-header.tsx';
import { PlainTable } from '../../parts/plain-table.tsx';
import { waitingQuery } from './api.ts';
import { DayBars } from './day-bars.tsx';
import { MEASURES, sumTallies } from './days.ts';
import { PeriodSwitch } from './period-switch.tsx';
import { useSourceColumns } from './source-columns.tsx';
import { SourceDialog } from './source-dialog.tsx';
import css from './sources.module.css';
import { usePeriod } from './use-period.ts';

/** Every way in with what it brought, day by day, and the way to what could not be understood. */
export function SourcesPage() {
  const t = useT();
  const navigate = useNavigate();
  const mayWrite = useMay('sources.write');
  const { days: period = 30, archived = false } = useSearch({ from: '/frame/sources' });
  const { data: sources, error, refetch } = useQuery(sourcesQuery({ archived }));
  const { days, tallies, error: daysError, retry } = usePeriod(period);
  const columns = useSourceColumns(tallies, period);
  const [adding, add] = useDisclosure(false);
  useHotkeys([{ keys: 'c', label: t('sources:new'), group: t('sources:title'), run: add.open }], mayWrite);
  const set = (search: { days?: typeof period; archived?: boolean }) =>
    void navigate({ to: '/sources', search: (before) => ({ ...before, ...search }), replace: true });
  const problem = error ?? daysError;

  return (
    <Page wide>
      <PageHeader
        title={t('sources:title')}
        lead={t('sources:lead')}
        actions={
          <>
            <UnreadableLink />
            {mayWrite && (
              <Button leftSection={<IconPlus size={15} stroke={2} />} onClick={add.open}>
                {t('sources:new')}
              </Button>
            )}
          </>
        }
      />
      <div className={css.tools}>
        <PeriodSwitch period={period} onPeriod={(next) => set({ days: next })} />
        <Switch
          size="xs"
          label={t('sources:show_archived')}
          checked={archived}
          onChange={(event) => set({ archived: event.currentTarget.checked || undefined })}
        />
      </div>
      {problem !== null && (
        <ErrorState
          error={problem}
          onRetry={() => {
            void refetch();
            void retry();
          }}
        />
      )}
      {sources?.length === 0 && (
        <EmptyState
          icon={<IconRoute size={22} stroke={1.75} />}
          title={t('sources:none.title')}
          text={t('sources:none.text')}
          action={mayWrite && <Button onClick={add.open}>{t('sources:new')}</Button>}
        />
      )}
      {sources !== undefined && sources.length > 0 && problem === null && (
        <PlainTable
          label={t('sources:title')}
          rows={sources}
          rowKey={(source) => source.source_id}
          columns={columns}
          isFaded={(source) => source.archived_at !== null}
          onOpen={(source) =>
            void navigate({
              to: '/sources/$sourceId',
              params: { sourceId: source.source_id },
              search: { days: period },
            })
          }
          foot={<Totals tallies={tallies} days={days.length} />}
        />
      )}
      {adding && <SourceDialog onClose={add.close} />}
    </Page>
  );
}

type TotalsProps = Pick<ReturnType<typeof usePeriod>, 'tallies'> & { days: number };

function Totals({ tallies, days }: TotalsProps) {
  const t = useT();
  const formats = useFormats();
  const all = sumTallies(tallies.values(), days);
  const most = Math.max(0, ...all.byDay.touches);
  return (
    <tr>
      <td>{t('sources:all')}</td>
      {MEASURES.map((measure) => (
        <td key={measure} data-wide={measure === 'people'}>
          {formats.number(all[measure])}
        </td>
      ))}
      <td data-wide="true">
        <DayBars
          values={all.byDay.touches}
          most={most}
          label={t('sources:bars', { name: t('sources:all'), most: formats.number(most) })}
        />
      </td>
      <td data-wide="true" />
    </tr>
  );
}

/** The way to what could not be understood, with how much waits there. */
function UnreadableLink() {
  const t = useT();
  const formats = useFormats();
  const { data: waiting = 0 } = useQuery(waitingQuery);
  return (
    <Button
      variant="default"
      leftSection={<IconInbox size={15} stroke={1.75} />}
      renderRoot={(props) => <Link to="/sources/unreadable" {...props} />}
    >
      {waiting === 0
        ? t('sources:unreadable.link')
        : t('sources:unreadable.link_waiting', { count: waiting, shown: formats.number(waiting) })}
    </Button>
  );
}
