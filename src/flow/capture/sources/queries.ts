import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import type { Heard, NewSource, Source, SourceChange, SourceSettings } from '../contract.ts';

const columns = sql.raw(`s.source_id, s.key, s.name, s.channel, s.subject, s.incentive, s.sales_aware, s.bought,
  '{"allowed_return_hosts": []}'::jsonb || s.settings as settings, s.created_at, s.archived_at,
  (select max(d.last_received_at) from source_day d where d.workspace_id = s.workspace_id and d.source_id = s.source_id)
    as last_received_at`);

/** All sources by name, those in use first; archived ones only when asked for. */
export async function listSources(tx: Tx, workspaceId: number, { archived = false } = {}): Promise<Source[]> {
  const { rows } = await sql<Source>`
    select ${columns} from source s
    where s.workspace_id = ${workspaceId} and (${archived} or s.archived_at is null)
    order by s.archived_at is not null, s.name, s.source_id`.execute(tx);
  return rows;
}

/** The source with this id. Throws `not_found`. */
export async function getSource(tx: Tx, workspaceId: number, sourceId: number): Promise<Source> {
  const { rows } = await sql<Source>`
    select ${columns} from source s
    where s.workspace_id = ${workspaceId} and s.source_id = ${sourceId}`.execute(tx);
  if (!rows[0]) throw new AppError('not_found', `Source ${sourceId}: expected one of this workspace`);
  return rows[0];
}

/** The source with this key, archived ones too; undefined when there is none. */
export async function findSourceByKey(tx: Tx, workspaceId: number, key: string): Promise<Source | undefined> {
  const { rows } = await sql<Source>`
    select ${columns} from source s where s.workspace_id = ${workspaceId} and s.key = ${key}`.execute(tx);
  return rows[0];
}

/** Writes a source; answers its id, or undefined when the key is taken. */
export async function insertSource(
  tx: Tx,
  workspaceId: number,
  source: NewSource & { key: string },
): Promise<number | undefined> {
  const { rows } = await sql<{ source_id: number }>`
    insert into source (workspace_id, key, name, channel, subject, incentive, sales_aware, bought, settings)
    values (${workspaceId}, ${source.key}, ${source.name}, ${source.channel}, ${source.subject ?? null},
      ${source.incentive ?? null}, ${source.sales_aware ?? null}, ${source.bought ?? null}, ${JSON.stringify(source.settings ?? {})}::jsonb)
    on conflict on constraint source_key_unique do nothing
    returning source_id`.execute(tx);
  return rows[0]?.source_id;
}

/** Changes what is named in `change`; the rest stays. */
export async function updateSource(tx: Tx, workspaceId: number, sourceId: number, change: SourceChange): Promise<void> {
  const { settings, archived, ...plain } = change;
  const set = Object.entries(plain).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  if (settings) set.push(sql`settings = settings || ${JSON.stringify(settings)}::jsonb`);
  if (archived !== undefined) set.push(sql`archived_at = ${archived ? sql`coalesce(archived_at, now())` : sql`null`}`);
  if (set.length === 0) return;
  await sql`
    update source set ${sql.join(set)}
    where workspace_id = ${workspaceId} and source_id = ${sourceId}`.execute(tx);
}

/** What a door must know of a source. */
export type DoorSource = { source_id: number; key: string; name: string; channel: string; settings: SourceSettings };

/** Every source of a workspace for the doors; few, so all at once. */
export async function listDoorSources(tx: Tx, workspaceId: number): Promise<DoorSource[]> {
  const { rows } = await sql<DoorSource>`
    select source_id, key, name, channel, '{"allowed_return_hosts": []}'::jsonb || settings as settings
    from source where workspace_id = ${workspaceId} order by source_id`.execute(tx);
  return rows;
}

/** Touches kept, people first seen and leads opened per source and day; days without any are left out. Both ends included. */
export async function listSourceDays(tx: Tx, workspaceId: number, { from, to }: { from: string; to: string }) {
  const { rows } = await sql<{ source_id: number; day: string; touches: number; people: number; leads: number }>`
    select source_id, day, touches, people, leads from source_day
    where workspace_id = ${workspaceId} and day between ${from}::date and ${to}::date
    order by day, source_id`.execute(tx);
  return rows;
}

/** What was heard from a source last, and how much today by the workspace's clock. `now` is epoch milliseconds. */
export async function readHeard(tx: Tx, workspaceId: number, sourceId: number, now: number): Promise<Heard> {
  const { rows } = await sql<Heard>`
    select s.source_id, d.last_received_at, coalesce(d.latest, '[]') as latest,
      case when d.day = (${new Date(now)} at time zone w.time_zone)::date then d.touches else 0 end as touches_today,
      (select count(*)::integer from unreadable u
        where u.workspace_id = s.workspace_id and u.source_id = s.source_id and u.state = 'waiting') as unreadable_waiting
    from source s
    join workspace w on w.workspace_id = s.workspace_id
    left join lateral (
      select * from source_day d
      where d.workspace_id = s.workspace_id and d.source_id = s.source_id order by d.day desc limit 1
    ) d on true
    where s.workspace_id = ${workspaceId} and s.source_id = ${sourceId}`.execute(tx);
  if (!rows[0]) throw new AppError('not_found', `Source ${sourceId}: expected one of this workspace`);
  return rows[0];
}
