import { sql } from 'kysely';
import type { Tx } from '../../../base/db.ts';
import { AppError } from '../../../base/errors.ts';
import { ImportMapping, type NewSavedMapping, type SavedMapping } from './contract.ts';

/** The workspace's saved mappings, the newest first. One that no longer reads as a mapping is left out. */
export async function listSavedMappings(tx: Tx, workspaceId: number): Promise<SavedMapping[]> {
  const { rows } = await sql<SavedMapping>`
    select import_mapping_id, name, header, mapping from import_mapping
    where workspace_id = ${workspaceId} order by import_mapping_id desc`.execute(tx);
  return rows.filter(({ mapping }) => ImportMapping.safeParse(mapping).success);
}

/** Saves a mapping under a name; the same name replaces. */
export async function saveMapping(
  tx: Tx,
  workspaceId: number,
  { name, header, mapping }: NewSavedMapping,
): Promise<SavedMapping> {
  const { rows } = await sql<SavedMapping>`
    insert into import_mapping (workspace_id, name, header, mapping)
    values (${workspaceId}, ${name}, ${JSON.stringify(header)}::jsonb, ${JSON.stringify(mapping)}::jsonb)
    on conflict on constraint import_mapping_name_unique do update set header = excluded.header, mapping = excluded.mapping
    returning import_mapping_id, name, header, mapping`.execute(tx);
  return (rows as [SavedMapping])[0];
}

/** Forgets a saved mapping; imports made with it keep their own copy. Throws `not_found`. */
export async function removeMapping(tx: Tx, workspaceId: number, mappingId: number): Promise<void> {
  const result = await sql`
    delete from import_mapping where workspace_id = ${workspaceId} and import_mapping_id = ${mappingId}`.execute(tx);
  if (!result.numAffectedRows)
    throw new AppError('not_found', `Mapping ${mappingId}: expected a saved one of this workspace`);
}
