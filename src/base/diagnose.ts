import { sql } from 'kysely';
import { type Database, inWorkspace } from './db.ts';
import { lifeLock } from './worker-life.ts';

/** What a database says of its own fitness. */
export type Diagnosis = {
  server_version: string;
  /** Whether requests can work under the role `plumb_app`. */
  has_role: boolean;
  has_trigrams: boolean;
  /** Whether row-level security lets search use its indexes. */
  search_is_trusted: boolean;
  /** Whether the database's locale knows letters beyond a–z, so that they can be searched for. */
  knows_letters: boolean;
  size: string;
};

export type QueueDiagnosis = {
  workers: number;
  waiting: number;
  /** How long the longest-waiting job that is due has waited, in seconds; 0 if none waits. */
  oldest_wait_seconds: number;
  /** Jobs that were given up after all attempts. */
  given_up: number;
};

/** Looks at server, roles and extensions; works before any migration. */
export async function diagnoseDatabase(db: Database): Promise<Diagnosis> {
  const { rows } = await sql<Omit<Diagnosis, 'knows_letters'>>`
    select
      current_setting('server_version') as server_version,
      exists (select from pg_roles where rolname = 'plumb_app') as has_role,
      exists (select from pg_extension where extname = 'pg_trgm') as has_trigrams,
      (select bool_and(proleakproof) from pg_proc where proname in ('jsonb_contains', 'textlike', 'texticlike')) as search_is_trusted,
      pg_size_pretty(pg_database_size(current_database())) as size`.execute(db.owner);
  const [row] = rows;
  if (!row) throw new Error('a select without from gave no row');
  return { ...row, knows_letters: row.has_trigrams && (await knowsLetters(db)) };
}

/** Looks at the queue of jobs; works after the migrations. */
export async function diagnoseQueue(db: Database): Promise<QueueDiagnosis> {
  const { rows } = await sql<QueueDiagnosis>`
    select
      (select count(distinct (classid, objid)) from pg_locks
        where locktype = 'advisory' and classid = ${lifeLock}
          and database = (select oid from pg_database where datname = current_database())) as workers,
      count(*) filter (where attempts < max_attempts and locked_at is null and run_at <= now()) as waiting,
      coalesce(extract(epoch from now() - min(run_at) filter (
        where attempts < max_attempts and locked_at is null and run_at <= now())), 0)::float8 as oldest_wait_seconds,
      count(*) filter (where attempts >= max_attempts and locked_at is null) as given_up
    from graphile_worker._private_jobs`.execute(db.owner);
  return rows[0] ?? { workers: 0, waiting: 0, oldest_wait_seconds: 0, given_up: 0 };
}

/** Proves that the working role works: a transaction in a workspace that need not exist. Throws what keeps it from that. */
export async function tryWorkingRole(db: Database): Promise<void> {
  await inWorkspace(db.app, 1, (tx) => sql`select from workspace`.execute(tx));
}

async function knowsLetters(db: Database): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select cardinality(show_trgm('привет')) > 0 as some`.execute(db.owner);
  return rows[0]?.some === true;
}
