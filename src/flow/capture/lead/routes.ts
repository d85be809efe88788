import type { App, RouteContext } from '../../../base/step.ts';
import { NewLead, NewLeadAnswer } from '../contract.ts';
import type { Intake } from '../intake.ts';
import { enterLead } from './actions.ts';

/** Adds `POST /api/leads`, for other systems and for entering by hand. */
export function addLeadRoutes(app: App, { db }: RouteContext, intake: Intake): void {
  app.post(
    '/api/leads',
    {
      config: { permission: 'people.write' },
      schema: { summary: 'Enter a lead', tags: ['leads'], body: NewLead, response: { 201: NewLeadAnswer } },
      // A body that is not valid is to be kept before it is refused, so the action checks it.
      validatorCompiler: () => (data) => ({ value: data }),
    },
    async (request, reply) => {
      const key = request.headers['idempotency-key'];
      const answer = await enterLead(db.app, intake, request.actor.workspace_id, {
        body: request.body as unknown,
        idempotency_key: typeof key === 'string' && key !== '' ? key : undefined,
        received_at: Date.now(),
        keepRefused: request.actor.user_id === null,
      });
      return reply.code(201).send(answer);
    },
  );
}
