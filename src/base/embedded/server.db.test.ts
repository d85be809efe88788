import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { isAlive } from './cluster.ts';
import { type EmbeddedServer, startEmbedded } from './server.ts';

const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'plumb-embedded-'));
  // Temporary folders are closed to other users, such as the one that root's server runs as.
  await chmod(folder, 0o755);
  folders.push(folder);
  return folder;
}

/** Without syncing to disk, where a test is not about what survives. */
async function start(folder: string, purpose: 'durable' | 'throwaway' = 'throwaway'): Promise<EmbeddedServer> {
  const server = await startEmbedded(folder, { purpose });
  onTestFinished(() => server.stop());
  return server;
}

async function query<T>(url: string, text: string): Promise<T[]> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows as T[];
  } finally {
    await client.end();
  }
}

async function readPid(folder: string): Promise<number> {
  return Number((await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function gone(pid: number): Promise<void> {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** A process of its own that starts the server, keeps a row, says so, and waits. */
async function startElsewhere(folder: string) {
  const script = `
    const { startEmbedded } = await import('./src/base/embedded/server.ts');
    const pg = (await import('pg')).default;
    const server = await startEmbedded(process.argv[1]);
    const client = new pg.Client(server.url);
    await client.connect();
    await client.query('create table if not exists kept (id integer); insert into kept values (1)');
    console.log(JSON.stringify({ started: server.started, url: server.url }));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { child, ...(JSON.parse(String(line)) as { started: boolean; url: string }) };
}

test('of eight that start at once in an empty folder one makes the server and all use it; the last one stops it', async () => {
  const folder = await makeFolder();
  const servers = await Promise.all(Array.from({ length: 8 }, () => startEmbedded(folder, { purpose: 'throwaway' })));
  expect(servers.filter((server) => server.started)).toHaveLength(1);
  expect(new Set(servers.map((server) => server.url)).size).toBe(1);
  const [last, ...others] = servers;
  await Promise.all(others.map((server) => server.stop()));
  expect(await query(last?.url ?? '', 'select 1 as one')).toEqual([{ one: 1 }]);
  await last?.stop();
  await expect(query(last?.url ?? '', 'select 1')).rejects.toThrow('ECONNREFUSED');
});

test('what is kept of secrets can be read by the owner alone, and the password is needed', async () => {
  const folder = await makeFolder();
  const { url } = await start(folder);
  const { mode } = await stat(join(folder, 'postgres.password'));
  expect(mode & 0o777).toBe(0o600);
  const wrong = new URL(url);
  wrong.password = 'wrong';
  await expect(query(wrong.href, 'select 1')).rejects.toThrow('password authentication failed');
});

test('texts are compared by Unicode, and letters of every script can be searched for', async () => {
  const { url } = await start(await makeFolder());
  const rows = await query(url, `create extension pg_trgm; select 1`).then(() =>
    query(url, `select lower('ПРИВЕТ ĂÎȘ') as low, cardinality(show_trgm('привет 你好')) > 4 as letters`),
  );
  expect(rows).toEqual([{ low: 'привет ăîș', letters: true }]);
});

test('a role is for one process at a time, and the second one is told about the first', async () => {
  const folder = await makeFolder();
  const first = await start(folder);
  const second = await start(folder);
  await first.claim('serve', 'http://localhost:4100');
  await expect(second.claim('serve', 'elsewhere')).rejects.toMatchObject({
    code: 'already_running',
    message: expect.stringContaining('http://localhost:4100'),
  });
});

test('a server whose starter was killed is taken over with all that was acknowledged, and stopped in the end', async () => {
  const folder = await makeFolder();
  const { child, url } = await startElsewhere(folder);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const server = await startEmbedded(folder);
  expect([server.started, server.url]).toEqual([false, url]);
  expect(await query(url, 'select id from kept')).toEqual([{ id: 1 }]);
  await server.stop();
  await expect(query(url, 'select 1')).rejects.toThrow('ECONNREFUSED');
});

test('after all of it was killed the next start recovers what was acknowledged', async () => {
  const folder = await makeFolder();
  const { child, url } = await startElsewhere(folder);
  const pid = await readPid(folder);
  child.kill('SIGKILL');
  process.kill(pid, 'SIGKILL');
  await once(child, 'exit');
  const server = await start(folder, 'durable');
  expect(server.started).toBe(true);
  expect(await query(server.url, 'select id from kept')).toEqual([{ id: 1 }]);
  expect(server.url).toBe(url);
});

test('a server killed while in use is started again at the same address', async () => {
  const folder = await makeFolder();
  const server = await start(folder, 'durable');
  await query(server.url, 'create table kept as select 1 as id');
  const pid = await readPid(folder);
  process.kill(pid, 'SIGKILL');
  await gone(pid);
  let rows: unknown[] | undefined;
  while (!rows) rows = await query(server.url, 'select id from kept').catch(() => undefined);
  expect(rows).toEqual([{ id: 1 }]);
});

test('a process id that now belongs to another program does not keep the server from starting', async () => {
  const folder = await makeFolder();
  const before = await startEmbedded(folder);
  const pid = await readPid(folder);
  const path = join(folder, 'postgres/postmaster.pid');
  const noted = await readFile(path, 'utf8');
  process.kill(pid, 'SIGKILL');
  await gone(pid);
  await before.stop();
  await writeFile(path, noted.replace(String(pid), String(process.pid)));
  const server = await start(folder);
  expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('what a killed first start left half-made is removed', async () => {
  const folder = await makeFolder();
  await mkdir(join(folder, 'postgres.new-999999999/base'), { recursive: true });
  await start(folder);
  expect((await readdir(folder)).filter((name) => name.includes('new'))).toEqual([]);
});

test.runIf(process.getuid?.() === 0)(
  'in a folder that only root may enter, the cluster is kept where its user may',
  async () => {
    const folder = await makeFolder();
    await chmod(folder, 0o700);
    const first = await startEmbedded(folder);
    await query(first.url, 'create table kept as select 1 as id');
    await first.stop();
    const second = await startEmbedded(folder);
    expect(await query(second.url, 'select id from kept')).toEqual([{ id: 1 }]);
    await second.stop();
    const place = (await readFile(join(folder, 'postgres-is-at.txt'), 'utf8')).trim();
    expect(await readdir(place)).toContain('postgres');
    await rm(place, { recursive: true });
  },
);
