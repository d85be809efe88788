import { randomBytes } from 'node:crypto';
import { chmod, chown, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { readOrMakeLine, readOrMakeSecret } from '../secret-file.ts';
import { type Account, findAccount, mayUse } from './account.ts';
import { type Binaries, findBinaries, movedBinaries } from './binaries.ts';

/** Where the server's user may enter when our own folders are closed to it. */
const shared = '/var/lib/plumb';

/** Where an embedded server lives and what it needs to be started. */
export type Place = {
  dataDir: string;
  /** The cluster's own folder. */
  cluster: string;
  /** Its PostgreSQL log. */
  log: string;
  binaries: Binaries;
  account: Account | undefined;
  password: string;
};

/**
 * Prepares the data folder: its password (made once, readable by us alone), and a folder that the server's user may
 * enter. Root's own folders (`/root/…`) are closed to that user; then cluster and programs live under /var/lib/plumb
 * and `dataDir/postgres-is-at.txt` says where.
 */
export async function preparePlace(dataDir: string): Promise<Place> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true });
  const account = findAccount();
  let binaries = await findBinaries();
  let home = folder;
  if (account) {
    if (!mayUse(account, folder)) home = await openHome(folder);
    if (!mayUse(account, home, binaries.postgres)) binaries = await copyBinaries(binaries, account);
  }
  return {
    dataDir: folder,
    cluster: join(home, 'postgres'),
    log: join(home, 'postgres.log'),
    binaries,
    account,
    password: await readOrMakeSecret(join(folder, 'postgres.password')),
  };
}

/** Named by chance, so that a data folder that is removed and made anew does not meet the old one's cluster. */
async function openHome(dataDir: string): Promise<string> {
  const choose = () => join(shared, randomBytes(6).toString('hex'));
  const home = await readOrMakeLine(join(dataDir, 'postgres-is-at.txt'), choose);
  await mkdir(home, { recursive: true, mode: 0o755 });
  return home;
}

async function copyBinaries(binaries: Binaries, account: Account): Promise<Binaries> {
  const { mtimeMs, size } = await stat(binaries.postgres);
  const root = join(shared, `postgresql-${size}-${Math.round(mtimeMs)}`);
  const copy = movedBinaries(binaries, root);
  if (mayUse(account, root, copy.postgres)) return copy;
  const fresh = `${root}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await cp(binaries.root, fresh, { recursive: true, verbatimSymlinks: true });
  await openToAll(fresh, account);
  await rename(fresh, root).catch(async (error) => {
    // Another process was quicker.
    await rm(fresh, { recursive: true, force: true });
    if (!mayUse(account, root, copy.postgres)) throw error;
  });
  return copy;
}

async function openToAll(folder: string, account: Account): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isSymbolicLink()) continue;
    await chown(path, account.uid, account.gid);
    await chmod(path, entry.isDirectory() || entry.parentPath.endsWith('bin') ? 0o755 : 0o644);
  }
}
