import type { App, RouteContext } from '../../../base/step.ts';
import { AskedCustomers, CustomersAnswer } from './contract.ts';
import { learnCustomers } from './customers.ts';

/** Adds the question what customers have in common; asking changes nothing. */
export function addCustomerRoutes(app: App, { db }: RouteContext): void {
  const config = { permission: 'scoring.read' } as const;
  const tags = ['learning'];

  app.get(
    '/api/learning/customers',
    {
      config,
      schema: {
        summary: 'What customers have in common and did before they bought',
        tags,
        response: { 200: CustomersAnswer },
      },
    },
    ({ actor }) => learnCustomers(db.app, actor.workspace_id, {}, Date.now()),
  );

  app.post(
    '/api/learning/customers',
    {
      config,
      schema: {
        summary: 'The same of the best customers, of one profile, or with another meaning of won',
        tags,
        body: AskedCustomers,
        response: { 200: CustomersAnswer },
      },
    },
    ({ actor, body }) => learnCustomers(db.app, actor.workspace_id, body, Date.now()),
  );
}
