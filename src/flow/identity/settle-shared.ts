import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import type { Claim } from './assign-people.ts';
import { readCurrentIds } from './queries/read.ts';

export type Settled = { moved: { touch_id: number; person_id: number }[]; person_ids: Set<number> };

/**
 * Says again, from everything known, whose the touches are that only a shared weak identifier (a device, a phone)
 * led to their person: before the second identified person came they are the first one's, from then on the shared
 * thing's own interest. Where merges left only one claimant, it is that one's again. Rare, so one identifier at a time.
 */
export async function settleShared(
  tx: Tx,
  workspaceId: number,
  keys: Iterable<string>,
  nextPersonId: () => number,
  make: (personId: number) => Promise<void>,
): Promise<Settled> {
  const settled: Settled = { moved: [], person_ids: new Set() };
  for (const key of keys) {
    const colon = key.indexOf(':');
    const [kind, value] = [key.slice(0, colon), key.slice(colon + 1)];
    const { rows } = await sql<{ person_id: number; claims: Claim[] }>`
      select i.person_id, i.claims from identifier i
      where i.workspace_id = ${workspaceId} and i.kind = ${kind} and i.value = ${value}`.execute(tx);
    const entry = rows[0];
    if (!entry) continue;
    const current = await readCurrentIds(
      tx,
      workspaceId,
      entry.claims.map(([id]) => id),
    );
    const claims = earliestPerPerson(entry.claims, current);
    const [first, second] = claims;
    if (!first) continue;
    const claimants = new Set(claims.map(([id]) => id));
    const until = second ? second[1] : Number.MAX_SAFE_INTEGER;
    let holder = second ? entry.person_id : first[0];
    // An interest of the shared thing's own is made only once there is a touch to go to it.
    if (second && claimants.has(holder) && (await hasTouchSince(tx, workspaceId, [...claimants], key, until))) {
      holder = nextPersonId();
      await make(holder);
      settled.person_ids.add(holder);
    }
    const among = [...claimants, entry.person_id, holder];
    const moved = await sql<{ touch_id: number; person_id: number; was: number }>`
      with placed as (
        select t.person_id as was, t.occurred_at, t.touch_id,
          case when extract(epoch from t.occurred_at) * 1000 < ${until}::float8 then ${first[0]}::bigint else ${holder}::bigint end as person_id
        from touch t
        where t.workspace_id = ${workspaceId} and t.person_id = any(${among}::bigint[]) and t.link = ${key}
      )
      update touch t set person_id = p.person_id from placed p
      where t.workspace_id = ${workspaceId} and t.person_id = p.was and t.occurred_at = p.occurred_at
        and t.touch_id = p.touch_id and p.was <> p.person_id
      returning t.touch_id, t.person_id, p.was`.execute(tx);
    for (const row of moved.rows) {
      settled.moved.push({ touch_id: row.touch_id, person_id: row.person_id });
      settled.person_ids.add(row.person_id).add(row.was);
    }
    await sql`
      update identifier i set person_id = ${holder}, shared = ${second !== undefined}, claims = ${JSON.stringify(claims)}::jsonb
      where i.workspace_id = ${workspaceId} and i.kind = ${kind} and i.value = ${value}`.execute(tx);
  }
  return settled;
}

async function hasTouchSince(
  tx: Tx,
  workspaceId: number,
  people: number[],
  link: string,
  since: number,
): Promise<boolean> {
  const { rows } = await sql`
    select from touch t
    where t.workspace_id = ${workspaceId} and t.person_id = any(${people}::bigint[]) and t.link = ${link}
      and t.occurred_at >= to_timestamp(${since}::float8 / 1000)
    limit 1`.execute(tx);
  return rows.length > 0;
}

/** One claim per person as of today, earliest first; ties by person, so that the answer does not depend on arrival. */
export function earliestPerPerson(claims: Claim[], current: Map<number, number>): Claim[] {
  const earliest = new Map<number, number>();
  for (const [id, since] of claims) {
    const person = current.get(id) ?? id;
    earliest.set(person, Math.min(since, earliest.get(person) ?? since));
  }
  return [...earliest].sort((a, b) => a[1] - b[1] || a[0] - b[0]);
}
