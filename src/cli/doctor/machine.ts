import { access, constants, mkdir, readFile, stat, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Config, listUnknownVariables, readPublicUrl } from '../../config.ts';
import type { Check } from './check.ts';

const wantedNode = 26;
const gigabyte = 1e9;
const builtPages = new URL('../../../dist/', import.meta.url);

/** Looks at everything that is not the database: program, configuration, folder, disk, port, built files. */
export async function* checkMachine(config: Config): AsyncGenerator<Check> {
  yield checkNode(process.versions.node);
  yield { state: 'good', text: 'The configuration can be read' };
  for (const name of listUnknownVariables()) {
    yield {
      state: 'warning',
      text: `${name} is set, and Plumb knows no such variable`,
      mend: 'See docs/configuration.md.',
    };
  }
  yield* checkDataFolder(config.PLUMB_DATA_DIR);
  yield await checkPort(config);
  yield await checkSecret(config);
  yield checkPublicUrl(config);
  yield await checkBuilt('web/index.html', 'The interface');
  yield await checkBuilt('tracker/plumb.js', 'The tracker');
}

function checkNode(version: string): Check {
  if (Number(version.split('.')[0]) >= wantedNode) return { state: 'good', text: `Node ${version}` };
  const mend = 'Start Plumb with `npm start` or `npm run plumb`: they use the Node that the project brings.';
  return { state: 'bad', text: `Node ${version} runs this: expected ${wantedNode} or later`, mend };
}

async function* checkDataFolder(folder: string): AsyncGenerator<Check> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.R_OK | constants.W_OK);
  } catch {
    const mend = 'Give this user the right to write there, or set PLUMB_DATA_DIR.';
    yield { state: 'bad', text: `The data folder ${folder} cannot be written`, mend };
    return;
  }
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const text = `The data folder ${folder} can be written; ${(free / gigabyte).toFixed(1)} GB are free`;
  if (free > 5 * gigabyte) yield { state: 'good', text };
  else
    yield { state: free > gigabyte / 2 ? 'warning' : 'bad', text, mend: 'Make room: a full disk stops the database.' };
}

/** A port that answers as Plumb does is Plumb itself, at work. */
async function checkPort(config: Config): Promise<Check> {
  const { PLUMB_HOST: host, PLUMB_PORT: port } = config;
  if (await isFree(host, port)) return { state: 'good', text: `Port ${port} on ${host} is free` };
  try {
    const answer = await fetch(`http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}/ready`, {
      signal: AbortSignal.timeout(5_000),
    });
    const { ready, reason } = (await answer.json()) as { ready?: boolean; reason?: string };
    if (ready === true) return { state: 'good', text: `Plumb serves on port ${port} and is ready` };
    if (ready === false) return { state: 'bad', text: `Plumb serves on port ${port} but is not ready: ${reason}` };
  } catch {
    // Whatever it is, it does not speak as Plumb does.
  }
  return {
    state: 'bad',
    text: `Port ${port} on ${host} is taken by another program`,
    mend: 'Stop it, or set PLUMB_PORT.',
  };
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

async function checkSecret(config: Config): Promise<Check> {
  if (config.PLUMB_SECRET !== undefined) return { state: 'good', text: 'The secret comes from PLUMB_SECRET' };
  if (config.DATABASE_URL !== undefined) {
    const mend = 'If more than one server uses this database, set the same PLUMB_SECRET for all of them.';
    return { state: 'warning', text: 'The secret is made by this machine alone, and the database is elsewhere', mend };
  }
  const path = join(config.PLUMB_DATA_DIR, 'plumb.secret');
  const mode = await stat(path).then(
    (found) => found.mode & 0o777,
    () => 0o600,
  );
  if (mode === 0o600) return { state: 'good', text: 'The secret is kept in the data folder, for this user alone' };
  return { state: 'warning', text: `${path} can be read by others`, mend: `Run: chmod 600 ${path}` };
}

function checkPublicUrl(config: Config): Check {
  const url = readPublicUrl(config);
  const open = config.PLUMB_HOST !== '127.0.0.1' && config.PLUMB_HOST !== '::1' && config.PLUMB_HOST !== 'localhost';
  if (!open || url.startsWith('https:')) return { state: 'good', text: `People reach it at ${url}` };
  const mend = 'Put a reverse proxy with https in front and set PLUMB_PUBLIC_URL and PLUMB_TRUST_PROXY.';
  return {
    state: 'warning',
    text: `It listens to other machines, and people reach it at ${url}, without encryption`,
    mend,
  };
}

async function checkBuilt(name: string, what: string): Promise<Check> {
  try {
    await readFile(new URL(name, builtPages));
    return { state: 'good', text: `${what} is built` };
  } catch {
    return { state: 'bad', text: `${what} is not built`, mend: 'Run: npm run build (npm start does so by itself)' };
  }
}
