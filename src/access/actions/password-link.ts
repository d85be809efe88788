import { type Db, inTransaction, inWorkspace, type Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import type { Actor } from '../actor.ts';
import { byPlumb, type ChangedBy, recordChange } from '../audit.ts';
import { lockMember } from '../queries/members.ts';
import { listMemberships } from '../queries/memberships.ts';
import { insertPasswordLink, setPassword, takePasswordLink } from '../queries/password-links.ts';
import { findUserByEmail, hashPassword } from '../queries/users.ts';
import { makeToken } from '../token.ts';

const linkHours = 24;
/** Who runs the installation uses it at once. */
const ownLinkHours = 1;

/** A link by which somebody sets a new password; the token is nowhere else. Epoch milliseconds. */
export type PasswordLink = { token: string; expires_at: number };

/** The page on which a link is used; the token stands where no server log writes it down. */
export const passwordAddress = (publicUrl: string, { token }: PasswordLink) => `${publicUrl}/password#${token}`;

/**
 * Makes a link for a member who has forgotten the password; the administrator hands it over. Throws `not_found`, and
 * `forbidden` for somebody who also belongs to a workspace that the actor does not administer: the link opens that too.
 */
export async function makePasswordLink(app: Db, actor: Actor, userId: string, now: number): Promise<PasswordLink> {
  const own = actor.user_id === null ? [] : await listMemberships(app, actor.user_id);
  const administered = new Set(own.filter(({ role }) => role === 'administrator').map((each) => each.workspace_id));
  const theirs = await listMemberships(app, userId);
  return inWorkspace(app, actor.workspace_id, async (tx) => {
    await lockMember(tx, userId);
    if (!theirs.every(({ workspace_id }) => administered.has(workspace_id))) {
      throw new AppError('forbidden', 'This user also belongs to a workspace that you do not administer', {
        detail: { reason: 'user_of_others' },
      });
    }
    const link = await makeLink(tx, userId, now);
    await recordLink(tx, actor, userId);
    return link;
  });
}

/**
 * The same for whoever runs the installation, by address and for an hour; every workspace of the user has it in its audit log.
 * Throws `not_found`.
 */
export async function makePasswordLinkFor(app: Db, email: string, now: number): Promise<PasswordLink> {
  const user = await findUserByEmail(app, email);
  if (!user) throw new AppError('not_found', `There is no user with the address ${email}`);
  // Before the link, so that there is none of which the logs know nothing.
  for (const { workspace_id } of await listMemberships(app, user.user_id))
    await inWorkspace(app, workspace_id, (tx) => recordLink(tx, byPlumb, user.user_id));
  return inTransaction(app, (tx) => makeLink(tx, user.user_id, now, ownLinkHours));
}

/** Sets a new password by a link, once, and ends all sessions of the user. Throws `gone` for one that does not work. */
export async function usePasswordLink(
  app: Db,
  { token, password }: { token: string; password: string },
  now: number,
): Promise<{ email: string }> {
  const hash = await hashPassword(password);
  return inTransaction(app, async (tx) => {
    const user = await takePasswordLink(tx, token, now);
    if (!user)
      throw new AppError('gone', 'This link was used already or has run out: ask for a new one', {
        detail: { reason: 'password_link_spent' },
      });
    await setPassword(tx, user.user_id, hash);
    return { email: user.email };
  });
}

function recordLink(tx: Tx, by: ChangedBy, userId: string): Promise<void> {
  return recordChange(tx, by, { action: 'member.password_link_made', subject_kind: 'member', subject_id: userId });
}

async function makeLink(tx: Tx, userId: string, now: number, hours = linkHours): Promise<PasswordLink> {
  const { token } = makeToken('password');
  const expires_at = now + hours * 3_600_000;
  await insertPasswordLink(tx, userId, token, expires_at);
  return { token, expires_at };
}
