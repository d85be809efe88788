import type { ViewDefinition } from './contract.ts';
import { me } from './list-fields.ts';

const newestFirst = { by: 'opened_at', direction: 'desc' } as const;
const bestFirst = { by: 'total', direction: 'desc' } as const;

/** The views that every workspace begins with. Screens translate their names by key; `name` is for other readers. */
export const defaultViews: readonly { key: string; name: string; definition: ViewDefinition }[] = [
  {
    key: 'hot',
    name: 'Hot leads',
    definition: { kind: 'lead', filter: oneRule('lead.temperature', '=', 'hot'), sort: bestFirst, columns: [] },
  },
  {
    key: 'mine',
    name: 'My leads',
    definition: { kind: 'lead', filter: oneRule('lead.owner', '=', me), sort: bestFirst, columns: [] },
  },
  {
    key: 'new',
    name: 'New this week',
    definition: {
      kind: 'lead',
      filter: oneRule('lead.opened_at', 'inLast', { amount: 7, unit: 'days' }),
      sort: newestFirst,
      columns: [],
    },
  },
  {
    key: 'interests',
    name: 'Interests',
    definition: { kind: 'interest', sort: { by: 'last_touch_at', direction: 'desc' }, columns: [] },
  },
];

function oneRule(field: string, operator: '=' | 'inLast', value: unknown): ViewDefinition['filter'] {
  return { combinator: 'and', rules: [{ field, operator, value }] };
}
