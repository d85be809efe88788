import { inWorkspace } from '../../../base/db.ts';
import type { App, RouteContext } from '../../../base/step.ts';
import { isEditable } from '../card/editable-fields.ts';
import { FieldList, FieldValuesAnswer, FieldValuesQuery, SearchAnswer, SearchQuery } from '../contract.ts';
import { describeFields } from '../list-fields.ts';
import { listFieldValues } from '../views/field-values.ts';
import { loadListContext } from '../views/list-context.ts';
import { readInTime } from '../views/read-in-time.ts';
import { searchEverything } from '../views/search-everything.ts';

const reading = { permission: 'people.read' } as const;

/** Adds the routes by which people find their way: the fields there are, their values, and search over everything. */
export function addFindingRoutes(app: App, { db }: RouteContext): void {
  app.get(
    '/api/fields',
    {
      config: reading,
      schema: {
        summary: 'Fields that filters, columns and sorts may name',
        tags: ['fields'],
        response: { 200: FieldList },
      },
    },
    ({ actor }) =>
      inWorkspace(db.app, actor.workspace_id, async (tx) => {
        const { vocabulary, customFields } = await loadListContext(tx, actor, Date.now());
        return { fields: describeFields(vocabulary, { isCustom: (name) => customFields.has(name), isEditable }) };
      }),
  );

  app.get(
    '/api/fields/values',
    {
      config: reading,
      schema: {
        summary: 'Values of a field seen in the data, for suggestions',
        tags: ['fields'],
        querystring: FieldValuesQuery,
        response: { 200: FieldValuesAnswer },
      },
    },
    ({ actor, query }) =>
      readInTime(db.app, actor, Date.now(), async (tx, context) => ({
        values: await listFieldValues(tx, context, query),
      })),
  );

  app.get(
    '/api/search',
    {
      config: reading,
      schema: {
        summary: 'People and companies by name, e-mail, phone or title',
        tags: ['search'],
        querystring: SearchQuery,
        response: { 200: SearchAnswer },
      },
    },
    ({ actor, query }) =>
      readInTime(db.app, actor, Date.now(), (tx, context) => searchEverything(tx, context, query.q)),
  );
}
