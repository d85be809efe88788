import { sql } from 'kysely';
import type { Db, Tx } from '../../base/db.ts';
import type { Membership } from '../contract.ts';
import type { Role } from '../permissions.ts';

/** The workspaces a user belongs to, oldest first; read before any of them is chosen. */
export async function listMemberships(db: Db, userId: string): Promise<(Membership & { team_id: number | null })[]> {
  const { rows } = await sql<Membership & { team_id: number | null }>`
    select workspace_id, name, kind, role, team_id from plumb_list_memberships(${userId})`.execute(db);
  return rows;
}

/** Makes a user a member of the transaction's workspace, or one again who had left. */
export async function upsertMember(
  tx: Tx,
  member: { user_id: string; role: Role; team_id: number | null },
): Promise<void> {
  await sql`
    insert into member (workspace_id, user_id, role, team_id)
    values (plumb_workspace(), ${member.user_id}, ${member.role}, ${member.team_id})
    on conflict (workspace_id, user_id) do update
      set role = excluded.role, team_id = excluded.team_id, left_at = null`.execute(tx);
}

/** The members of a team who are still here. */
export async function listTeamUserIds(tx: Tx, teamId: number): Promise<string[]> {
  const { rows } = await sql<{ user_id: string }>`
    select user_id from member where team_id = ${teamId} and left_at is null order by user_id`.execute(tx);
  return rows.map((row) => row.user_id);
}
