import { sql } from 'kysely';
import { type Database, inTransaction, type Tx } from '../../base/db.ts';
import { AppError } from '../../base/errors.ts';

/**
 * Removes a workspace with everything in it. Only the owner's role can, and there is no way back, so the caller says
 * which kind it takes it for: throws `conflict` if it is of the other one, `not_found` if there is none.
 */
export async function removeWorkspace(database: Database, workspaceId: number, kind: 'real' | 'demo'): Promise<void> {
  await inTransaction(database.owner, async (tx) => {
    await lockWorkspace(tx, workspaceId, kind);
    for (const table of await listTables(tx)) {
      await sql`delete from ${sql.table(table)} where workspace_id = ${workspaceId}`.execute(tx);
    }
  });
}

/** Holds the row, so that nothing that refers to the workspace can be added meanwhile. */
async function lockWorkspace(tx: Tx, workspaceId: number, kind: string): Promise<void> {
  const { rows } = await sql<{ kind: string }>`
    select kind from workspace where workspace_id = ${workspaceId} for update`.execute(tx);
  if (rows[0] === undefined) throw new AppError('not_found', `There is no workspace ${workspaceId}`);
  if (rows[0].kind !== kind) {
    throw new AppError('conflict', `Workspace ${workspaceId} is of kind ${rows[0].kind}: expected ${kind}`);
  }
}

/** Every table with a workspace_id, those that refer to others before the ones they refer to; `workspace` is the last. */
async function listTables(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ name: string; refers_to: string[] }>`
    select c.relname as name,
      coalesce(array_agg(distinct target.relname::text) filter (where target.oid <> c.oid), '{}') as refers_to
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    left join pg_constraint f on f.conrelid = c.oid and f.contype = 'f'
    left join pg_class target on target.oid = f.confrelid
    where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace and not c.relispartition
    group by c.relname
    order by c.relname`.execute(tx);
  return orderByReference(rows);
}

/** Names in an order in which each comes before all it refers to. What refers to each other in a ring keeps its order. */
export function orderByReference(tables: { name: string; refers_to: string[] }[]): string[] {
  const ordered: string[] = [];
  let rest = tables;
  while (rest.length > 0) {
    const wanted = new Set(rest.flatMap((table) => table.refers_to.filter((name) => name !== table.name)));
    const free = rest.filter((table) => !wanted.has(table.name));
    const next = free.length > 0 ? free : rest;
    ordered.push(...next.map((table) => table.name));
    rest = rest.filter((table) => !next.includes(table));
  }
  return ordered;
}
