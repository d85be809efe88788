import { AppError } from '../base/errors.ts';
import type { Permission, Role } from './permissions.ts';

/** Who asks, for which workspace: a member through a session, or a key. */
export type Actor = {
  workspace_id: number;
  /** Null for a key. */
  user_id: string | null;
  /** Null for a member. */
  key_id: number | null;
  /** A write key has none. */
  role: Role | null;
  permissions: ReadonlySet<Permission>;
  /** Members of the actor's team with the actor, or the actor alone without a team; empty for a key. */
  team_user_ids: readonly string[];
  /** The source that a write key sends for, if it is bound to one. */
  source_id: number | null;
  /** The request in which the actor acts, for the audit log; null outside of one. */
  request_id: string | null;
};

/** Throws `forbidden`, naming what is missing, unless the actor has the permission. */
export function assertMay(actor: Pick<Actor, 'permissions' | 'role' | 'key_id'>, permission: Permission): void {
  if (actor.permissions.has(permission)) return;
  const who = actor.key_id === null ? `The role ${actor.role}` : `This ${actor.role === null ? 'write' : 'secret'} key`;
  throw new AppError('forbidden', `${who} lacks the permission ${permission}`, {
    detail: { permission, role: actor.role },
  });
}

/** The user who asks. Throws `forbidden` for a key, which is nobody. */
export function getUserId({ user_id }: Pick<Actor, 'user_id'>): string {
  if (user_id === null) throw new AppError('forbidden', 'A key has nothing of its own: expected a signed-in member');
  return user_id;
}
