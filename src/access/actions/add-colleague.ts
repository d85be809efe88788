import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import type { Role } from '../permissions.ts';
import { upsertMember } from '../queries/memberships.ts';

/**
 * Makes somebody a member of the transaction's workspace who cannot sign in: a name to own leads. Asked again for the same
 * address it finds the same user. Answers the user's id.
 */
export async function addColleague(
  tx: Tx,
  { name, email, language, role }: { name: string; email: string; language: string; role: Role },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into auth_user (id, name, email, email_verified, language)
    values (${randomUUID()}, ${name}, ${email.toLowerCase()}, false, ${language})
    on conflict (email) do update set name = auth_user.name
    returning id`.execute(tx);
  const { id } = rows[0] as { id: string };
  await upsertMember(tx, { user_id: id, role, team_id: null });
  return id;
}
