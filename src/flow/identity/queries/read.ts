import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import type { FieldValue } from '../../capture/index.ts';
import type { KnownIdentifier } from '../assign-people.ts';
import { identifierKey } from '../assign-people.ts';
import { readEmail } from '../email.ts';
import type { Origin } from '../fold-sayings.ts';
import type { Identifier } from '../read-arrival.ts';

/** A person's row as the fold needs it. */
export type PersonRow = {
  person_id: number;
  merged_into: number | null;
  company_id: number | null;
  fields: Record<string, FieldValue>;
  field_origin: Record<string, Origin>;
};

/** Touch keys that are taken, with whose they were. */
export async function readTouchKeys(tx: Tx, workspaceId: number, keys: string[]) {
  const { rows } = await sql<{ key: string; person_id: number; touch_id: number }>`
    select k.key, k.person_id, k.touch_id
    from touch_key k
    where k.workspace_id = ${workspaceId} and k.key = any(${keys}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.key, row]));
}

/** `count` ids each for touches and people, in blocks of 1,000 that nobody else gets. */
export async function takeIds(
  tx: Tx,
  count: number,
): Promise<{ touch: () => number; person: () => number; company: () => number }> {
  const { rows } = await sql<{ touch: number; person: number; company: number }>`
    select nextval('touch_id_block') as touch, nextval('person_id_block') as person, nextval('company_id_block') as company
    from generate_series(1, ${Math.ceil(count / 1000)}::int)`.execute(tx);
  const counter = (kind: 'touch' | 'person' | 'company') => {
    let used = 0;
    return () => {
      const block = rows[Math.floor(used / 1000)];
      if (!block) throw new RangeError(`${kind} ids: asked for more than the ${rows.length * 1000} taken`);
      return block[kind] * 1000 + (used++ % 1000);
    };
  };
  return { touch: counter('touch'), person: counter('person'), company: counter('company') };
}

/** What is on record about these identifiers, by `kind:value`. */
export async function readIdentifiers(
  tx: Tx,
  workspaceId: number,
  ids: Identifier[],
): Promise<Map<string, KnownIdentifier>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Identifier & KnownIdentifier>`
    select i.kind, i.value, i.person_id, i.origin_person_id, i.shared, i.claims
    from unnest(${ids.map((id) => id.kind)}::text[], ${ids.map((id) => id.value)}::text[]) asked (kind, value)
    join identifier i on i.workspace_id = ${workspaceId} and i.kind = asked.kind and i.value = asked.value`.execute(tx);
  return new Map(rows.map(({ kind, value, ...entry }) => [identifierKey({ kind, value }), entry]));
}

/** The rows of these people, also of those merged into another. */
export async function readPeople(tx: Tx, workspaceId: number, ids: number[]): Promise<Map<number, PersonRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<PersonRow>`
    select p.person_id, p.merged_into, p.company_id, p.fields, p.field_origin
    from person p
    where p.workspace_id = ${workspaceId} and p.person_id = any(${ids}::bigint[])`.execute(tx);
  return new Map(rows.map((row) => [row.person_id, row]));
}

/** Those of the people who have a lead already, open or closed. */
export async function readPeopleWithLead(tx: Tx, workspaceId: number, ids: number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const { rows } = await sql<{ person_id: number }>`
    select distinct l.person_id from lead l
    where l.workspace_id = ${workspaceId} and l.person_id = any(${ids}::bigint[])`.execute(tx);
  return new Set(rows.map((row) => row.person_id));
}

/** Follows merges: for each id the person it belongs to today. */
export async function readCurrentIds(tx: Tx, workspaceId: number, ids: number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ asked: number; current: number }>`
    with recursive chain (asked, person_id, merged_into) as (
      select p.person_id, p.person_id, p.merged_into from person p
      where p.workspace_id = ${workspaceId} and p.person_id = any(${ids}::bigint[])
      union all
      select c.asked, p.person_id, p.merged_into from chain c
      join person p on p.workspace_id = ${workspaceId} and p.person_id = c.merged_into
    )
    select c.asked, c.person_id as current from chain c where c.merged_into is null`.execute(tx);
  return new Map(rows.map((row) => [row.asked, row.current]));
}

/** Who has this e-mail, by the form in which addresses are compared; undefined when nobody. */
export async function findPersonByEmail(tx: Tx, workspaceId: number, email: string): Promise<number | undefined> {
  const key = readEmail(email)?.key;
  if (key === undefined) return undefined;
  return (await readIdentifiers(tx, workspaceId, [{ kind: 'email', value: key }])).get(`email:${key}`)?.person_id;
}
