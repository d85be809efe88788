import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing } from './files.ts';

/** A random secret kept in a file that its owner alone may read; made at the first call. */
export function readOrMakeSecret(path: string): Promise<string> {
  return readOrMakeLine(path, () => randomBytes(32).toString('base64url'));
}

/** A line of text kept in a file of mode 0600; the first of several processes that start at once decides it. */
export async function readOrMakeLine(path: string, make: () => string): Promise<string> {
  const known = await readLine(path);
  if (known !== undefined) return known;
  const own = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(own, `${make()}\n`, { mode: 0o600 });
  // A link is made whole or not at all, and never over another one.
  await link(own, path).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(own);
  return (await readFile(path, 'utf8')).trim();
}

async function readLine(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
