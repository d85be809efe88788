import { sql } from 'kysely';
import type { z } from 'zod';
import type { Db, Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import type { Invitation, NewInvitation } from '../contract.ts';
import type { Role } from '../permissions.ts';
import type { RowOf } from '../row.ts';
import { hashToken } from '../token.ts';

/** Where an invitation lies, found before its workspace is known. */
export type InvitationPlace = { workspace_id: number; invitation_id: number };

/** An invitation as it is accepted. */
export type OpenInvitation = { invitation_id: number; email: string; role: Role; team_id: number | null };

const WHY_GONE = {
  unknown: 'This invitation is no longer there: ask for a new one',
  accepted: 'This invitation was accepted already: sign in',
  revoked: 'This invitation was taken back: ask for a new one',
  expired: 'This invitation has run out: ask for a new one',
};

/** `gone` for an invitation that cannot be used, with `reason` for screens that say why in their reader's language. */
export function invitationGone(why: keyof typeof WHY_GONE): AppError {
  return new AppError('gone', WHY_GONE[why], { detail: { reason: `invitation_${why}` } });
}

/** The invitation a link leads to, whatever has become of it. */
export async function findInvitationByToken(db: Db, token: string): Promise<InvitationPlace | undefined> {
  const { rows } = await sql<InvitationPlace>`
    select workspace_id, invitation_id from plumb_find_invitation(${hashToken(token)})`.execute(db);
  return rows[0];
}

/** The invitations that wait for an address, in any workspace. */
export async function listInvitationsFor(db: Db, email: string): Promise<InvitationPlace[]> {
  const { rows } = await sql<InvitationPlace>`
    select workspace_id, invitation_id from plumb_list_open_invitations(${email.toLowerCase()})`.execute(db);
  return rows;
}

/**
 * Holds an invitation that can still be accepted, so that only one caller at a time does.
 * Throws `gone`, saying why, for one that was used, revoked or has run out.
 */
export async function lockOpenInvitation(tx: Tx, invitationId: number, now: number): Promise<OpenInvitation> {
  const { rows } = await sql<OpenInvitation & { accepted_at: Date | null; revoked_at: Date | null; expires_at: Date }>`
    select invitation_id, email, role, team_id, accepted_at, revoked_at, expires_at
    from invitation where invitation_id = ${invitationId} for update`.execute(tx);
  const [found] = rows;
  if (found === undefined) throw invitationGone('unknown');
  const { accepted_at, revoked_at, expires_at, ...invitation } = found;
  if (accepted_at !== null) throw invitationGone('accepted');
  if (revoked_at !== null) throw invitationGone('revoked');
  if (expires_at.getTime() <= now) throw invitationGone('expired');
  return invitation;
}

/** Marks an invitation as used by a user. */
export async function markAccepted(tx: Tx, invitationId: number, userId: string, now: number): Promise<void> {
  await sql`
    update invitation set accepted_at = ${new Date(now)}, accepted_by = ${userId}
    where invitation_id = ${invitationId}`.execute(tx);
}

/** Takes back the open invitation of an address, if there is one. */
export async function revokeInvitationsOf(tx: Tx, email: string, now: number): Promise<void> {
  await sql`
    update invitation set revoked_at = ${new Date(now)}
    where email = ${email} and accepted_at is null and revoked_at is null`.execute(tx);
}

/** Takes back an open invitation; its address and role, or undefined if it is not open. */
export async function revokeInvitationById(
  tx: Tx,
  invitationId: number,
  now: number,
): Promise<{ email: string; role: Role } | undefined> {
  const { rows } = await sql<{ email: string; role: Role }>`
    update invitation set revoked_at = ${new Date(now)}
    where invitation_id = ${invitationId} and accepted_at is null and revoked_at is null
    returning email, role`.execute(tx);
  return rows[0];
}

type InvitationRow = RowOf<z.infer<typeof Invitation>>;

/** Keeps a new invitation by the hash of its token; expires_at is epoch milliseconds. */
export async function insertInvitation(
  tx: Tx,
  input: NewInvitation & { token_hash: Buffer; invited_by: string; expires_at: number },
): Promise<InvitationRow> {
  const { rows } = await sql<InvitationRow>`
    insert into invitation (workspace_id, token_hash, email, role, team_id, invited_by, expires_at)
    values (plumb_workspace(), ${input.token_hash}, ${input.email}, ${input.role}, ${input.team_id ?? null},
      ${input.invited_by}, ${new Date(input.expires_at)})
    returning invitation_id, email, role, team_id, invited_by, created_at, expires_at, false as expired`.execute(tx);
  return rows[0] as InvitationRow;
}
