import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { appendFile, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../errors.ts';
import { isMissing } from '../files.ts';
import type { Place } from './place.ts';
import { buildSettings, type Purpose, writeSettings } from './settings.ts';

/** The superuser of an embedded cluster, which also owns our database. */
export const superuser = 'plumb';

/** Upper and lower case follow Unicode everywhere; the libc locale is only asked which letters pg_trgm may index. */
const letterLocales = ['C.UTF-8', 'en_US.UTF-8', 'C'];

/**
 * Makes the cluster if there is none yet. It is made under another name and renamed when whole, so a crash half-way
 * leaves nothing that looks like a cluster, and of several processes the first one wins.
 */
export async function makeCluster(place: Place, purpose: Purpose): Promise<void> {
  if (await hasCluster(place.cluster)) return;
  await removeAbandoned(place.cluster);
  const fresh = `${place.cluster}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${fresh}.password`;
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${place.password}\n`, { mode: 0o600 });
  if (place.account) {
    await chown(fresh, place.account.uid, place.account.gid);
    await chown(passwordFile, place.account.uid, place.account.gid);
  }
  try {
    await initialise(place, fresh, passwordFile, purpose);
    await appendFile(join(fresh, 'postgresql.conf'), "\ninclude 'plumb.conf'\n");
    await writePlumbConf({ ...place, cluster: fresh }, purpose);
    await rename(fresh, place.cluster);
  } catch (error) {
    if (!(await hasCluster(place.cluster))) throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(passwordFile, { force: true });
  }
}

/**
 * Writes this version's settings into the cluster; they hold from its next start. Whole at any moment, since a server
 * that another process starts may read them just now.
 */
export async function writePlumbConf(place: Place, purpose: Purpose): Promise<void> {
  const path = join(place.cluster, 'plumb.conf');
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, writeSettings(buildSettings(purpose)), { mode: 0o600 });
  if (place.account) await chown(draft, place.account.uid, place.account.gid);
  await rename(draft, path);
}

async function hasCluster(folder: string): Promise<boolean> {
  try {
    await readFile(join(folder, 'PG_VERSION'));
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw new AppError('start_failed', `The database folder ${folder} cannot be read: it belongs to another user`, {
      cause: error,
    });
  }
}

async function initialise(place: Place, folder: string, passwordFile: string, purpose: Purpose): Promise<void> {
  const common = [
    `--pgdata=${folder}`,
    `--username=${superuser}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(purpose === 'throwaway' ? ['--no-sync'] : []),
  ];
  let output = '';
  for (const locale of letterLocales) {
    const run = await runProgram(place, place.binaries.initdb, [...common, `--lc-ctype=${locale}`]);
    if (run.code === 0) return;
    output = run.output;
    if (!/invalid locale/i.test(output)) break;
  }
  throw new AppError('start_failed', `The database folder ${folder} could not be made: ${output.trim()}`);
}

function runProgram(place: Place, program: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...place.account, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** Removes what attempts left behind whose process is gone. */
async function removeAbandoned(cluster: string): Promise<void> {
  const folder = dirname(cluster);
  for (const name of await readdir(folder)) {
    const [, pid] = name.match(new RegExp(`^${basename(cluster)}\\.new-(\\d+)`)) ?? [];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/** Whether a process of that id exists, be it ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
