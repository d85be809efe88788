import type { Condition } from '../../../src/conditions/format.ts';
import type { LeadKind, LeadSort, SavedView, ViewDefinition } from '../../../src/flow/work/contract.ts';

/** What the address of the list holds: the view, and what was changed about it since. */
export type LeadSearch = {
  view?: number;
  kind?: LeadKind;
  search?: string;
  filter?: Condition;
  /** "total.desc" */
  sort?: string;
  /** Names of columns, separated by commas. */
  columns?: string;
  /** Selected people, as ids separated by dots; "all" for everything that matches. */
  selected?: string;
};

export type Definition = ReturnType<typeof definitionOf>;

const KINDS: readonly LeadKind[] = ['lead', 'interest', 'all'];

/** Columns that every row carries by itself, by their names in the field catalogue. */
export const CARRIED_COLUMNS: readonly string[] = [
  'score.total',
  'lead.temperature',
  'score.cell',
  'score.fit',
  'score.engagement',
  'lead.stage',
  'lead.owner',
  'lead.source',
  'lead.opened_at',
  'last_touch_at',
  'first_touch_at',
  'person.title',
  'person.email',
];

/** What the list shows where neither the address nor a view says otherwise. */
export const DEFAULTS: ViewDefinition = {
  kind: 'lead',
  sort: { by: 'total', direction: 'desc' },
  columns: ['score.total', 'score.cell', 'lead.stage', 'lead.owner', 'lead.source', 'last_touch_at', 'lead.opened_at'],
};

/** Reads the address; what makes no sense is passed over, so that an old link still shows something. */
export function readLeadSearch(raw: Record<string, unknown>): LeadSearch {
  const text = (name: string) =>
    typeof raw[name] === 'string' && raw[name] !== '' ? (raw[name] as string) : undefined;
  const search = raw.search === undefined ? undefined : String(raw.search);
  const selected = raw.selected === undefined ? undefined : String(raw.selected);
  return {
    view: Number.isInteger(raw.view) ? (raw.view as number) : undefined,
    kind: KINDS.find((kind) => kind === raw.kind),
    search,
    filter: isCondition(raw.filter) ? raw.filter : undefined,
    sort: /^[\w.]+\.(asc|desc)$/.test(text('sort') ?? '') ? text('sort') : undefined,
    columns: text('columns'),
    selected,
  };
}

function isCondition(value: unknown): value is Condition {
  return typeof value === 'object' && value !== null && Array.isArray((value as Condition).rules);
}

/** "total.desc" as a sort. */
export function parseSort(text: string): LeadSort {
  const dot = text.lastIndexOf('.');
  return { by: text.slice(0, dot), direction: text.slice(dot + 1) === 'asc' ? 'asc' : 'desc' };
}

/** A sort as the address holds it. */
export function formatSort({ by, direction }: LeadSort): string {
  return `${by}.${direction}`;
}

/** Filters nobody out: how the address says that the filter of its view does not hold. */
const NO_FILTER: Condition = { combinator: 'and', rules: [] };

/** What the list shows: the view's definition with what the address changes about it. */
export function definitionOf(search: LeadSearch, view: SavedView | undefined) {
  const base = { ...DEFAULTS, ...view?.definition };
  const filter = search.filter ?? base.filter;
  return {
    kind: search.kind ?? base.kind,
    search: (search.search ?? base.search) || undefined,
    filter: filter === undefined || filter.rules.length === 0 ? undefined : filter,
    sort: search.sort === undefined ? base.sort : parseSort(search.sort),
    columns: search.columns?.split(',') ?? (base.columns.length > 0 ? base.columns : DEFAULTS.columns),
  };
}

/** The part of the address that makes the list show this: only what differs from its view is written down. */
export function searchFor(wanted: Definition, view: SavedView | undefined): LeadSearch {
  const base = definitionOf({}, view);
  const same = (name: keyof Definition) => JSON.stringify(wanted[name]) === JSON.stringify(base[name]);
  return {
    kind: same('kind') ? undefined : wanted.kind,
    search: same('search') ? undefined : (wanted.search ?? ''),
    filter: same('filter') ? undefined : (wanted.filter ?? NO_FILTER),
    sort: same('sort') ? undefined : formatSort(wanted.sort),
    columns: same('columns') ? undefined : wanted.columns.join(','),
  };
}

/** Whether the address changes anything about its view, so that there is something to save or to take back. */
export function isChanged({ kind, search, filter, sort, columns }: LeadSearch): boolean {
  return [kind, search, filter, sort, columns].some((part) => part !== undefined);
}
