import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { givenRows } from '../../../base/rows.ts';
import type { KnownIdentifier } from '../assign-people.ts';

/** A touch to insert: `raw` and `properties` are texts, instants epoch milliseconds. */
export type TouchRow = {
  person_id: number;
  touch_id: number;
  origin_person_id: number;
  key: string;
  source_id: number;
  channel: string;
  type: string;
  event: string | null;
  occurred_at: number;
  received_at: number;
  link: string | null;
  properties: string;
  fields: string | null;
  raw: string;
};

export type PersonWrite = {
  person_id: number;
  created_at: number;
  first_source_id: number;
  merged_into: number | null;
  company_id: number | null;
  fields: unknown;
  folded: unknown;
  field_origin: unknown;
  company: unknown;
  company_folded: unknown;
  search: string;
};

/** Inserts touches and their keys in one statement. The keys are known to be free: the workspace's batch lock is held. */
export async function insertTouches(tx: Tx, workspaceId: number, touches: TouchRow[]): Promise<void> {
  if (touches.length === 0) return;
  const given = givenRows(touches, {
    person_id: 'bigint',
    touch_id: 'bigint',
    origin_person_id: 'bigint',
    key: 'uuid',
    source_id: 'int',
    channel: 'text',
    type: 'text',
    event: 'text',
    occurred_at: 'float8',
    received_at: 'float8',
    link: 'text',
    properties: 'jsonb',
    fields: 'jsonb',
    raw: 'long_text',
  });
  await sql`
    with keyed as (
      insert into touch_key (workspace_id, key, person_id, touch_id)
      select ${workspaceId}::int, k.key, k.person_id, k.touch_id
      from ${givenRows(touches, { key: 'uuid', person_id: 'bigint', touch_id: 'bigint' })} as k
    )
    insert into touch (workspace_id, person_id, touch_id, origin_person_id, key, source_id, channel, type, event,
                       occurred_at, received_at, link, properties, fields, raw)
    select ${workspaceId}::int, g.person_id, g.touch_id, g.origin_person_id, g.key, g.source_id, g.channel, g.type, g.event,
           to_timestamp(g.occurred_at / 1000), to_timestamp(g.received_at / 1000), g.link, g.properties, g.fields, g.raw
    from ${given} as g`.execute(tx);
}

/** Inserts people, or overwrites what the fold computes for those that exist. */
export async function savePeople(
  tx: Tx,
  workspaceId: number,
  people: PersonWrite[],
  kind: 'new' | 'known',
): Promise<void> {
  if (people.length === 0) return;
  const given = givenRows(people, {
    person_id: 'bigint',
    created_at: 'float8',
    first_source_id: 'int',
    merged_into: 'bigint',
    company_id: 'bigint',
    fields: 'jsonb',
    folded: 'jsonb',
    field_origin: 'jsonb',
    company: 'jsonb',
    company_folded: 'jsonb',
    search: 'long_text',
  });
  if (kind === 'new') {
    await sql`
      insert into person (workspace_id, person_id, created_at, first_source_id, merged_into, company_id, fields, folded,
                          field_origin, company, company_folded, search)
      select ${workspaceId}::int, g.person_id, to_timestamp(g.created_at / 1000), g.first_source_id, g.merged_into,
             g.company_id, g.fields, g.folded, g.field_origin, g.company, g.company_folded, g.search
      from ${given} as g`.execute(tx);
    return;
  }
  await sql`
    update person p
    set company_id = g.company_id, fields = g.fields, folded = g.folded, field_origin = g.field_origin,
        company = g.company, company_folded = g.company_folded, search = g.search
    from ${given} as g
    where p.workspace_id = ${workspaceId} and p.person_id = g.person_id`.execute(tx);
}

type IdentifierEntries = ReadonlyMap<string, KnownIdentifier>;

function identifierRows(entries: IdentifierEntries) {
  const rows = [...entries].map(([key, entry]) => {
    const colon = key.indexOf(':');
    return { kind: key.slice(0, colon), value: key.slice(colon + 1), ...entry };
  });
  return givenRows(rows, {
    kind: 'text',
    value: 'text',
    person_id: 'bigint',
    origin_person_id: 'bigint',
    shared: 'boolean',
    claims: 'jsonb',
  });
}

/** Inserts identifiers nobody had. `seenAt` is epoch milliseconds. */
export async function insertIdentifiers(
  tx: Tx,
  workspaceId: number,
  entries: IdentifierEntries,
  seenAt: number,
): Promise<void> {
  if (entries.size === 0) return;
  await sql`
    insert into identifier (workspace_id, kind, value, person_id, origin_person_id, shared, claims, first_seen_at)
    select ${workspaceId}::int, g.kind, g.value, g.person_id, g.origin_person_id, g.shared, g.claims, to_timestamp(${seenAt}::float8 / 1000)
    from ${identifierRows(entries)} as g`.execute(tx);
}

/** Writes whose identifiers that exist are, who claims them, and whether they are shared. */
export async function updateIdentifiers(tx: Tx, workspaceId: number, entries: IdentifierEntries): Promise<void> {
  if (entries.size === 0) return;
  await sql`
    update identifier i set person_id = g.person_id, shared = g.shared, claims = g.claims
    from ${identifierRows(entries)} as g
    where i.workspace_id = ${workspaceId} and i.kind = g.kind and i.value = g.value`.execute(tx);
}

/** Weak identifiers of people who are strongly identified from now on are theirs from that instant (epoch ms). */
export async function claimWeakIdentifiers(tx: Tx, workspaceId: number, claimed: Map<number, number>): Promise<void> {
  if (claimed.size === 0) return;
  await sql`
    update identifier i set claims = jsonb_build_array(jsonb_build_array(c.person_id, c.since))
    from unnest(${[...claimed.keys()]}::bigint[], ${[...claimed.values()]}::bigint[]) as c (person_id, since)
    where i.workspace_id = ${workspaceId} and i.person_id = c.person_id and i.kind in ('phone', 'anonymous_id')
      and i.claims is null`.execute(tx);
}

/** Opens a lead for each person; answers their ids. */
export async function insertLeads(
  tx: Tx,
  workspaceId: number,
  leads: {
    person_id: number;
    subject: string;
    source_id: number;
    opened_at: number;
    touch_id: number | null;
    reason: unknown;
    owner_id?: string | null;
  }[],
): Promise<{ person_id: number; lead_id: number }[]> {
  if (leads.length === 0) return [];
  const given = givenRows(leads, {
    person_id: 'bigint',
    subject: 'text',
    source_id: 'int',
    owner_id: 'text',
    opened_at: 'float8',
    touch_id: 'bigint',
    reason: 'jsonb',
  });
  const { rows } = await sql<{ person_id: number; lead_id: number }>`
    insert into lead (workspace_id, person_id, subject, source_id, owner_id, opened_at, opened_by_touch_id, reason)
    select ${workspaceId}::int, g.person_id, g.subject, g.source_id, g.owner_id, to_timestamp(g.opened_at / 1000), g.touch_id, g.reason
    from ${given} as g
    returning person_id, lead_id`.execute(tx);
  return rows;
}
