import { z } from 'zod';
import { inWorkspace } from '../../base/db.ts';
import type { App } from '../../base/step.ts';
import { acceptInvitation, lookAtInvitation } from '../actions/accept-invitation.ts';
import { invite, revokeInvitation } from '../actions/invite.ts';
import {
  InvitationAccept,
  InvitationAccepted,
  InvitationList,
  InvitationLook,
  InvitationParams,
  InvitationSeen,
  NewInvitation,
  NewInvitationAnswer,
} from '../contract.ts';
import { assertMayTry } from '../rate-limit.ts';
import { assertOwnPage } from '../same-origin.ts';
import { findSessionUser, startSession } from '../session.ts';
import { listInvitations } from '../views.ts';
import type { AccessContext } from './context.ts';

const anybody = { permission: 'public' } as const;
const managing = { permission: 'members.write' } as const;
const tags = ['members'];

/** Inviting, and accepting an invitation. */
export function addInvitationRoutes(server: App, access: AccessContext): void {
  const { app, oidcName, publicUrl } = access;

  server.get(
    '/api/invitations',
    { config: managing, schema: { summary: 'Invitations that wait', tags, response: { 200: InvitationList } } },
    ({ actor }) =>
      inWorkspace(app, actor.workspace_id, async (tx) => ({ invitations: await listInvitations(tx, Date.now()) })),
  );

  server.post(
    '/api/invitations',
    {
      config: managing,
      schema: { summary: 'Invite somebody', tags, body: NewInvitation, response: { 201: NewInvitationAnswer } },
    },
    async ({ actor, body }, reply) => {
      const { invitation, token } = await invite(app, actor, body, Date.now());
      reply.code(201);
      // Behind #, so that the token is in no server's log on the way.
      return { invitation, link: `${publicUrl}/invitation#${token}` };
    },
  );

  server.delete(
    '/api/invitations/:invitation_id',
    {
      config: managing,
      schema: { summary: 'Take an invitation back', tags, params: InvitationParams, response: { 204: z.null() } },
    },
    async ({ actor, params }, reply) => {
      await revokeInvitation(app, actor, params.invitation_id, Date.now());
      return reply.code(204).send(null);
    },
  );

  server.post(
    '/api/invitations/look',
    {
      config: anybody,
      schema: { summary: 'What a link invites to', tags, body: InvitationLook, response: { 200: InvitationSeen } },
    },
    async (request) => {
      assertOwnPage(request, publicUrl, { withCookie: false });
      await assertMayTry(app, 'invitation', request.ip, Date.now());
      const invited = await lookAtInvitation(app, request.body.token, Date.now());
      return { ...invited, oidc_name: oidcName };
    },
  );

  server.post(
    '/api/invitations/accept',
    {
      config: anybody,
      schema: { summary: 'Accept an invitation', tags, body: InvitationAccept, response: { 200: InvitationAccepted } },
    },
    async (request, reply) => {
      assertOwnPage(request, publicUrl, { withCookie: false });
      await assertMayTry(app, 'invitation', request.ip, Date.now());
      const signedIn = await findSessionUser(access, request);
      const { email, user_created, workspace_id } = await acceptInvitation(
        app,
        request.body,
        signedIn ?? null,
        Date.now(),
        request.id,
      );
      const { password } = request.body;
      if (user_created && password !== undefined) await startSession(access, request, reply, { email, password });
      return { workspace_id };
    },
  );
}
