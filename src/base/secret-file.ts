import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isMissing } from './files.ts';

/** A random secret kept in a file of mode 0600; the first of several processes that start at once decides it. */
export async function readOrMakeSecret(path: string): Promise<string> {
  const known = await readSecret(path);
  if (known !== undefined) return known;
  const own = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(own, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 });
  // A link is made whole or not at all, and never over another one.
  await link(own, path).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(own);
  return (await readFile(path, 'utf8')).trim();
}

async function readSecret(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
