import { sql } from 'kysely';
import type { z } from 'zod';
import type { Tx } from '../../../../base/db.ts';
import { type Origin, readCurrentIds } from '../../../identity/index.ts';
import type { FieldOrigin, SourceRef } from '../../contract.ts';

export type Origins = ReadonlyMap<number, z.infer<typeof FieldOrigin>>;
type Place = { person_id: number; origin: Origin };

/**
 * The touches that the present values of fields come from, by touch id. What a company's fields come from may have been said by
 * another of its people; `company` origins are found by the touch's key.
 */
export async function readOrigins(
  tx: Tx,
  { workspaceId, sources }: { workspaceId: number; sources: ReadonlyMap<number, SourceRef> },
  personId: number,
  said: { person: readonly Origin[]; company: readonly Origin[] },
): Promise<Origins> {
  const places = [
    ...said.person.map((origin) => ({ person_id: personId, origin })),
    ...(await placeByKey(tx, workspaceId, said.company)),
  ];
  if (places.length === 0) return new Map();
  const { rows } = await sql<{ touch_id: number; occurred_at: Date; channel: string; source_id: number }>`
    select distinct t.touch_id, t.occurred_at, t.channel, t.source_id
    from unnest(${places.map((place) => place.person_id)}::bigint[], ${places.map(({ origin }) => origin[0])}::float8[],
                ${places.map(({ origin }) => origin[2])}::bigint[]) as o (person_id, at, touch_id)
    join touch t on t.workspace_id = ${workspaceId} and t.person_id = o.person_id and t.touch_id = o.touch_id
      and t.occurred_at between to_timestamp((o.at - 1) / 1000) and to_timestamp((o.at + 1) / 1000)`.execute(tx);
  return new Map(
    rows.map(({ touch_id, occurred_at, channel, source_id }) => [
      touch_id,
      { touch_id, occurred_at: occurred_at.toISOString(), channel, source: sources.get(source_id) ?? null },
    ]),
  );
}

/** Whose touches these are today. */
async function placeByKey(tx: Tx, workspaceId: number, origins: readonly Origin[]): Promise<Place[]> {
  const byKey = new Map(origins.map((origin) => [origin[1], origin]));
  if (byKey.size === 0) return [];
  const { rows } = await sql<{ key: string; person_id: number }>`
    select k.key, k.person_id from touch_key k
    where k.workspace_id = ${workspaceId} and k.key = any(${[...byKey.keys()]}::uuid[])`.execute(tx);
  const current = await readCurrentIds(
    tx,
    workspaceId,
    rows.map((row) => row.person_id),
  );
  return rows.map(({ key, person_id }) => ({
    person_id: current.get(person_id) ?? person_id,
    origin: byKey.get(key) as Origin,
  }));
}
