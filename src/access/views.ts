import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../base/db.ts';
import type { AuditEntry, AuditQuery, Invitation, Member, Team } from './contract.ts';
import type { RowOf } from './row.ts';

/** Everybody who is or was in the workspace, those who left last, then by name. */
export async function listMembers(tx: Tx): Promise<RowOf<z.infer<typeof Member>>[]> {
  const { rows } = await sql<RowOf<z.infer<typeof Member>>>`
    select m.user_id, u.name, u.email, u.image, m.role, m.team_id, m.created_at, m.left_at
    from member m
    join auth_user u on u.id = m.user_id
    order by m.left_at is not null, lower(u.name), m.user_id`.execute(tx);
  return rows;
}

/** The teams by name, with how many members are in each now. */
export async function listTeams(tx: Tx): Promise<RowOf<z.infer<typeof Team>>[]> {
  const { rows } = await sql<RowOf<z.infer<typeof Team>>>`
    select t.team_id, t.name, count(m.user_id)::integer as members
    from team t
    left join member m on m.workspace_id = t.workspace_id and m.team_id = t.team_id and m.left_at is null
    group by t.workspace_id, t.team_id
    order by lower(t.name), t.team_id`.execute(tx);
  return rows;
}

/** Invitations that wait, newest first; those that have run out are marked. `now` is epoch milliseconds. */
export async function listInvitations(tx: Tx, now: number): Promise<RowOf<z.infer<typeof Invitation>>[]> {
  const { rows } = await sql<RowOf<z.infer<typeof Invitation>>>`
    select invitation_id, email, role, team_id, invited_by, created_at, expires_at,
      expires_at <= ${new Date(now)} as expired
    from invitation
    where accepted_at is null and revoked_at is null
    order by invitation_id desc`.execute(tx);
  return rows;
}

/** A page of the audit log, newest first, with the names of those who acted. */
export async function listAuditEntries(
  tx: Tx,
  query: AuditQuery,
): Promise<{ entries: RowOf<z.infer<typeof AuditEntry>>[]; next: number | null }> {
  const { subject_kind, subject_id, user_id, key_id, before, limit } = query;
  const { rows } = await sql<RowOf<z.infer<typeof AuditEntry>>>`
    select a.audit_entry_id, a.at, a.action, a.subject_kind, a.subject_id, a.before, a.after, a.request_id,
      json_build_object(
        'kind', case when a.user_id is not null then 'user' when a.key_id is not null then 'key' else 'plumb' end,
        'id', coalesce(a.user_id, a.key_id::text),
        'name', coalesce(u.name, k.name)
      ) as actor
    from audit_entry a
    left join auth_user u on u.id = a.user_id
    left join api_key k on k.workspace_id = a.workspace_id and k.key_id = a.key_id
    where (${subject_kind ?? null}::text is null or a.subject_kind = ${subject_kind ?? null})
      and (${subject_id ?? null}::text is null or a.subject_id = ${subject_id ?? null})
      and (${user_id ?? null}::text is null or a.user_id = ${user_id ?? null})
      and (${key_id ?? null}::integer is null or a.key_id = ${key_id ?? null})
      and (${before ?? null}::bigint is null or a.audit_entry_id < ${before ?? null})
    order by a.audit_entry_id desc
    limit ${limit + 1}`.execute(tx);
  const entries = rows.slice(0, limit);
  return { entries, next: rows.length > limit ? (entries.at(-1)?.audit_entry_id ?? null) : null };
}
