import type { App } from '../../base/step.ts';
import { setUp } from '../actions/set-up.ts';
import { SetUp, SetUpDone, SetUpState } from '../contract.ts';
import { isWithoutUsers } from '../queries/users.ts';
import { assertMayTry } from '../rate-limit.ts';
import { assertOwnPage } from '../same-origin.ts';
import { startSession } from '../session.ts';
import type { AccessContext } from './context.ts';

const anybody = { permission: 'public' } as const;
const tags = ['first visit'];

/** The first visit. */
export function addSetUpRoutes(server: App, access: AccessContext): void {
  const { app, oidcName, publicUrl } = access;

  server.get(
    '/api/setup',
    {
      config: anybody,
      schema: { summary: 'Whether the installation waits for its first user', tags, response: { 200: SetUpState } },
    },
    async () => ({ needed: await isWithoutUsers(app), oidc_name: oidcName }),
  );

  server.post(
    '/api/setup',
    {
      config: anybody,
      schema: { summary: 'Make the workspace and its administrator', tags, body: SetUp, response: { 201: SetUpDone } },
    },
    async (request, reply) => {
      assertOwnPage(request, publicUrl, { withCookie: false });
      await assertMayTry(app, 'set_up', request.ip, Date.now());
      const { workspace_id } = await setUp(app, request.body, request.id);
      const { email, password } = request.body;
      await startSession(access, request, reply, { email, password });
      reply.code(201);
      return { workspace_id };
    },
  );
}
