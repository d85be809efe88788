import type { App } from '../../base/step.ts';
import { changeMe, readMe } from '../actions/me.ts';
import { readRequestedWorkspace } from '../authorize.ts';
import { Me, MyChange } from '../contract.ts';
import { getSessionUser } from '../session.ts';
import type { AccessContext } from './context.ts';

/** Not bound to a workspace: somebody who belongs nowhere any more is still somebody. The handlers ask for a session. */
const ownSession = { permission: 'public' } as const;
const tags = ['session'];

/** One's own self. */
export function addMeRoutes(server: App, access: AccessContext): void {
  const { app } = access;

  server.get(
    '/api/me',
    { config: ownSession, schema: { summary: 'Who is signed in, and what they may do', tags, response: { 200: Me } } },
    async (request, reply) => {
      const { user_id } = await getSessionUser(access, request, reply);
      return readMe(app, user_id, readRequestedWorkspace(request));
    },
  );

  server.patch(
    '/api/me',
    {
      config: ownSession,
      schema: { summary: 'Change one’s own preferences', tags, body: MyChange, response: { 200: Me } },
    },
    async (request) => {
      const { user_id } = await getSessionUser(access, request);
      await changeMe(app, user_id, request.body);
      return readMe(app, user_id, readRequestedWorkspace(request));
    },
  );
}
