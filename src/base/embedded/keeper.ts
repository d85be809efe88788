import pg from 'pg';
import { isAlive, superuser } from './cluster.ts';
import type { Place } from './place.ts';

/** Advisory locks in the maintenance database of an embedded cluster; the first number marks them as ours. */
const lockSpace = 0x706c756d;
const usersLock = 1;
const lockNotAvailable = '55P03';
const roleLocks = { serve: 2 } as const;

export type Role = keyof typeof roleLocks;

/** The address of a database in an embedded cluster. */
export function buildUrl(place: Place, port: number, database: string): string {
  return `postgres://${superuser}:${place.password}@127.0.0.1:${port}/${database}`;
}

/**
 * A connection that says "somebody uses this server". It holds a shared lock which vanishes with the process however
 * it ends, so that the last one to leave, and only that one, knows to stop the server.
 */
export async function openKeeper(place: Place, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: buildUrl(place, port, 'postgres'),
    application_name: describeUser(''),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1, $2)', [lockSpace, usersLock]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/**
 * Whether this process is the last user. When it is, newcomers wait until the server is gone and start it anew. The
 * lock of a process that was killed this very moment may still be there; it does not count.
 */
export async function isLastUser(keeper: pg.Client): Promise<boolean> {
  await keeper.query('select pg_advisory_unlock_shared($1, $2)', [lockSpace, usersLock]);
  const others = await listHolders(keeper, usersLock);
  if (others.some(({ pid }) => isAlive(pid))) return false;
  await keeper.query(`set lock_timeout = '5s'`);
  return keeper.query('select pg_advisory_lock($1, $2)', [lockSpace, usersLock]).then(
    () => true,
    (error) => error.code !== lockNotAvailable,
  );
}

/**
 * Takes a role that only one process at a time has on this data folder. False when another one has it; then
 * `readHolder` tells what that one says of itself.
 */
export async function takeRole(keeper: pg.Client, role: Role, about: string): Promise<boolean> {
  if (!(await takeLock(keeper, roleLocks[role]))) return false;
  await keeper.query(`select set_config('application_name', $1, false)`, [describeUser(about)]);
  return true;
}

/** What the holder of a role said of itself; empty when it has just gone. */
export async function readHolder(keeper: pg.Client, role: Role): Promise<string> {
  const [holder] = await listHolders(keeper, roleLocks[role]);
  return holder ? `${holder.about} (process ${holder.pid})` : '';
}

/** Each connection says whose it is: that is what one process can know of another. */
function describeUser(about: string): string {
  return `plumb ${process.pid} ${about}`;
}

async function listHolders(keeper: pg.Client, lock: number): Promise<{ pid: number; about: string }[]> {
  const { rows } = await keeper.query<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and l.classid = $1 and l.objid = $2 and l.pid <> pg_backend_pid()`,
    [lockSpace, lock],
  );
  return rows.map(({ name }) => {
    const [, pid, ...about] = name.split(' ');
    return { pid: Number(pid), about: about.join(' ') };
  });
}

async function takeLock(keeper: pg.Client, lock: number): Promise<boolean> {
  const { rows } = await keeper.query('select pg_try_advisory_lock($1, $2) as taken', [lockSpace, lock]);
  return rows[0].taken === true;
}

/** Makes the database if there is none of that name yet; several processes may try at once. */
export async function makeDatabase(keeper: pg.Client, name: string): Promise<void> {
  const { rowCount } = await keeper.query('select from pg_database where datname = $1', [name]);
  if (rowCount) return;
  try {
    await keeper.query(`create database ${keeper.escapeIdentifier(name)}`);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== '42P04' && code !== '23505') throw error;
  }
}
