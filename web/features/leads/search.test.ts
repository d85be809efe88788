import { describe, expect, it } from 'vitest';
import type { SavedView } from '../../../src/flow/work/contract.ts';
import { DEFAULTS, definitionOf, formatSort, isChanged, parseSort, readLeadSearch, searchFor } from './search.ts';

const view: SavedView = {
  saved_view_id: 3,
  key: null,
  name: 'Hot in Romania',
  shared: true,
  position: 0,
  editable: true,
  definition: { kind: 'all', sort: { by: 'last_touch_at', direction: 'asc' }, columns: ['total'], search: 'acme' },
};

describe('the address of the list', () => {
  it('passes over what makes no sense, so an old link still shows something', () => {
    expect(readLeadSearch({ kind: 'nobody', sort: 'total', filter: 'x', view: 'y' })).toEqual(readLeadSearch({}));
  });

  it('keeps a search that looks like a number as the text it was', () => {
    expect(readLeadSearch({ search: 40722 }).search).toBe('40722');
  });

  it('a sort by a field with dots survives the address', () => {
    const sort = { by: 'person.budget', direction: 'asc' } as const;
    expect(parseSort(formatSort(sort))).toEqual(sort);
  });
});

describe('what the list shows', () => {
  it('is the view, with what the address changes', () => {
    expect(definitionOf({ sort: 'total.desc' }, view)).toMatchObject({
      kind: 'all',
      search: 'acme',
      sort: { by: 'total', direction: 'desc' },
      columns: ['total'],
    });
  });

  it('is the default where nothing is said', () => {
    expect(definitionOf({}, undefined)).toMatchObject({ kind: 'lead', columns: DEFAULTS.columns });
  });

  it('takes back what its view says, also a search and a filter', () => {
    const filter = { combinator: 'and' as const, rules: [{ field: 'person.title', operator: 'null' as const }] };
    const filtered = { ...view, definition: { ...view.definition, filter } };
    const wanted = { ...definitionOf({}, filtered), search: undefined, filter: undefined };
    const address = readLeadSearch(JSON.parse(JSON.stringify(searchFor(wanted, filtered))));
    expect(definitionOf(address, filtered)).toEqual(wanted);
  });

  it('is not changed any more once it shows again what its view says', () => {
    expect(isChanged(searchFor(definitionOf({}, view), view))).toBe(false);
  });

  it('is changed by filter, sort or columns, and not by a selection', () => {
    expect(isChanged({ view: 3, selected: '1.2' })).toBe(false);
    expect(isChanged({ view: 3, columns: 'total' })).toBe(true);
  });
});
