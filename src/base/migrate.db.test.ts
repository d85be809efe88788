import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { createBareDatabase } from '../../test/harness/database.ts';
import { connect, type Database, inWorkspace } from './db.ts';
import { listPending, type Migration, migrate, readMigrations } from './migrate.ts';

async function bareDatabase(): Promise<Database> {
  const database = await createBareDatabase();
  onTestFinished(() => database.close());
  return database;
}

const made = (name: string, text: string): Migration => ({ name, sql: text, checksum: `sum of ${text}` });
const tables = async (db: Database) => {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`.execute(
    db.owner,
  );
  return rows.map((row) => row.name).sort();
};

test('eight processes that start at once run each migration once, and all go on', async () => {
  const db = await bareDatabase();
  const script = `
    const { connect } = await import('./src/base/db.ts');
    const { migrate } = await import('./src/base/migrate.ts');
    const db = await connect(process.argv[1]);
    console.log(JSON.stringify(await migrate(db)));
    await db.close();`;
  const runs = Array.from({ length: 8 }, async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, db.url], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [ran, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    return { code, ran: JSON.parse(ran) as string[] };
  });
  const results = await Promise.all(runs);
  expect(results.map((result) => result.code)).toEqual(Array(8).fill(0));
  expect(results.flatMap((result) => result.ran)).toEqual((await readMigrations()).map((migration) => migration.name));
});

test('a second run does nothing', async () => {
  const db = await bareDatabase();
  const migrations = [made('0001_a.sql', 'create table a (x integer)')];
  expect(await migrate(db, migrations)).toEqual(['0001_a.sql']);
  expect(await migrate(db, migrations)).toEqual([]);
});

test('a failed migration leaves nothing of itself, and those before it stay', async () => {
  const db = await bareDatabase();
  const migrations = [
    made('0001_a.sql', 'create table a (x integer)'),
    made('0002_b.sql', 'create table b (x integer); select 1 / 0'),
    made('0003_c.sql', 'create table c (x integer)'),
  ];
  await expect(migrate(db, migrations)).rejects.toMatchObject({
    code: 'migration_failed',
    message: 'migrations/0002_b.sql: division by zero',
  });
  expect(await tables(db)).toEqual(['a', 'migration']);
  expect((await listPending(db, migrations)).map(({ name }) => name)).toEqual(['0002_b.sql', '0003_c.sql']);
});

test('a migration that has run may not be changed', async () => {
  const db = await bareDatabase();
  await migrate(db, [made('0001_a.sql', 'create table a (x integer)')]);
  const changed = [made('0001_a.sql', 'create table a (x bigint)')];
  await expect(migrate(db, changed)).rejects.toMatchObject({ code: 'migration_changed' });
});

test('an extension that cannot be had is told with what an administrator should run', async () => {
  const db = await bareDatabase();
  const failing = migrate(db, [made('0001_a.sql', 'create extension no_such_thing')]);
  await expect(failing).rejects.toMatchObject({
    code: 'extension_missing',
    message: expect.stringContaining('create extension no_such_thing'),
  });
});

test('a database of an ordinary owner is enough: no superuser is needed, and its rows are bound too', async () => {
  const admin = await bareDatabase();
  const address = new URL(admin.url);
  const name = address.pathname.slice(1);
  const owner = `owner_of_${name}`;
  await sql`create role ${sql.id(owner)} login createrole password 'ordinary'`.execute(admin.owner);
  await sql`alter database ${sql.id(name)} owner to ${sql.id(owner)}`.execute(admin.owner);
  await sql`alter schema public owner to ${sql.id(owner)}`.execute(admin.owner);
  onTestFinished(async () => {
    await sql`drop owned by ${sql.id(owner)} cascade`.execute(admin.owner);
    await sql`alter database ${sql.id(name)} owner to current_user`.execute(admin.owner);
    await sql`drop role ${sql.id(owner)}`.execute(admin.owner);
  });
  // Another database of this server may have made the role already; then somebody must have granted it.
  await sql`grant plumb_app to ${sql.id(owner)}`.execute(admin.owner);
  address.username = owner;
  address.password = 'ordinary';
  const db = await connect(address.href);
  onTestFinished(() => db.close());

  await migrate(db);
  await sql`insert into workspace (name) values ('Ours'), ('Theirs')`.execute(db.owner);
  const seen = await inWorkspace(db.app, 2, (tx) => sql<{ name: string }>`select name from workspace`.execute(tx));
  expect(seen.rows).toEqual([{ name: 'Theirs' }]);
});
