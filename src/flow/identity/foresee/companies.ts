import type { Tx } from '../../../base/db.ts';
import type { FieldValue } from '../../capture/index.ts';
import { readCompanies, readCompanyIdentifiers } from '../companies.ts';
import type { Entry } from '../entry.ts';
import { foldSayings } from '../fold-sayings.ts';
import { pickFields, type World } from './world.ts';

/** The company each entry names, as `keepCompanies` would find or make it; undefined where it names none. */
export async function foreseeCompanies(
  tx: Tx,
  workspaceId: number,
  world: World,
  entries: Entry[],
): Promise<(number | undefined)[]> {
  const { identifiers, rows, created } = world.companies;
  const keyOf = (id: { kind: string; value: string }) => `${id.kind}:${id.value}`;
  const wanted = entries.flatMap(({ identified }) => identified.company?.identifiers ?? []);
  const fresh = wanted.filter((id) => !identifiers.has(keyOf(id)));
  if (fresh.length > 0) {
    const known = await readCompanyIdentifiers(tx, workspaceId, fresh);
    for (const [key, id] of known) identifiers.set(key, id);
    if (world.wanted.company.size > 0)
      for (const [id, row] of await readCompanies(tx, workspaceId, [...known.values()]))
        if (!rows.has(id)) rows.set(id, { fields: { ...row.fields, name: row.name }, origin: row.origin });
  }
  return entries.map(({ identified: { company, occurred_at }, key, touch_id }) => {
    if (!company) return undefined;
    const keys = company.identifiers.map(keyOf);
    let id = keys.map((each) => identifiers.get(each)).find((found) => found !== undefined);
    if (id === undefined) {
      id = world.nextId++;
      created.add(id);
    }
    for (const each of keys) if (!identifiers.has(each)) identifiers.set(each, id);
    if (company.fields && world.wanted.company.size > 0) {
      const fields = pickFields(company.fields, world.wanted.company);
      const before = rows.get(id) ?? { fields: {}, origin: {} };
      rows.set(id, foldSayings(before, [{ fields, at: occurred_at, key, touch_id }]));
    }
    return id;
  });
}

/** A company's fields as its people carry them. */
export function readCompanyFields(world: World, companyId: FieldValue | undefined): Record<string, FieldValue> {
  const fields = typeof companyId === 'number' ? world.companies.rows.get(companyId)?.fields : undefined;
  return fields ? { ...fields, name: fields.name ?? fields.domain ?? `#${companyId}` } : {};
}
