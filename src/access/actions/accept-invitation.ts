import { sql } from 'kysely';
import { type Db, inWorkspace, type Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import { recordChange } from '../audit.ts';
import type { InvitationAccept } from '../contract.ts';
import {
  findInvitationByToken,
  type InvitationPlace,
  invitationGone,
  listInvitationsFor,
  lockOpenInvitation,
  markAccepted,
  type OpenInvitation,
} from '../queries/invitations.ts';
import { listMemberships, upsertMember } from '../queries/memberships.ts';
import { findUserByEmail, hashPassword, insertUser } from '../queries/users.ts';

type SignedIn = { user_id: string; email: string };

/** What an invitation's link shows before it is accepted. */
export type Invited = OpenInvitation & { workspace_id: number; workspace_name: string; has_account: boolean };

/** What a link invites to. Throws `gone`, saying why, for one that cannot be used any more. */
export async function lookAtInvitation(app: Db, token: string, now: number): Promise<Invited> {
  const place = await getPlace(app, token);
  return inWorkspace(app, place.workspace_id, async (tx) => {
    const invitation = await lockOpenInvitation(tx, place.invitation_id, now);
    const { rows } = await sql<{ name: string }>`select name from workspace`.execute(tx);
    const has_account = (await findUserByEmail(tx, invitation.email)) !== undefined;
    return { ...invitation, workspace_id: place.workspace_id, workspace_name: rows[0]?.name ?? '', has_account };
  });
}

/**
 * Accepts an invitation, once: for the user who is signed in, whose address must be the invited one, or for somebody new
 * with a name and a password. Returns the workspace and the address that can now sign in.
 * Throws `gone`; `not_signed_in` if the address has an account; `forbidden` for another user; `invalid_input` without a
 * name or password for a new one.
 */
export async function acceptInvitation(
  app: Db,
  input: InvitationAccept,
  signedIn: SignedIn | null,
  now: number,
  requestId: string | null = null,
): Promise<{ workspace_id: number; email: string; user_created: boolean }> {
  const place = await getPlace(app, input.token);
  const password_hash = input.password === undefined ? undefined : await hashPassword(input.password);
  return inWorkspace(app, place.workspace_id, async (tx) => {
    const invitation = await lockOpenInvitation(tx, place.invitation_id, now);
    const present = signedIn?.user_id ?? (await findOwner(tx, invitation));
    if (signedIn) assertInvited(signedIn, invitation);
    const userId = present ?? (await createUser(tx, invitation, input, password_hash));
    await join(tx, invitation, userId, now, requestId);
    return { workspace_id: place.workspace_id, email: invitation.email, user_created: present === undefined };
  });
}

/**
 * Lets somebody whose address the OIDC provider vouches for join where that address was invited, if they belong nowhere
 * yet: they need not find the link. Does nothing otherwise.
 */
export async function joinWhereInvited(app: Db, userId: string, now: number): Promise<void> {
  const { rows } = await sql<{ email: string }>`
    select email from auth_user where id = ${userId} and email_verified`.execute(app);
  const [user] = rows;
  if (user === undefined || (await listMemberships(app, userId)).length > 0) return;
  for (const place of await listInvitationsFor(app, user.email)) {
    await inWorkspace(app, place.workspace_id, async (tx) => {
      await join(tx, await lockOpenInvitation(tx, place.invitation_id, now), userId, now, null);
    });
  }
}

async function getPlace(app: Db, token: string): Promise<InvitationPlace> {
  const place = await findInvitationByToken(app, token);
  if (!place) throw invitationGone('unknown');
  return place;
}

/** Nobody is signed in: an address that has an account must sign in, so that holding the link alone opens no account. */
async function findOwner(tx: Tx, { email }: OpenInvitation): Promise<undefined> {
  if (await findUserByEmail(tx, email)) {
    throw new AppError('not_signed_in', `${email} has an account already: sign in with it, then accept`);
  }
}

function assertInvited(signedIn: SignedIn, { email }: OpenInvitation): void {
  if (signedIn.email.toLowerCase() === email) return;
  throw new AppError(
    'forbidden',
    `This invitation is for ${email}, and ${signedIn.email} is signed in: sign out first`,
    { detail: { reason: 'invitation_not_yours', email, signed_in: signedIn.email } },
  );
}

async function createUser(
  tx: Tx,
  { email }: OpenInvitation,
  { name, language, time_zone }: InvitationAccept,
  password_hash: string | undefined,
): Promise<string> {
  if (name === undefined || password_hash === undefined) {
    const missing = [...(name === undefined ? ['name'] : []), ...(password_hash === undefined ? ['password'] : [])];
    throw new AppError('invalid_input', `Somebody new needs ${missing.join(' and ')}`, {
      errors: missing.map((path) => ({ path: [path], message: 'missing' })),
    });
  }
  return insertUser(tx, { name, email, password_hash, language: language ?? 'en', time_zone: time_zone ?? null });
}

async function join(tx: Tx, invitation: OpenInvitation, userId: string, now: number, requestId: string | null) {
  const { invitation_id, role, team_id } = invitation;
  await upsertMember(tx, { user_id: userId, role, team_id });
  await markAccepted(tx, invitation_id, userId, now);
  await recordChange(
    tx,
    { user_id: userId, key_id: null, request_id: requestId },
    { action: 'member.joined', subject_kind: 'member', subject_id: userId, after: { role, team_id, invitation_id } },
  );
}
