import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Database } from '../src/base/db.ts';
import { findFreePort } from '../src/base/embedded/postmaster.ts';
import { startEmbedded } from '../src/base/embedded/server.ts';

/** A server started as its users start it, on an embedded database of its own, with a workspace and a write key. */
export type BenchServer = {
  db: Database;
  workspaceId: number;
  writeKey: string;
  /** Posts a JSON text; answers the status. Connections are kept alive. */
  post(
    path: string,
    body: string | Buffer,
    headers?: Record<string, string>,
  ): Promise<{ status: number; text: string }>;
  get(path: string): Promise<{ status: number; text: string }>;
  /** A folder that the database server may read files from. */
  folder: string;
  stop(): Promise<void>;
};

/** Starts it. Everything is removed again by `stop`. */
export async function startBenchServer(): Promise<BenchServer> {
  const folder = await mkdtemp(join(tmpdir(), 'plumb-bench-'));
  await chmod(folder, 0o755);
  const dataDir = join(folder, 'data');
  const embedded = await startEmbedded(dataDir);
  const port = await findFreePort();
  const origin = `http://localhost:${port}`;
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts'), 'serve'], {
    env: {
      ...process.env,
      PLUMB_DATA_DIR: dataDir,
      PLUMB_PORT: String(port),
      LOG_LEVEL: 'warn',
      DATABASE_URL: undefined,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  let cookie = '';
  const send = (method: string, path: string, body?: string | Buffer, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; text: string; cookie: string | undefined }>((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path,
          method,
          agent,
          headers: { origin, cookie, ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () =>
            resolve({
              status: answer.statusCode ?? 0,
              text: Buffer.concat(chunks).toString(),
              cookie: answer.headers['set-cookie']?.[0],
            }),
          );
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  await untilReady(() => send('GET', '/ready'), child);
  const setUp = await send('POST', '/api/setup', JSON.stringify(firstVisit));
  cookie = setUp.cookie?.split(';')[0] ?? '';
  const workspaceId: number = JSON.parse(setUp.text).workspace_id;
  const key = await send('POST', '/api/keys', JSON.stringify({ kind: 'write', name: 'bench' }));
  const db = await connect(embedded.url);
  return {
    db,
    workspaceId,
    writeKey: JSON.parse(key.text).token,
    post: (path, body, headers) => send('POST', path, body, headers),
    get: (path) => send('GET', path),
    folder,
    stop: async () => {
      agent.destroy();
      await db.close();
      await stopChild(child);
      await embedded.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const firstVisit = {
  workspace_name: 'Bench',
  name: 'Bench',
  email: 'bench@plumb.example',
  password: 'only for measuring 1',
  language: 'en',
  time_zone: 'UTC',
  preset: 'b2b_decay',
};

/**
 * The limit that writing rows is held against: a plain server-side COPY of the same rows, as text, into one table with an index, on
 * the same server in the same run. Answers rows per second.
 */
export async function timeCopy(
  server: BenchServer,
  table: string,
  columns: string,
  key: string,
  lines: Iterable<string>,
): Promise<number> {
  const path = join(server.folder, `${table}.copy`);
  const texts = [...lines];
  await writeFile(path, `${texts.join('\n')}\n`, { mode: 0o644 });
  const client = await server.db.ownerPool.connect();
  try {
    await client.query(`create table ${table} (${columns}, primary key (${key}))`);
    const start = performance.now();
    await client.query(`copy ${table} from '${path}'`);
    return (texts.length / (performance.now() - start)) * 1000;
  } finally {
    await client.query(`drop table if exists ${table}`);
    client.release();
    await rm(path, { force: true });
  }
}

/** A value as COPY's text format has it. */
export function copyText(value: string | number | null): string {
  if (value === null) return '\\N';
  return String(value).replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');
}

async function untilReady(ask: () => Promise<{ status: number }>, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode} before it was ready`);
    const answer = await ask().catch(() => undefined);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The server was not ready within 60 s');
}

async function stopChild(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
