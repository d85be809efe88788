import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { givenRows } from '../../../base/rows.ts';
import type { Notification, NotificationSettings } from './contract.ts';

const pageSize = 30;

/** What a member gets unless they said otherwise. */
export const usualSettings: NotificationSettings = { mail_up: true, mail_down: false };

/** Something to tell a member. `about` names it, so that telling it again changes nothing; `mail_to` where it also goes by e-mail. */
export type Telling = {
  user_id: string;
  kind: Notification['kind'];
  person_id: number | null;
  about: string;
  content: unknown;
  mail_to: string | null;
};

/** Keeps notifications; those that were told before stay as they are. */
export async function insertNotifications(tx: Tx, workspaceId: number, tellings: Telling[]): Promise<void> {
  if (tellings.length === 0) return;
  const given = givenRows(tellings, {
    user_id: 'text',
    kind: 'text',
    person_id: 'bigint',
    about: 'text',
    content: 'jsonb',
    mail_to: 'text',
  });
  await sql`
    insert into notification (workspace_id, user_id, kind, person_id, about, content, mail_to)
    select ${workspaceId}::int, g.user_id, g.kind, g.person_id, g.about, g.content, g.mail_to from ${given} as g
    on conflict on constraint notification_once do nothing`.execute(tx);
}

/** A page of a member's notifications, newest first, with how many are unread. */
export async function listNotifications(tx: Tx, workspaceId: number, userId: string, before: number | undefined) {
  const { rows } = await sql<Notification>`
    select n.notification_id, n.kind, n.person_id, n.content, n.created_at, n.read_at from notification n
    where n.workspace_id = ${workspaceId} and n.user_id = ${userId}
      and n.notification_id < ${before ?? Number.MAX_SAFE_INTEGER}::bigint
    order by n.notification_id desc limit ${pageSize}`.execute(tx);
  const { rows: counts } = await sql<{ unread: number }>`
    select count(*) as unread from notification n
    where n.workspace_id = ${workspaceId} and n.user_id = ${userId} and n.read_at is null`.execute(tx);
  const next = rows.length === pageSize ? (rows.at(-1)?.notification_id ?? null) : null;
  return { notifications: rows, unread: counts[0]?.unread ?? 0, next };
}

/** Marks a member's notifications as read, these or all; answers how many were not. */
export async function markRead(
  tx: Tx,
  workspaceId: number,
  userId: string,
  ids: number[] | undefined,
): Promise<number> {
  const which = ids === undefined ? sql`true` : sql`n.notification_id = any(${ids}::bigint[])`;
  const { numAffectedRows } = await sql`
    update notification n set read_at = now()
    where n.workspace_id = ${workspaceId} and n.user_id = ${userId} and n.read_at is null and ${which}`.execute(tx);
  return Number(numAffectedRows ?? 0);
}

/** What a member gets by e-mail. */
export async function readSettings(tx: Tx, workspaceId: number, userId: string): Promise<NotificationSettings> {
  const { rows } = await sql<NotificationSettings>`
    select s.mail_up, s.mail_down from notification_setting s
    where s.workspace_id = ${workspaceId} and s.user_id = ${userId}`.execute(tx);
  return rows[0] ?? usualSettings;
}

/** Changes that. */
export async function saveSettings(
  tx: Tx,
  workspaceId: number,
  userId: string,
  { mail_up, mail_down }: NotificationSettings,
): Promise<void> {
  await sql`
    insert into notification_setting (workspace_id, user_id, mail_up, mail_down)
    values (${workspaceId}, ${userId}, ${mail_up}, ${mail_down})
    on conflict (workspace_id, user_id) do update set mail_up = excluded.mail_up, mail_down = excluded.mail_down`.execute(
    tx,
  );
}
