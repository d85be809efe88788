import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { chown, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { join } from 'node:path';
import { isMissing } from '../files.ts';
import { isAlive } from './cluster.ts';
import type { Place } from './place.ts';

/** What `postmaster.pid` says of the server that runs, or ran, in a cluster. */
export type Postmaster = { pid: number; port: number };

const largestLog = 20 * 1024 * 1024;
const hintLines = 15;
/** Larger than any process id a system gives. */
const nobody = 2 ** 31 - 1;

/** The server that runs in this cluster now, whoever started it; undefined when none does. */
export async function findPostmaster(place: Place): Promise<Postmaster | undefined> {
  const noted = await readPidFile(place);
  return noted && isServerOf(place, noted.pid) ? noted : undefined;
}

/**
 * After a crash the noted process id may by now belong to some other program, and PostgreSQL would refuse to start.
 * Then the id is replaced by an impossible one; the rest stays, so that PostgreSQL still makes its own check that no
 * process of the old server is left.
 */
export async function clearStalePid(place: Place): Promise<void> {
  const noted = await readPidFile(place);
  if (!noted || !isAlive(noted.pid) || isServerOf(place, noted.pid)) return;
  const path = join(place.cluster, 'postmaster.pid');
  const [, ...rest] = (await readFile(path, 'utf8')).split('\n');
  await writeFile(path, [nobody, ...rest].join('\n'));
  if (place.account) await chown(path, place.account.uid, place.account.gid);
}

/**
 * Starts a server in the cluster, in a session of its own so that Ctrl-C reaches only us. `exited` ends with it; where
 * it could not even be started, `pid` is undefined.
 */
export async function launch(place: Place, port: number): Promise<{ pid: number | undefined; exited: Promise<void> }> {
  await rotateLog(place.log);
  const log = openSync(place.log, 'a', 0o600);
  const args = ['-D', place.cluster, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'];
  const child = spawn(place.binaries.postgres, [...args, '-c', 'unix_socket_directories='], {
    ...place.account,
    cwd: '/',
    env: {},
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return { pid: child.pid, exited };
}

/** A free loopback port: the remembered one where it is free, otherwise one of the system's choice. */
export async function choosePort(place: Place): Promise<number> {
  const remembered = await readPort(place);
  return remembered !== undefined && (await isFree(remembered)) ? remembered : findFreePort();
}

/** Has the next start choose this port, so that addresses stay what they were. */
export async function rememberPort(place: Place, port: number): Promise<void> {
  if ((await readPort(place)) !== port) await writeFile(join(place.dataDir, 'postgres.port'), `${port}\n`);
}

/** The last lines of the server's own log, for an error message. */
export async function readLogTail(place: Place): Promise<string> {
  const text = await readFile(place.log, 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-hintLines).join('\n');
}

async function readPort(place: Place): Promise<number | undefined> {
  const port = Number(await readFile(join(place.dataDir, 'postgres.port'), 'utf8').catch(() => ''));
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
}

/** Whether nothing listens on a loopback port. */
export async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== undefined;
}

/** A port of this machine that nobody listens on now. */
export async function findFreePort(): Promise<number> {
  const port = await listenOnce(0);
  if (port === undefined) throw new Error('No free port on 127.0.0.1');
  return port;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : undefined));
    });
  });
}

async function readPidFile(place: Place): Promise<Postmaster | undefined> {
  try {
    const lines = (await readFile(join(place.cluster, 'postmaster.pid'), 'utf8')).split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return pid > 0 ? { pid, port } : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** A living server of this very cluster: not a zombie, not another program that was given the same process id. */
function isServerOf(place: Place, pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readCommandLine(pid).includes(place.cluster);
  } catch {
    return platform() === 'win32';
  }
}

function readCommandLine(pid: number): string {
  if (platform() === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
}

async function rotateLog(path: string): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size > largestLog) await rename(path, `${path}.1`);
}
