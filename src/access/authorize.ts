import type { FastifyRequest } from 'fastify';
import { type Db, inWorkspace } from '../base/db.ts';
import { AppError } from '../base/errors.ts';
import { type Actor, assertMay } from './actor.ts';
import { chooseWorkspace } from './choose-workspace.ts';
import { findKey } from './find-key.ts';
import { type Permission, permissionsOfSecretKey, permissionsOfWriteKey, rolePermissions } from './permissions.ts';
import type { FoundKey } from './queries/keys.ts';
import { listMemberships, listTeamUserIds } from './queries/memberships.ts';
import { type Doors, findSessionUser, type SessionUser } from './session.ts';
import { readTokenKind } from './token.ts';

/**
 * Finds out who asks, and whether they may: a key in `Authorization` (Bearer, or Basic with the key as the user name), or
 * the session of a cookie, in the workspace that the request asks for. Throws `not_signed_in` or `forbidden`.
 */
export async function authorize(
  app: Db,
  doors: Doors,
  request: FastifyRequest,
  permission: Permission | 'signed_in',
): Promise<Actor> {
  const actor = await findActor(app, doors, request);
  if (permission !== 'signed_in') assertMay(actor, permission);
  return actor;
}

async function findActor(app: Db, doors: Doors, request: FastifyRequest): Promise<Actor> {
  const token = readKeyToken(request.headers.authorization);
  if (token !== undefined) {
    const key = await findKey(app, token);
    if (!key) throw new AppError('not_signed_in', 'The key is not known, or it was revoked');
    return actorOfKey(key, request);
  }
  const user = await findSessionUser(doors, request);
  if (!user) throw new AppError('not_signed_in', 'Nobody is signed in here, and no key was sent');
  return actorOfUser(app, user, request);
}

function actorOfKey(key: FoundKey, request: FastifyRequest): Actor {
  const requested = readRequestedWorkspace(request);
  if (requested !== undefined && requested !== String(key.workspace_id)) {
    throw new AppError('forbidden', `The key is not one of workspace ${requested}`);
  }
  return {
    workspace_id: key.workspace_id,
    user_id: null,
    key_id: key.key_id,
    role: key.role,
    permissions: key.role === null ? permissionsOfWriteKey : permissionsOfSecretKey(key.role),
    team_user_ids: [],
    source_id: key.source_id,
    request_id: request.id,
  };
}

async function actorOfUser(app: Db, user: SessionUser, request: FastifyRequest): Promise<Actor> {
  const memberships = await listMemberships(app, user.user_id);
  const member = chooseWorkspace(memberships, readRequestedWorkspace(request), user.last_workspace_id);
  if (!member) throw new AppError('forbidden', 'You do not belong to any workspace: ask to be invited');
  const { workspace_id, role, team_id } = member;
  // Only salespeople's view depends on their team.
  const asksTeam = role === 'salesperson' && team_id !== null;
  const team = asksTeam ? await inWorkspace(app, workspace_id, (tx) => listTeamUserIds(tx, team_id)) : [user.user_id];
  return {
    workspace_id,
    user_id: user.user_id,
    key_id: null,
    role,
    permissions: new Set(rolePermissions[role]),
    team_user_ids: team,
    source_id: null,
    request_id: request.id,
  };
}

/** The workspace that a request names: by its header, or in its address where a browser cannot send one. */
export function readRequestedWorkspace({
  headers,
  query,
}: Pick<FastifyRequest, 'headers' | 'query'>): string | undefined {
  const header = headers['x-plumb-workspace'];
  if (typeof header === 'string' && header !== '') return header;
  const { workspace } = (query ?? {}) as { workspace?: unknown };
  return typeof workspace === 'string' && workspace !== '' ? workspace : undefined;
}

/**
 * The token of a key in an `Authorization` header; undefined without one. Basic with any other name is somebody else's:
 * a reverse proxy may ask for it in front of us.
 */
export function readKeyToken(authorization: string | undefined): string | undefined {
  const [, scheme, value] = /^(bearer|basic) +(\S+)$/i.exec(authorization ?? '') ?? [];
  if (scheme === undefined || value === undefined) return undefined;
  if (scheme.toLowerCase() === 'bearer') return value;
  const [name] = Buffer.from(value, 'base64').toString().split(':', 1);
  return name !== undefined && readTokenKind(name) !== undefined ? name : undefined;
}
