// Whether what is built is what would be built now: by the content of every file that went into it.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './setup.mjs';

const note = join(root, 'dist/.inputs.json');

/** Files that matter to a build without being imported. */
function listFixed() {
  const folders = ['web', 'tracker'].flatMap((folder) => listFiles(join(root, folder)));
  return [...folders, ...['package-lock.json', 'vite.config.ts', 'scripts/build.mjs'].map((name) => join(root, name))];
}

/** Whether the interface and the tracker have to be built. */
export function isStale() {
  if (!existsSync(note) || !existsSync(join(root, 'dist/web/index.html'))) return true;
  const { imported, hash } = JSON.parse(readFileSync(note, 'utf8'));
  return hashFiles(imported) !== hash;
}

/** Notes what has been built from: the modules that were imported, beside the files that always count. */
export function noteInputs(modules) {
  const imported = modules
    .filter((path) => path.startsWith(root) && !path.includes('node_modules') && existsSync(path))
    .map((path) => relative(root, path))
    .sort();
  writeFileSync(note, JSON.stringify({ hash: hashFiles(imported), imported }, null, 1));
}

/** Until a build is whole, nothing counts as built. */
export function forgetInputs() {
  rmSync(note, { force: true });
}

function hashFiles(imported) {
  const hash = createHash('sha256');
  const paths = new Set([...listFixed(), ...imported.map((name) => join(root, name))]);
  for (const path of [...paths].sort()) {
    hash.update(`${relative(root, path)}\0`).update(existsSync(path) ? readFileSync(path) : 'gone');
  }
  return hash.digest('hex');
}

function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : listFiles(path);
    return /\.test\.\w+$/.test(entry.name) ? [] : [path];
  });
}
