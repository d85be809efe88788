import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { connect, type Database } from '../../src/base/db.ts';
import { type Migration, migrate, readMigrations } from '../../src/base/migrate.ts';

const templateLock = 0x706c7465;

/** A database of its own for a test file, migrated and empty; `close` ends its connections and removes it. */
export async function createTestDatabase(): Promise<Database> {
  const server = inject('testServerUrl');
  const template = await ensureTemplate(server, await readMigrations());
  return createFrom(server, template);
}

/** The same, removed by itself when the test file is over. Call it at the top level: `const db = await withDatabase()`. */
export async function withDatabase(): Promise<Database> {
  const database = await createTestDatabase();
  afterAll(() => database.close());
  return database;
}

/** An empty database that has not been migrated. */
export async function createBareDatabase(): Promise<Database> {
  return createFrom(inject('testServerUrl'), 'template0');
}

/** A new workspace in a test database; its id. */
export async function createTestWorkspace(
  database: Database,
  { name = 'Test company', time_zone = 'UTC', language = 'en' } = {},
): Promise<number> {
  const { rows } = await sql<{ workspace_id: number }>`
    insert into workspace (name, time_zone, language) values (${name}, ${time_zone}, ${language})
    returning workspace_id`.execute(database.owner);
  return rows[0]?.workspace_id ?? Number.NaN;
}

async function createFrom(server: string, template: string): Promise<Database> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(server, (client) => client.query(`create database ${name} template ${template}`));
  const database = await connect(withName(server, name), { poolSize: 8 });
  const close = async () => {
    await database.close();
    await onServer(server, (client) => client.query(`drop database if exists ${name} with (force)`));
  };
  return { ...database, close };
}

/** The migrated database that tests are cloned from, made once per set of migrations, whoever comes first. */
async function ensureTemplate(server: string, migrations: Migration[]): Promise<string> {
  const sum = createHash('sha256')
    .update(migrations.map(({ name, checksum }) => `${name} ${checksum}`).join())
    .digest('hex');
  const name = `template_${sum.slice(0, 16)}`;
  await onServer(server, async (client) => {
    if (await exists(client, name)) return;
    await client.query('select pg_advisory_lock($1)', [templateLock]);
    if (await exists(client, name)) return;
    const draft = `draft_${sum.slice(0, 16)}`;
    await client.query(`drop database if exists ${draft} with (force)`);
    await client.query(`create database ${draft} template template0`);
    const database = await connect(withName(server, draft));
    try {
      await migrate(database, migrations);
    } finally {
      await database.close();
    }
    // A connection that was closed a moment ago still counts until its backend is gone.
    await client.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [draft]);
    await client.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
  return rowCount === 1;
}

async function onServer<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withName(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}
