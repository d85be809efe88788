import { sql } from 'kysely';
import type { Actor } from '../../../access/index.ts';
import type { Tx } from '../../../base/db.ts';
import type { FieldValue } from '../../capture/index.ts';
import type { BulkAction } from '../contract.ts';

/** What a change said of how warm somebody is (`made`), or what that was said it ended: ids of temperatures. */
export type EndedTemperature = { made: number | null; ended: number[] };

/** What a bulk change found at one person: the lead's owner, a field's value and the touch that changed it, or how warm it was said to be. */
export type BulkRow =
  | { person_id: number; lead_id: number; touch_id: null; before: { owner_id: string | null } }
  | { person_id: number; lead_id: null; touch_id: number; before: { value: FieldValue } }
  | { person_id: number; lead_id: null; touch_id: null; before: EndedTemperature };

/** A bulk change as it was made. */
export type BulkChange = {
  bulk_change_id: number;
  user_id: string | null;
  key_id: number | null;
  action: BulkAction;
  undone_at: Date | null;
};

/** Begins a bulk change; how many it affects is known at its end. */
export async function insertBulkChange(tx: Tx, actor: Actor, action: BulkAction): Promise<number> {
  const { rows } = await sql<{ bulk_change_id: number }>`
    insert into bulk_change (workspace_id, user_id, key_id, action, affected)
    values (${actor.workspace_id}, ${actor.user_id}, ${actor.key_id}, ${JSON.stringify(action)}::jsonb, 0)
    returning bulk_change_id`.execute(tx);
  return (rows as [{ bulk_change_id: number }])[0].bulk_change_id;
}

/** Keeps what was there before; one person is in a change once. */
export async function insertBulkRows(
  tx: Tx,
  workspaceId: number,
  bulkChangeId: number,
  rows: BulkRow[],
): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into bulk_change_row (workspace_id, person_id, bulk_change_id, lead_id, before, touch_id)
    select ${workspaceId}::int, g.person_id, ${bulkChangeId}::bigint, g.lead_id, g.before, g.touch_id
    from json_to_recordset(${JSON.stringify(rows)}::json) as g (person_id bigint, lead_id bigint, before jsonb, touch_id bigint)
    on conflict do nothing`.execute(tx);
}

/** Ends a bulk change. */
export async function setAffected(tx: Tx, workspaceId: number, bulkChangeId: number, affected: number): Promise<void> {
  await sql`
    update bulk_change b set affected = ${affected}
    where b.workspace_id = ${workspaceId} and b.bulk_change_id = ${bulkChangeId}`.execute(tx);
}

/** A bulk change, held until the transaction ends. */
export async function findBulkChange(
  tx: Tx,
  workspaceId: number,
  bulkChangeId: number,
): Promise<BulkChange | undefined> {
  const { rows } = await sql<BulkChange>`
    select b.bulk_change_id, b.user_id, b.key_id, b.action, b.undone_at from bulk_change b
    where b.workspace_id = ${workspaceId} and b.bulk_change_id = ${bulkChangeId} for update`.execute(tx);
  return rows[0];
}

/** Marks a bulk change as undone. */
export async function setUndone(tx: Tx, workspaceId: number, bulkChangeId: number): Promise<void> {
  await sql`
    update bulk_change b set undone_at = now()
    where b.workspace_id = ${workspaceId} and b.bulk_change_id = ${bulkChangeId}`.execute(tx);
}

/** How many people are in a bulk change. */
export async function countBulkRows(tx: Tx, workspaceId: number, bulkChangeId: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from bulk_change_row r
    where r.workspace_id = ${workspaceId} and r.bulk_change_id = ${bulkChangeId}`.execute(tx);
  return rows[0]?.n ?? 0;
}

/** People whose lead still has the owner that the change gave it, by the owner before. */
export async function listUnchangedOwners(
  tx: Tx,
  workspaceId: number,
  bulkChangeId: number,
  given: string | null,
): Promise<{ owner_id: string | null; person_ids: number[] }[]> {
  const { rows } = await sql<{ owner_id: string | null; person_ids: number[] }>`
    select r.before ->> 'owner_id' as owner_id, json_agg(r.person_id) as person_ids
    from bulk_change_row r
    join lead l on l.workspace_id = r.workspace_id and l.person_id = r.person_id and l.lead_id = r.lead_id
    where r.workspace_id = ${workspaceId} and r.bulk_change_id = ${bulkChangeId} and l.closed_at is null
      and l.owner_id is not distinct from ${given}::text
    group by 1`.execute(tx);
  return rows;
}

type Said = { person_id: number; before: FieldValue; said_at: number | null };
const saidAt = (key: string) => sql`(p.field_origin -> ${key}::text ->> 0)::float8`;

/** Those of these people whose field has another value, with that value and when it was said (epoch ms). */
export async function listOtherwise(
  tx: Tx,
  workspaceId: number,
  personIds: number[],
  key: string,
  value: FieldValue,
): Promise<Said[]> {
  const { rows } = await sql<Said>`
    select p.person_id, p.fields -> ${key}::text as before, ${saidAt(key)} as said_at from person p
    where p.workspace_id = ${workspaceId} and p.person_id = any(${personIds}::bigint[]) and p.merged_into is null
      and coalesce(p.fields -> ${key}::text, 'null') <> ${JSON.stringify(value)}::jsonb
    order by p.person_id`.execute(tx);
  return rows;
}

/** People whose field still has the value that the change gave it, because nothing later said anything about it; as before. */
export async function listUnchangedFields(
  tx: Tx,
  workspaceId: number,
  bulkChangeId: number,
  key: string,
): Promise<Said[]> {
  const { rows } = await sql<Said>`
    select r.person_id, r.before -> 'value' as before, ${saidAt(key)} as said_at
    from bulk_change_row r
    join person p on p.workspace_id = r.workspace_id and p.person_id = r.person_id
    where r.workspace_id = ${workspaceId} and r.bulk_change_id = ${bulkChangeId}
      and (p.field_origin -> ${key}::text ->> 2)::bigint = r.touch_id and p.merged_into is null
    order by r.person_id`.execute(tx);
  return rows;
}

/** Everybody in a change of how warm people are, under the ids they have today, with what it did. */
export async function listTemperatureChanges(
  tx: Tx,
  workspaceId: number,
  bulkChangeId: number,
): Promise<{ person_id: number; before: EndedTemperature }[]> {
  const { rows } = await sql<{ person_id: number; before: EndedTemperature }>`
    select coalesce(p.merged_into, r.person_id) as person_id, r.before from bulk_change_row r
    left join person p on p.workspace_id = r.workspace_id and p.person_id = r.person_id
    where r.workspace_id = ${workspaceId} and r.bulk_change_id = ${bulkChangeId}
    order by r.person_id`.execute(tx);
  return rows;
}
