import type { App, RouteContext } from '../../../base/step.ts';
import { exportPeople } from '../actions/export-people.ts';
import { LeadCount, LeadExport, LeadPage, LeadQuery, LeadSelection } from '../contract.ts';
import { countPeople } from '../views/count-people.ts';
import { listPeople } from '../views/list-people.ts';
import { readColumns, readRows } from '../views/people-rows.ts';
import { readInTime } from '../views/read-in-time.ts';

const tags = ['leads'];
const reading = { permission: 'people.read' } as const;

/** Adds the routes of lists: pages, counts, files. */
export function addListRoutes(app: App, { db }: RouteContext): void {
  app.post(
    '/api/leads/query',
    {
      config: reading,
      schema: {
        summary: 'A page of leads or interests, filtered, searched and sorted',
        tags,
        body: LeadQuery,
        response: { 200: LeadPage },
      },
    },
    ({ actor, body }) =>
      readInTime(db.app, actor, Date.now(), async (tx, context) => {
        const columns = readColumns(context, body.columns);
        const { rows, next } = await listPeople(tx, context, body);
        return { rows: await readRows(tx, context, rows, columns), next };
      }),
  );

  app.post(
    '/api/leads/count',
    {
      config: reading,
      schema: { summary: 'How many leads or interests match', tags, body: LeadSelection, response: { 200: LeadCount } },
    },
    ({ actor, body }) => readInTime(db.app, actor, Date.now(), (tx, context) => countPeople(tx, context, body)),
  );

  app.post(
    '/api/leads/export',
    {
      config: { permission: 'export' },
      schema: { summary: 'All matching rows as CSV, streamed; written to the audit log', tags, body: LeadExport },
    },
    async ({ actor, body }, reply) => {
      const file = await exportPeople(db.app, actor, body, Date.now());
      reply.header('content-type', 'text/csv; charset=utf-8');
      reply.header('content-disposition', 'attachment; filename="leads.csv"');
      return reply.send(file);
    },
  );
}
