import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Logger, runMigrations } from 'graphile-worker';
import type pg from 'pg';
import type { Database } from './db.ts';
import { AppError } from './errors.ts';

/** One SQL file: `0001_foundation.sql`. The checksum does not depend on line endings. */
export type Migration = { name: string; sql: string; checksum: string };

/** The folder that holds the project's migrations. */
export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Any number, as long as every version of Plumb uses the same. */
const migrateLock = 0x706c6d67;

/** The queue tells of every file it runs, which nobody asked for. */
const silent = new Logger(() => () => undefined);

/** The migrations of a folder, in the order in which they run. */
export async function readMigrations(folder = migrationsFolder): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = (await readFile(join(folder, name), 'utf8')).replaceAll('\r\n', '\n');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/** Those that have not run yet. Throws `migration_changed` if one that has run is not what it was. */
export async function listPending(database: Database, migrations: Migration[]): Promise<Migration[]> {
  const applied = await readApplied(database.ownerPool);
  return findPending(migrations, applied);
}

/**
 * Brings the database to the present version: first the job queue's own tables, then our files in order, each in a
 * transaction. Any number of processes may call it at once: one works, the others wait. Returns the names that it ran.
 * Throws `migration_changed`, `migration_failed` or `extension_missing`; what ran before stays.
 */
export async function migrate(database: Database, migrations?: Migration[]): Promise<string[]> {
  const wanted = migrations ?? (await readMigrations());
  if ((await listPending(database, wanted)).length === 0) return [];
  const client = await database.ownerPool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [migrateLock]);
    await runMigrations({ pgPool: database.ownerPool, logger: silent });
    await client.query(`
      create table if not exists migration (
        name text primary key,
        checksum text not null,
        applied_at timestamptz not null default now()
      );
      comment on table migration is 'local: the migrations that have run'`);
    const pending = findPending(wanted, await readApplied(client));
    for (const migration of pending) await apply(client, migration);
    return pending.map((migration) => migration.name);
  } finally {
    await client.query('select pg_advisory_unlock($1)', [migrateLock]).catch(() => undefined);
    client.release();
  }
}

type Applied = Map<string, string>;

async function readApplied(client: pg.Pool | pg.PoolClient): Promise<Applied> {
  const { rows: found } = await client.query(`select to_regclass('migration') is not null as is_there`);
  if (!found[0].is_there) return new Map();
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migration');
  return new Map(rows.map((row) => [row.name, row.checksum]));
}

function findPending(migrations: Migration[], applied: Applied): Migration[] {
  return migrations.filter(({ name, checksum }) => {
    const before = applied.get(name);
    if (before !== undefined && before !== checksum) {
      const text = `migrations/${name} has run here with checksum ${before.slice(0, 12)} and is now ${checksum.slice(0, 12)}`;
      throw new AppError('migration_changed', text);
    }
    return before === undefined;
  });
}

async function apply(client: pg.PoolClient, { name, sql, checksum }: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(sql);
    await client.query('insert into migration (name, checksum) values ($1, $2)', [name, checksum]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw readFailure(name, cause);
  }
}

function readFailure(name: string, cause: unknown): AppError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const [, extension] = message.match(/extension "(\w+)"/) ?? [];
  if (extension !== undefined) {
    const text = `migrations/${name}: ${message}. Install the contrib package of the server, or as its administrator run in this database: create extension ${extension}`;
    return new AppError('extension_missing', text, { cause });
  }
  return new AppError('migration_failed', `migrations/${name}: ${message}`, { cause });
}
