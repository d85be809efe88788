import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { LeadRow } from '../../../src/flow/work/contract.ts';
import { useKeysetRows } from '../../lib/keyset-pages.ts';
import { countQuery, fetchLeads, viewsQuery } from './api.ts';
import { CARRIED_COLUMNS, definitionOf, type LeadSearch } from './search.ts';

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

  const change = useCallback(
    (patch: Partial<LeadSearch>) =>
      void navigate({ search: (before: LeadSearch) => ({ ...before, ...patch }), replace: true, resetScroll: false }),
    [navigate],
  );
  return { search, views, view, definition, selection, rows, count, change };
}

export type LeadList = ReturnType<typeof useLeadList>;
