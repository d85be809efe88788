import { sql } from 'kysely';
import type { Tx } from '../../base/db.ts';
import { givenRows } from '../../base/rows.ts';
import { foldFields } from '../../conditions/fold.ts';
import type { FieldValue } from '../capture/index.ts';
import { type Folded, foldSayings, type Origin, type Saying } from './fold-sayings.ts';
import type { Identified } from './read-arrival.ts';

export type CompanyRow = { company_id: number; name: string } & Folded;

/** What became of the companies a batch names. */
export type CompanyChanges = {
  /** Per entry of the batch the company it names, or undefined. */
  of: (number | undefined)[];
  /** Rows of every company named, after the batch. */
  rows: Map<number, CompanyRow>;
  created: Set<number>;
  /** Known companies whose field values are other now: their other people's copies must follow. */
  revalued: number[];
};

type Entry = { identified: Identified; key: string; touch_id: number };
const keyOf = (id: { kind: string; value: string }) => `${id.kind}:${id.value}`;

/**
 * Finds or makes the company each entry names, and folds what entries say about it. A company named by a known domain or
 * group id is that one; two ids in one arrival teach the second to the first's company.
 */
export async function keepCompanies(
  tx: Tx,
  workspaceId: number,
  entries: Entry[],
  nextId: () => number,
): Promise<CompanyChanges> {
  const wanted = entries.flatMap((entry) => entry.identified.company?.identifiers ?? []);
  const changes: CompanyChanges = { of: [], rows: new Map(), created: new Set(), revalued: [] };
  if (wanted.length === 0) return { ...changes, of: entries.map(() => undefined) };
  const known = await readCompanyIdentifiers(tx, workspaceId, wanted);
  const added = new Map<string, number>();
  const sayings = new Map<number, Saying[]>();
  for (const entry of entries) {
    const company = entry.identified.company;
    if (!company) {
      changes.of.push(undefined);
      continue;
    }
    const keys = company.identifiers.map(keyOf);
    let id = keys.map((key) => known.get(key)).find((found) => found !== undefined);
    if (id === undefined) {
      id = nextId();
      changes.created.add(id);
    }
    for (const key of keys) {
      if (known.has(key)) continue;
      known.set(key, id);
      added.set(key, id);
    }
    changes.of.push(id);
    const list = sayings.get(id) ?? [];
    if (company.fields)
      list.push({ fields: company.fields, at: entry.identified.occurred_at, key: entry.key, touch_id: entry.touch_id });
    sayings.set(id, list);
  }
  const before = await readCompanies(
    tx,
    workspaceId,
    [...sayings.keys()].filter((id) => !changes.created.has(id)),
  );
  const fresh: CompanyRow[] = [];
  const updated: CompanyRow[] = [];
  for (const [id, said] of sayings) {
    const old = before.get(id) ?? { company_id: id, name: '', fields: {}, origin: {} };
    const folded = foldSayings(old, said);
    const row = {
      company_id: id,
      name: String(folded.fields.name ?? folded.fields.domain ?? `#${id}`),
      ...pick(folded),
    };
    changes.rows.set(id, row);
    if (changes.created.has(id)) fresh.push(row);
    else if (folded !== old) {
      updated.push(row);
      if (JSON.stringify(folded.fields) !== JSON.stringify(old.fields)) changes.revalued.push(id);
    }
  }
  await saveCompanies(tx, workspaceId, fresh, updated, added);
  await keepSayings(tx, workspaceId, sayings);
  return changes;
}

const pick = ({ fields, origin }: Folded): Folded => ({ fields, origin });

/** The companies on record that have these identifiers, by `kind:value`. */
export async function readCompanyIdentifiers(tx: Tx, workspaceId: number, ids: { kind: string; value: string }[]) {
  const { rows } = await sql<{ kind: string; value: string; company_id: number }>`
    select c.kind, c.value, c.company_id
    from unnest(${ids.map((id) => id.kind)}::text[], ${ids.map((id) => id.value)}::text[]) asked (kind, value)
    join company_identifier c on c.workspace_id = ${workspaceId} and c.kind = asked.kind and c.value = asked.value`.execute(
    tx,
  );
  return new Map(rows.map((row) => [keyOf(row), row.company_id]));
}

/** Rows of these companies by id. */
export async function readCompanies(tx: Tx, workspaceId: number, ids: number[]): Promise<Map<number, CompanyRow>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{
    company_id: number;
    name: string;
    fields: Record<string, FieldValue>;
    field_origin: Record<string, Origin>;
  }>`
    select c.company_id, c.name, c.fields, c.field_origin from company c
    where c.workspace_id = ${workspaceId} and c.company_id = any(${ids}::bigint[])`.execute(tx);
  return new Map(rows.map(({ field_origin, ...row }) => [row.company_id, { ...row, origin: field_origin }]));
}

/** Keeps what was said about companies beyond their domain, so that they can be read as they stood at an instant. */
async function keepSayings(tx: Tx, workspaceId: number, sayings: Map<number, Saying[]>) {
  const rows = [...sayings].flatMap(([company_id, said]) =>
    said
      .filter(({ fields }) => Object.keys(fields).some((key) => key !== 'domain'))
      .map(({ fields, key, at }) => ({ company_id, fields, key, at })),
  );
  if (rows.length === 0) return;
  await sql`insert into company_saying (workspace_id, company_id, key, occurred_at, fields)
    select ${workspaceId}::int, g.company_id, g.key, to_timestamp(g.at / 1000), g.fields
    from ${givenRows(rows, { company_id: 'bigint', key: 'uuid', at: 'float8', fields: 'jsonb' })} as g`.execute(tx);
}

/** What was ever said about these companies, earliest first, with their domains, which never change. */
export async function readCompanySayings(
  tx: Tx,
  workspaceId: number,
  ids: number[],
): Promise<Map<number, { domain: FieldValue | undefined; sayings: Saying[] }>> {
  const companies = await readCompanies(tx, workspaceId, ids);
  if (companies.size === 0) return new Map();
  const { rows } = await sql<{ company_id: number; fields: Record<string, FieldValue>; at: number; key: string }>`
    select s.company_id, s.fields, (extract(epoch from s.occurred_at) * 1000)::float8 as at, s.key
    from company_saying s
    where s.workspace_id = ${workspaceId} and s.company_id = any(${ids}::bigint[])
    order by s.occurred_at, s.key`.execute(tx);
  const sayings = Map.groupBy(rows, (row) => row.company_id);
  return new Map(
    [...companies].map(([id, row]) => [
      id,
      { domain: row.fields.domain, sayings: (sayings.get(id) ?? []).map((saying) => ({ ...saying, touch_id: 0 })) },
    ]),
  );
}

async function saveCompanies(
  tx: Tx,
  workspaceId: number,
  fresh: CompanyRow[],
  updated: CompanyRow[],
  added: Map<string, number>,
) {
  const given = (rows: CompanyRow[]) =>
    givenRows(
      rows.map((row) => ({ ...row, folded: foldFields(row.fields) })),
      { company_id: 'bigint', name: 'text', fields: 'jsonb', folded: 'jsonb', origin: 'jsonb' },
    );
  if (fresh.length > 0) {
    await sql`insert into company (workspace_id, company_id, created_at, name, fields, folded, field_origin)
      select ${workspaceId}::int, g.company_id, now(), g.name, g.fields, g.folded, g.origin from ${given(fresh)} as g`.execute(
      tx,
    );
  }
  if (updated.length > 0) {
    await sql`update company c set name = g.name, fields = g.fields, folded = g.folded, field_origin = g.origin
      from ${given(updated)} as g where c.workspace_id = ${workspaceId} and c.company_id = g.company_id`.execute(tx);
  }
  if (added.size > 0) {
    const rows = [...added].map(([key, id]) => ({
      kind: key.slice(0, key.indexOf(':')),
      value: key.slice(key.indexOf(':') + 1),
      id,
    }));
    await sql`insert into company_identifier (workspace_id, kind, value, company_id)
      select ${workspaceId}::int, g.kind, g.value, g.id
      from ${givenRows(rows, { kind: 'text', value: 'text', id: 'bigint' })} as g`.execute(tx);
  }
}
