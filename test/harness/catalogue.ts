import { sql } from 'kysely';
import type { Db } from '../../src/base/db.ts';

export const kinds = ['people', 'value', 'config', 'local'] as const;

export type Table = {
  name: string;
  comment: string;
  kind: string;
  columns: string[];
  row_security: boolean;
  /** Conditions of its policies for plumb_app: `using` and `with check`. */
  policies: { using: string | null; check: string | null }[];
  /** Columns of each primary and unique key, unique indexes with a condition among them. */
  unique_keys: string[][];
  refers_to: { table: string; columns: string[] }[];
  /** What plumb_app may do. */
  rights: string[];
};

/** Every table of ours, as the database's catalogue describes it. */
export async function readTables(db: Db): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select
      c.relname as name,
      coalesce(obj_description(c.oid, 'pg_class'), '') as comment,
      split_part(coalesce(obj_description(c.oid, 'pg_class'), ''), ':', 1) as kind,
      c.relrowsecurity as row_security,
      array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
      coalesce((
        select json_agg(json_build_object('using', qual, 'check', with_check))
        from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname and 'plumb_app' = any(p.roles)
      ), '[]') as policies,
      coalesce((
        select json_agg((
          select json_agg(a.attname order by k.place)
          from unnest(i.indkey::int2[]) with ordinality k(attnum, place)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
          where k.place <= i.indnkeyatts))
        from pg_index i where i.indrelid = c.oid and i.indisunique
      ), '[]') as unique_keys,
      coalesce((
        select json_agg(json_build_object('table', f.confrelid::regclass::text, 'columns', (
          select json_agg(a.attname) from pg_attribute a where a.attrelid = c.oid and a.attnum = any(f.conkey))))
        from pg_constraint f where f.conrelid = c.oid and f.contype = 'f'
      ), '[]') as refers_to,
      array(select r from unnest(array['select', 'insert', 'update', 'delete', 'truncate']) r
        where has_table_privilege('plumb_app', c.oid, r)) as rights
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by c.relname`.execute(db);
  return rows;
}

/**
 * Takes from a throwaway database everything that keeps a row with nothing but a workspace out of a table: keys, checks,
 * triggers, mandatory columns. What is left to keep rows apart is row-level security alone.
 */
export async function stripRules(db: Db, tables: Table[]): Promise<void> {
  const constraints = await sql<{ owner: string; name: string }>`
    select conrelid::regclass::text as owner, conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and conrelid <> 0 and contype in ('f', 'c', 'u', 'p', 'x')
    order by contype = 'f' desc`.execute(db);
  for (const { owner, name } of constraints.rows) {
    await sql`alter table ${sql.raw(owner)} drop constraint if exists ${sql.id(name)} cascade`.execute(db);
  }
  const indexes = await sql<{ name: string }>`
    select indexrelid::regclass::text as name from pg_index
    where indisunique and indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)`.execute(
    db,
  );
  for (const { name } of indexes.rows) await sql`drop index ${sql.raw(name)}`.execute(db);
  for (const { name } of tables) await sql`alter table ${sql.id(name)} disable trigger user`.execute(db);
  await sql`alter table workspace alter column workspace_id drop identity`.execute(db);
  const mandatory = await sql<{ owner: string; name: string }>`
    select attrelid::regclass::text as owner, attname as name from pg_attribute a
    join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and attnum > 0 and not attisdropped
      and attnotnull and attidentity = ''`.execute(db);
  for (const { owner, name } of mandatory.rows) {
    await sql`alter table ${sql.raw(owner)} alter column ${sql.id(name)} drop not null`.execute(db);
  }
}
