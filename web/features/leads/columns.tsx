import { useMemo } from 'react';
import type { FieldEntry, LeadRow } from '../../../src/flow/work/contract.ts';
import { fieldLabel, shownField, useFieldText } from '../../lib/fields.ts';
import { useFormats } from '../../lib/formats.ts';
import { useT } from '../../lib/i18n.ts';
import { useNow } from '../../lib/now.ts';
import { GridCell } from '../../parts/band.tsx';
import type { TableColumn } from '../../parts/data-table/columns.ts';
import { Initials } from '../../parts/initials.tsx';
import { TemperatureBadge, WarmScore } from '../../parts/temperature.tsx';
import css from './leads.module.css';
import { RowSpark } from './row-spark.tsx';

/** What a person is called in a list: the name, else the address, else a visitor by number. */
export function useRowName(): (row: Pick<LeadRow, 'person_id' | 'full_name' | 'email'>) => string {
  const t = useT();
  return (row) => row.full_name ?? row.email ?? t('common:visitor', { id: row.person_id });
}

/** The name over the company. A bare link, for another tab and the middle button: a plain press means the row, which opens it. */
function NameCell({ row }: { row: LeadRow }) {
  const name = useRowName()(row);
  return (
    <span className={css.name}>
      <a href={`/leads/${row.person_id}`} tabIndex={-1} className={css.nameLink} data-unnamed={row.full_name === null}>
        {name}
      </a>
      {row.company_name !== null && <span className={css.company}>{row.company_name}</span>}
    </span>
  );
}

function Ago({ at, short = false }: { at: string | null; short?: boolean }) {
  const formats = useFormats();
  const now = useNow();
  if (at === null) return <Nothing />;
  return (
    <time dateTime={at} title={formats.dateTime(at)} className={css.quiet}>
      {short ? formats.span(now - Date.parse(at)) : formats.ago(at, now)}
    </time>
  );
}

function Nothing() {
  return <span className={css.nothing}>–</span>;
}

function OwnerCell({ owner }: { owner: LeadRow['owner'] }) {
  const t = useT();
  if (owner === null) return <span className={css.nothing}>{t('leads:no_owner')}</span>;
  return (
    <span className={css.owner}>
      <Initials name={owner.name} size={18} />
      <span className="pl-truncate">{owner.name}</span>
    </span>
  );
}

/** A stage in words: those that Plumb ships are translated, own ones are named by their owners. */
export function useStageName(): (stage: string) => string {
  const t = useT();
  return (stage) => {
    const known = (['new'] as const).find((key) => key === stage);
    return known === undefined ? stage : t(`common:stage.${known}`);
  };
}

function StageCell({ stage }: { stage: string | null }) {
  const name = useStageName();
  return stage === null ? <Nothing /> : <span className={css.stage}>{name(stage)}</span>;
}

/** Every column the list can show: those every row carries, then one for each field of the catalogue. */
export function useLeadColumns(fields: FieldEntry[]): TableColumn<LeadRow>[] {
  const t = useT();
  const formats = useFormats();
  const text = useFieldText();
  return useMemo(() => {
    const number = (value: number | null) => (value === null ? <Nothing /> : formats.number(value));
    const plain = (value: string | null) =>
      value === null ? <Nothing /> : <span className="pl-truncate">{value}</span>;
    const first = { firstDirection: 'desc' } as const;
    const own: TableColumn<LeadRow>[] = [
      {
        id: 'name',
        label: t('leads:column.name'),
        width: 260,
        minWidth: 160,
        pinned: true,
        sortBy: 'full_name',
        cell: (row) => <NameCell row={row} />,
      },
      {
        id: 'score.total',
        label: t('leads:column.total'),
        width: 150,
        minWidth: 72,
        sortBy: 'total',
        ...first,
        cell: (row) => (
          <span className={css.scoreCell}>
            <WarmScore mark="aligned" points={row.total} band={row.band} temperature={row.temperature} />
            <RowSpark personId={row.person_id} />
          </span>
        ),
      },
      {
        id: 'lead.temperature',
        label: t('leads:column.temperature'),
        width: 120,
        sortBy: 'lead.temperature',
        ...first,
        cell: (row) => <TemperatureBadge temperature={row.temperature} band={row.band} />,
      },
      { id: 'score.cell', label: t('leads:column.cell'), width: 72, cell: (row) => <GridCell cell={row.cell} /> },
      { id: 'lead.stage', label: t('leads:column.stage'), width: 120, cell: (row) => <StageCell stage={row.stage} /> },
      { id: 'lead.owner', label: t('leads:column.owner'), width: 150, cell: (row) => <OwnerCell owner={row.owner} /> },
      {
        id: 'lead.source',
        label: t('leads:column.source'),
        width: 150,
        cell: (row) => plain(row.source?.name ?? null),
      },
      {
        id: 'last_touch_at',
        label: t('leads:column.last_touch_at'),
        width: 130,
        sortBy: 'last_touch_at',
        ...first,
        cell: (row) => <Ago at={row.last_touch_at} />,
      },
      {
        id: 'lead.opened_at',
        label: t('leads:column.opened_at'),
        width: 80,
        align: 'end',
        sortBy: 'opened_at',
        ...first,
        cell: (row) => <Ago at={row.opened_at} short />,
      },
      {
        id: 'score.fit',
        label: t('leads:column.fit'),
        width: 90,
        align: 'end',
        sortBy: 'fit',
        ...first,
        cell: (row) => number(row.fit),
      },
      {
        id: 'score.engagement',
        label: t('leads:column.engagement'),
        width: 110,
        align: 'end',
        sortBy: 'engagement',
        ...first,
        cell: (row) => number(row.engagement),
      },
      {
        id: 'first_touch_at',
        label: t('leads:column.first_touch_at'),
        width: 130,
        sortBy: 'first_touch_at',
        ...first,
        cell: (row) => <Ago at={row.first_touch_at} />,
      },
      { id: 'person.title', label: t('leads:column.title'), width: 180, cell: (row) => plain(row.title) },
      { id: 'person.email', label: t('leads:column.email'), width: 220, cell: (row) => plain(row.email) },
    ];
    const had = new Set(['person.full_name', ...own.map((column) => column.id)]);
    const more = fields
      .filter((field) => field.column && !had.has(field.name))
      .map((field): TableColumn<LeadRow> => {
        const numeric = field.type === 'number';
        return {
          id: field.name,
          label: fieldLabel(field),
          width: numeric ? 110 : field.type === 'list' ? 240 : 160,
          align: numeric ? 'end' : 'start',
          sortBy: field.name,
          ...(numeric ? first : {}),
          cell: (row) => plain(text(shownField(field), row.columns[field.name]) || null),
        };
      });
    return [...own, ...more];
  }, [fields, formats, t, text]);
}
