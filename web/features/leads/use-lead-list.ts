import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { LeadRow } from '../../../src/flow/work/contract.ts';
import { useKeysetRows } from '../../lib/keyset-pages.ts';
import { countQuery, fetchLeads, viewsQuery } from './api.ts';
import { CARRIED_COLUMNS, type Definition, definitionOf, type LeadSearch, searchFor } from './search.ts';

const PAGE = 100;
/** Others are asked for by name. */
const CARRIED = new Set(CARRIED_COLUMNS);

/** The list as its address says: the view, what it shows, its rows and how many there are. */
export function useLeadList() {
  const search = useSearch({ from: '/frame/leads' });
  const navigate = useNavigate({ from: '/leads' });
  const { data: views } = useQuery(viewsQuery);
  const view = views?.find((each) => each.saved_view_id === search.view);
  const definition = useMemo(() => definitionOf(search, view), [search, view]);

  const selection = useMemo(() => {
    const { kind, search: text, filter } = definition;
    return { kind, ...(text ? { search: text } : {}), ...(filter ? { filter } : {}) };
  }, [definition]);
  const asked = useMemo(
    () => ({ ...selection, sort: definition.sort, columns: definition.columns.filter((name) => !CARRIED.has(name)) }),
    [selection, definition],
  );
  const rows = useKeysetRows<LeadRow>({
    queryKey: ['person', 'list', asked],
    pageSize: PAGE,
    fetchPage: (after, signal) => fetchLeads({ ...asked, limit: PAGE, ...(after === null ? {} : { after }) }, signal),
  });
  const { data: count } = useQuery({ ...countQuery(selection), placeholderData: keepPreviousData });

  const write = useCallback(
    (next: LeadSearch) =>
      void navigate({ search: (before: LeadSearch) => ({ ...before, ...next }), replace: true, resetScroll: false }),
    [navigate],
  );
  /** Shows something else than now; what is not named stays. */
  const show = useCallback(
    (patch: Partial<Definition>) => write(searchFor({ ...definition, ...patch }, view)),
    [write, definition, view],
  );
  return { search, views, view, definition, selection, rows, count, show, write };
}

export type LeadList = ReturnType<typeof useLeadList>;
