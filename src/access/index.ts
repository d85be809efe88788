import type { FastifyRequest } from 'fastify';
import type { Db } from '../base/db.ts';
import type { RegisterRoutes } from '../base/step.ts';
import type { Actor } from './actor.ts';
import { authorize } from './authorize.ts';
import type { Permission } from './permissions.ts';
import type { AccessContext } from './routes/context.ts';
import { addInvitationRoutes } from './routes/invitations.ts';
import { addKeyRoutes } from './routes/keys.ts';
import { addMeRoutes } from './routes/me.ts';
import { addMemberRoutes } from './routes/members.ts';
import { addPasswordRoutes } from './routes/password.ts';
import { addSessionRoutes } from './routes/session.ts';
import { addSetUpRoutes } from './routes/setup.ts';
import { addWorkspaceRoutes } from './routes/workspace.ts';
import { makeSignIn, type SignInSettings } from './sign-in.ts';

export { makeKeyWithin } from './actions/change-key.ts';
export { createWorkspace, createWorkspaceWithin, type NewWorkspace } from './actions/create-workspace.ts';
export { makePasswordLinkFor, type PasswordLink, passwordAddress } from './actions/password-link.ts';
export { removeWorkspace } from './actions/remove-workspace.ts';
export { setUp } from './actions/set-up.ts';
export { type Actor, assertMay, getUserId } from './actor.ts';
export { byPlumb, type Change, type ChangedBy, recordChange, recordChanges } from './audit.ts';
export type { SalespeopleSee } from './contract.ts';
export { workspaceCreated } from './facts.ts';
export { findKey, findWriteKey } from './find-key.ts';
export { type Permission, permissions, type Role, roles } from './permissions.ts';
export type { FoundKey } from './queries/keys.ts';
export { getWorkspace } from './queries/workspaces.ts';
export { countTry, type Limit } from './rate-limit.ts';
export type { OidcSettings, SignInSettings } from './sign-in.ts';
export {
  getVisibility,
  ownerCondition,
  seesOwner,
  type Visibility,
  visibility,
} from './visibility.ts';

/** Who may do what: what the server asks before every route, and the routes of access itself. */
export type Access = {
  authorize: (request: FastifyRequest, permission: Permission | 'signed_in') => Promise<Actor>;
  routes: RegisterRoutes;
};

/** Opens access over a database. The OIDC provider, where there is one, is asked for its addresses in the background. */
export function openAccess(app: Db, settings: SignInSettings): Access {
  const context: AccessContext = {
    app,
    signIn: makeSignIn(app, { ...settings, oidc: undefined }),
    singleSignOn: settings.oidc ? makeSignIn(app, settings) : null,
    publicUrl: settings.public_url,
    oidcName: settings.oidc?.name ?? null,
  };
  return {
    authorize: (request, permission) => authorize(app, context, request, permission),
    routes: (server) => {
      addSetUpRoutes(server, context);
      addSessionRoutes(server, context);
      addMeRoutes(server, context);
      addPasswordRoutes(server, context);
      addWorkspaceRoutes(server, context);
      addMemberRoutes(server, context);
      addInvitationRoutes(server, context);
      addKeyRoutes(server, context);
    },
  };
}
