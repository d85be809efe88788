import { Button, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { hashKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { LeadKind, LeadRow } from '../../../src/flow/work/contract.ts';
import { useT } from '../../lib/i18n.ts';
import type { KeysetRows } from '../../lib/keyset-pages.ts';
import { keepNeighbours } from '../../lib/neighbours.ts';
import { personQuery } from '../../lib/person.ts';
import { usePreference } from '../../lib/preferences.ts';
import { useMay } from '../../lib/session.ts';
import { fieldsQuery } from '../../lib/vocabulary.ts';
import type { TableLayout } from '../../parts/data-table/columns.ts';
import { ColumnsMenu } from '../../parts/data-table/columns-menu.tsx';
import { DataTable } from '../../parts/data-table/data-table.tsx';
import { ErrorState } from '../../parts/error-state.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { useLeadColumns, useRowName } from './columns.tsx';
import { CompactLead } from './compact-lead.tsx';
import { Count } from './count.tsx';
import { ExportButton } from './export-button.tsx';
import { LeadFilter } from './lead-filter.tsx';
import css from './leads.module.css';
import { NewLead } from './new-lead.tsx';
import { NoLeads } from './no-leads.tsx';
import { SearchField } from './search-field.tsx';
import { useLeadList } from './use-lead-list.ts';
import { useSelection } from './use-selection.ts';
import { ViewTabs } from './view-tabs.tsx';

const NO_FIELDS: never[] = [];
const KINDS: readonly LeadKind[] = ['lead', 'interest', 'all'];

/** As many rows on either side are known as next and previous ones of the record that is opened. */
const NEIGHBOURS = 150;

function idsAround(rows: KeysetRows<LeadRow>, index: number): number[] {
  const around = Array.from({ length: 2 * NEIGHBOURS + 1 }, (_, at) => rows.rowAt(index - NEIGHBOURS + at));
  return around.flatMap((row) => (row === undefined ? [] : [row.person_id]));
}

/** Everybody: as leads, as interests or both, under saved views, filtered, sorted, selected and changed together. */
export function LeadsPage() {
  const t = useT();
  const navigate = useNavigate();
  const client = useQueryClient();
  const mayWrite = useMay('people.write');
  const [adding, setAdding] = useState(false);
  const { data: fields = NO_FIELDS } = useQuery(fieldsQuery);
  const list = useLeadList();
  const { search, definition, rows, show, write } = list;
  const columns = useLeadColumns(fields);
  const rowName = useRowName();
  const [widths, setWidths] = usePreference<Record<string, number>>('leads-widths', {});
  const layout = useMemo<TableLayout>(() => ({ shown: definition.columns, widths }), [definition.columns, widths]);
  const onLayout = useCallback(
    (next: TableLayout) => {
      if (next.widths !== widths) setWidths(next.widths);
      if (next.shown.join() !== definition.columns.join()) show({ columns: next.shown });
    },
    [widths, setWidths, definition.columns, show],
  );
  const place = hashKey([list.selection, definition.sort]);
  const selection = useSelection(
    hashKey([list.selection]),
    search.selected,
    useCallback((selected) => write({ selected }), [write]),
  );

  return (
    <div className={css.page}>
      <header className={css.head}>
        <h1 className={css.title}>{t('leads:title')}</h1>
        <ViewTabs list={list} />
        <div className={css.headEnd}>
          <ExportButton list={list} />
          {mayWrite && (
            <Button size="xs" leftSection={<IconPlus size={14} stroke={2} />} onClick={() => setAdding(true)}>
              {t('leads:new.button')}
            </Button>
          )}
        </div>
      </header>
      <div className={css.tools}>
        <SegmentedControl
          size="xs"
          aria-label={t('leads:kind.label')}
          value={definition.kind}
          onChange={(kind) => show({ kind: kind as LeadKind })}
          data={KINDS.map((kind) => ({ value: kind, label: t(`leads:kind.${kind}`) }))}
        />
        <SearchField value={definition.search ?? ''} onSearch={(text) => show({ search: text })} />
        <LeadFilter fields={fields} filter={definition.filter} onFilter={(filter) => show({ filter })} />
        <div className={css.toolsEnd}>
          <Count count={list.count} />
          <span className={css.columns}>
            <ColumnsMenu columns={columns} layout={layout} onLayout={onLayout} />
          </span>
        </div>
      </div>
      {rows.error != null && (rows.length === 0 || rows.isPrevious) ? (
        <ErrorState error={rows.error} onRetry={rows.retry} />
      ) : (
        <DataTable<LeadRow>
          label={t('leads:title')}
          rows={rows}
          rowId={(row) => row.person_id}
          rowName={rowName}
          columns={columns}
          layout={layout}
          onLayout={onLayout}
          sort={definition.sort}
          onSort={(sort) => show({ sort })}
          isSelected={(id) => selection.all || selection.ids.has(id)}
          anySelected={selection.any}
          allSelected={selection.all}
          onSelect={(some, on) =>
            selection.select(
              some.map((row) => row.person_id),
              on,
            )
          }
          onSelectAll={selection.selectAll}
          onOpen={(row, index) => {
            keepNeighbours(idsAround(rows, index));
            void navigate({ to: '/leads/$personId', params: { personId: row.person_id } });
          }}
          onHover={(row) => void client.query(personQuery(row.person_id)).catch(() => undefined)}
          compact={(row) => <CompactLead row={row} />}
          place={place}
          empty={<NoLeads list={list} onNew={mayWrite ? () => setAdding(true) : undefined} />}
        />
      )}
      {selection.any && <BulkBar list={list} selection={selection} />}
      <NewLead opened={adding} onClose={() => setAdding(false)} />
    </div>
  );
}
