import { sql } from 'kysely';
import { type Db, inWorkspace, type Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import type { Actor } from '../actor.ts';
import { recordChange } from '../audit.ts';
import type { NewInvitation } from '../contract.ts';
import { insertInvitation, revokeInvitationById, revokeInvitationsOf } from '../queries/invitations.ts';
import { assertTeam } from '../queries/teams.ts';
import { makeToken } from '../token.ts';

/** How long a link can be used. */
const invitationDays = 14;

/**
 * Invites an address into the actor's workspace; an earlier invitation of it no longer works. The token is in the answer
 * and nowhere else. Throws `already_exists` for a member.
 */
export function invite(app: Db, actor: Actor, input: NewInvitation, now: number) {
  const { token, hash } = makeToken('invitation');
  return inWorkspace(app, actor.workspace_id, async (tx) => {
    await assertNoMember(tx, input.email);
    if (input.team_id) await assertTeam(tx, input.team_id);
    await revokeInvitationsOf(tx, input.email, now);
    const expires_at = now + invitationDays * 86_400_000;
    const invited_by = actor.user_id ?? '';
    const invitation = await insertInvitation(tx, { ...input, token_hash: hash, invited_by, expires_at });
    await recordChange(tx, actor, {
      action: 'invitation.created',
      subject_kind: 'invitation',
      subject_id: invitation.invitation_id,
      after: { email: input.email, role: input.role, team_id: input.team_id ?? null },
    });
    return { invitation, token };
  });
}

/** Takes back an open invitation. Throws `not_found` for one that is not open. */
export function revokeInvitation(app: Db, actor: Actor, invitationId: number, now: number): Promise<void> {
  return inWorkspace(app, actor.workspace_id, async (tx) => {
    const revoked = await revokeInvitationById(tx, invitationId, now);
    if (!revoked) throw new AppError('not_found', `There is no open invitation ${invitationId}`);
    const change = { action: 'invitation.revoked', subject_kind: 'invitation', subject_id: invitationId };
    await recordChange(tx, actor, { ...change, before: revoked });
  });
}

async function assertNoMember(tx: Tx, email: string): Promise<void> {
  const { rows } = await sql`
    select from member m join auth_user u on u.id = m.user_id
    where u.email = ${email} and m.left_at is null`.execute(tx);
  if (rows.length === 0) return;
  const detail = { reason: 'member_already', email };
  throw new AppError('already_exists', `${email} is a member of this workspace already`, { detail });
}
