import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { readDatabaseError } from './database-errors.ts';
import { AppError } from './errors.ts';

declare const transactionMark: unique symbol;

/** A pool of connections to query with. Tables are untyped: SQL is written as Kysely `sql` templates with bound values. */
// biome-ignore lint/suspicious/noExplicitAny: the tables' shapes are stated where they are read
export type Db = Kysely<any>;

/** One connection inside an open transaction. Only `inWorkspace` and `inTransaction` make one. */
export type Tx = Db & { readonly [transactionMark]: true };

/** Both ways into one database. */
export type Database = {
  /** Works under the role `plumb_app`: sees no row of a workspace except inside `inWorkspace`. For all daily work. */
  app: Db;
  /** Works as the owner of the tables and sees every workspace. For migrations, jobs and maintenance only. */
  owner: Db;
  /** The pools themselves: to measure, and for libraries that bring their own SQL. */
  appPool: pg.Pool;
  ownerPool: pg.Pool;
  url: string;
  close(): Promise<void>;
};

/** Instants come as `Date` (JSON turns them to ISO), days as `YYYY-MM-DD`, int8 as number, numeric as exact text. */
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.INT8, parseInt8],
  [pg.types.builtins.DATE, (text) => text],
]);

/**
 * Opens pools to a database and proves that it answers. `poolSize` bounds the app connections.
 * Throws `database_unreachable` (also for a wrong password or name) or `database_too_old` (before PostgreSQL 15).
 */
export async function connect(url: string, { poolSize = 16, ownerPoolSize = 4 } = {}): Promise<Database> {
  const ownerPool = openPool(url, { max: ownerPoolSize });
  try {
    await assertSupportedServer(ownerPool);
  } catch (error) {
    await ownerPool.end();
    throw readDatabaseError(error) ?? error;
  }
  const appPool = openPool(url, { max: poolSize, options: '-c role=plumb_app' });
  const app: Db = new Kysely({ dialect: new PostgresDialect({ pool: appPool }) });
  const owner: Db = new Kysely({ dialect: new PostgresDialect({ pool: ownerPool }) });
  const close = async () => {
    // Kysely ends only a pool that it has used itself.
    await Promise.all([appPool.end(), ownerPool.end()]);
  };
  return { app, owner, appPool, ownerPool, url, close };
}

/**
 * Runs `work` in one transaction that may see and touch only the rows of one workspace (row-level security).
 * Commits when `work` returns, rolls back when it throws. Begin and scope are one round trip.
 */
export async function inWorkspace<T>(db: Db, workspaceId: number, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!Number.isSafeInteger(workspaceId) || workspaceId < 1) {
    throw new AppError('internal', `workspace id ${JSON.stringify(workspaceId)}: expected a positive whole number`);
  }
  return transact(db, `begin; set local role plumb_app; set local plumb.workspace = '${workspaceId}'`, work);
}

/** Runs `work` in one transaction under the pool's own role, outside any workspace: jobs, maintenance, sign-in. */
export async function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, 'begin', work);
}

/** Runs `work` so that its failure undoes only what it did, and the transaction goes on. Rethrows what it throws. */
export async function inSavepoint<T>(tx: Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  await sql`savepoint step`.execute(tx);
  try {
    const result = await work(tx);
    await sql`release savepoint step`.execute(tx);
    return result;
  } catch (error) {
    await sql`rollback to savepoint step; release savepoint step`.execute(tx);
    throw error;
  }
}

async function transact<T>(db: Db, begin: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.connection().execute(async (connection) => {
    await sql.raw(begin).execute(connection);
    try {
      const result = await work(connection as Tx);
      // COMMIT of a failed transaction rolls back without complaint; the select before it fails instead, so that
      // nothing is ever acknowledged that was not kept.
      await sql`select 1; commit`.execute(connection);
      return result;
    } catch (error) {
      await sql`rollback`.execute(connection).catch(() => undefined);
      throw error;
    }
  });
}

function openPool(url: string, options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'plumb',
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    types: { getTypeParser: getTypeParser as typeof pg.types.getTypeParser },
    ...options,
  });
  // A connection that breaks is thrown away by the pool, and whoever uses it gets the error of the query; without
  // listeners it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return (format !== 'binary' && parsers.get(oid)) || pg.types.getTypeParser(oid, format as 'text');
}

function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new AppError('internal', `int8 ${text}: expected within ±2^53`);
  return value;
}

async function assertSupportedServer(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: number; text: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as text`,
  );
  const [server] = rows;
  if (server && server.version < 150_000) {
    throw new AppError('database_too_old', `The server runs PostgreSQL ${server.text}: expected 15 or later`);
  }
}
