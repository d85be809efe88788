import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';
import type { Role } from '../permissions.ts';

export type MemberState = { role: Role; team_id: number | null };

/**
 * Holds a present member and all present administrators for a change: of two administrators who remove each other, one
 * waits, and then sees what the other did. Throws `not_found`.
 */
export async function lockMember(tx: Tx, userId: string): Promise<MemberState & { is_last_administrator: boolean }> {
  const { rows } = await sql<MemberState & { user_id: string }>`
    select user_id, role, team_id from member
    where left_at is null and (role = 'administrator' or user_id = ${userId})
    order by user_id for update`.execute(tx);
  const found = rows.find((row) => row.user_id === userId);
  if (found === undefined) throw new AppError('not_found', `There is no member ${userId}`);
  const { role, team_id } = found;
  const others = rows.filter((row) => row.user_id !== userId && row.role === 'administrator');
  return { role, team_id, is_last_administrator: role === 'administrator' && others.length === 0 };
}

/** Sets role and team of a member. */
export async function updateMember(tx: Tx, userId: string, { role, team_id }: MemberState): Promise<void> {
  await sql`update member set role = ${role}, team_id = ${team_id} where user_id = ${userId}`.execute(tx);
}

/** Marks a member as gone; the row stays, because records name them. */
export async function markLeft(tx: Tx, userId: string, now: number): Promise<void> {
  await sql`update member set left_at = ${new Date(now)}, team_id = null where user_id = ${userId}`.execute(tx);
}
