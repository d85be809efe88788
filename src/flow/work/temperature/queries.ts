import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import type { Temperature, UserRef } from '../contract.ts';
import { holdingAt, holdsAt } from './compile-temperature.ts';
import { type CoolingRule, type SaidByHand, temperatureAt } from './temperature-at.ts';

type Said = SaidByHand & { person_id: number; reason: string; made_by: string };

/** What it takes to say how warm somebody is. `now` is epoch ms. */
type Context = { workspaceId: number; now: number; cooling: CoolingRule; users: ReadonlyMap<string, UserRef> };

/** After how many days of silence bands cool, and whether anything is said by hand of anybody at `now` (epoch ms). */
export async function readCooling(tx: Tx, workspaceId: number, now: number) {
  const { rows } = await sql<{ days: Record<string, number>; is_said: boolean }>`
    select (select coalesce(json_object_agg(c.band, c.days), '{}') from cooling c where c.workspace_id = ${workspaceId}) as days,
      exists (select from temperature t where t.workspace_id = ${workspaceId} and ${holdingAt(now)}) as is_said`.execute(
    tx,
  );
  const { days = {}, is_said = false } = rows[0] ?? {};
  return { days: new Map(Object.entries(days)), is_said };
}

/** How warm these people are now, in their order. */
export async function readTemperatures(
  tx: Tx,
  { workspaceId, now, cooling, users }: Context,
  people: readonly { person_id: number; band: string; last_touch_at: Date }[],
): Promise<Temperature[]> {
  const ids = people.map((person) => person.person_id);
  const said = Map.groupBy(await listSaid(tx, workspaceId, ids, now), (each) => each.person_id);
  return people.map(({ person_id, band, last_touch_at }) => {
    const own = said.get(person_id) ?? [];
    const found = temperatureAt({ band, last_touch_at: last_touch_at.getTime(), said: own }, cooling, now);
    const hand = own.find((each) => each.temperature_id === found.said);
    return { band: found.band, by: found.by, hand: hand ? tellSaid(hand, users) : null };
  });
}

/** What is said of these people by hand and holds at `now` (epoch ms). */
export async function listSaid(tx: Tx, workspaceId: number, personIds: readonly number[], now: number) {
  const { rows } = await sql<Said>`
    select t.person_id, t.temperature_id, t.band, t.reason, t.made_by,
      (extract(epoch from t.starts_at) * 1000)::float8 as starts_at, (extract(epoch from t.ends_at) * 1000)::float8 as ends_at
    from temperature t
    where t.workspace_id = ${workspaceId} and t.person_id = any(${personIds}::bigint[]) and ${holdsAt(now)}
    order by t.temperature_id`.execute(tx);
  return rows;
}

type NewSaid = { person_id: number; band: string; reason: string; ends_at: number | null };

/** Keeps what somebody says by hand, from `now` (epoch ms) on; the ids, in the order of the people. */
export async function insertSaid(
  tx: Tx,
  workspaceId: number,
  madeBy: string,
  said: readonly NewSaid[],
  now: number,
): Promise<number[]> {
  const rows = said.map((each, place) => ({ ...each, place }));
  const { rows: made } = await sql<{ temperature_id: number }>`
    insert into temperature (workspace_id, person_id, origin_person_id, band, reason, starts_at, ends_at, made_by)
    select ${workspaceId}::int, g.person_id, g.person_id, g.band, g.reason, ${new Date(now)}::timestamptz,
      to_timestamp(g.ends_at / 1000), ${madeBy}::text
    from json_to_recordset(${JSON.stringify(rows)}::json) as g (person_id bigint, band text, reason text, ends_at float8, place int)
    order by g.place
    returning temperature_id`.execute(tx);
  return made.map((row) => row.temperature_id);
}

/** One thing said by hand, and of whom. */
type Named = { person_id: number; temperature_id: number };

/** Ends what holds at `now` (epoch ms) of this, which `temperatureIds` narrows down; what ended. */
export async function endSaid(
  tx: Tx,
  workspaceId: number,
  endedBy: string,
  { personIds, temperatureIds }: { personIds: readonly number[]; temperatureIds?: readonly number[] },
  now: number,
): Promise<Named[]> {
  const named = temperatureIds ? sql`t.temperature_id = any(${temperatureIds}::bigint[])` : sql`true`;
  const { rows } = await sql<Named>`
    update temperature t set ends_at = ${new Date(now)}, said_until = t.ends_at, ended_by = ${endedBy}
    where t.workspace_id = ${workspaceId} and t.person_id = any(${personIds}::bigint[]) and ${named} and ${holdsAt(now)}
    returning t.person_id, t.temperature_id`.execute(tx);
  return rows;
}

/**
 * Lets hold again, for as long as was said, what somebody ended of this: except of people of whom something else has been said since, so that
 * nothing newer is lost. Answers what holds again.
 */
export async function restoreSaid(
  tx: Tx,
  workspaceId: number,
  { personIds, temperatureIds }: { personIds: readonly number[]; temperatureIds: readonly number[] },
): Promise<Named[]> {
  const { rows } = await sql<Named>`
    update temperature t set ends_at = t.said_until, said_until = null, ended_by = null
    where t.workspace_id = ${workspaceId} and t.person_id = any(${personIds}::bigint[])
      and t.temperature_id = any(${temperatureIds}::bigint[]) and t.ended_by is not null
      and not exists (
        select from temperature n
        where n.workspace_id = t.workspace_id and n.person_id = t.person_id and n.starts_at > t.ends_at)
    returning t.person_id, t.temperature_id`.execute(tx);
  return rows;
}

function tellSaid({ temperature_id, reason, made_by, starts_at, ends_at }: Said, users: Context['users']) {
  return {
    temperature_id,
    reason,
    by: users.get(made_by) ?? { id: made_by, name: made_by },
    since: new Date(starts_at).toISOString(),
    until: ends_at === null ? null : new Date(ends_at).toISOString(),
  };
}
