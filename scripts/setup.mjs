// What every script begins with. Plain JavaScript for any Node from 20 on, since it runs before anything is installed.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The Node that the project brings, whatever started this. */
export const node = join(root, 'node_modules/.bin', process.platform === 'win32' ? 'node.cmd' : 'node');

const stamp = join(root, 'node_modules/.plumb-lock');
const lockFile = join(root, 'package-lock.json');

/** Installs what package-lock.json says unless exactly that is installed. Ends the process where it cannot. */
export async function ensureInstalled() {
  const lock = readFileSync(lockFile);
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (readText(stamp) === wanted && existsSync(node)) return;
  if (!isInstalled(JSON.parse(String(lock)))) {
    say('Installing what package-lock.json says (once; a minute or two)…');
    const code = await run(...npm('ci', '--no-audit', '--no-fund', '--loglevel=error'));
    if (code !== 0) give(`npm ci failed with exit code ${code}: mend what it says above and try again`);
  }
  if (!existsSync(node)) give('The Node that the project brings is missing: remove node_modules and try again');
  writeFileSync(stamp, wanted);
}

/** Runs a program in the project's folder, with our input and output; its exit code. */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options });
    child.on('error', (error) => {
      say(`${program} could not be started: ${error.message}`);
      resolve(127);
    });
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)));
  });
}

/** Says something to whoever started the script. */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** Starts this script again under the Node that the project brings, unless that runs it now. */
export async function onOwnNode(scriptUrl) {
  if (Number(process.versions.node.split('.')[0]) >= 26) return;
  process.exit(await run(node, [fileURLToPath(scriptUrl), ...process.argv.slice(2)]));
}

/** npm as it was started, or the one that is found. */
function npm(...args) {
  const own = process.env.npm_execpath;
  if (own?.endsWith('.js')) return [process.execPath, [own, ...args]];
  return process.platform === 'win32' ? ['npm.cmd', args, { shell: true }] : ['npm', args];
}

/** Whether somebody has installed it already, as `npm install` or `npm ci` note it. */
function isInstalled(lock) {
  const text = readText(join(root, 'node_modules/.package-lock.json'));
  if (text === undefined) return false;
  const installed = JSON.parse(text).packages;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '' || wanted.optional || wanted.devOptional || wanted.link) return true;
    return installed[path]?.version === wanted.version;
  });
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function give(text) {
  process.stderr.write(`plumb: ${text}\n`);
  process.exit(1);
}
