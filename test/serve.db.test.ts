import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { findFreePort } from '../src/base/embedded/postmaster.ts';
import { root } from './harness/source-files.ts';

vi.setConfig({ testTimeout: 180_000 });

const folder = await mkdtemp(join(tmpdir(), 'plumb-serve-'));
await chmod(folder, 0o755);
afterAll(() => rm(folder, { recursive: true, force: true }));
const port = await findFreePort();
const address = `http://127.0.0.1:${port}`;

type Run = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

function plumb(...args: string[]): Run {
  const environment = { PATH: process.env.PATH, PLUMB_DATA_DIR: folder, PLUMB_PORT: String(port), LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, [join(root, 'src/main.ts'), ...args], { env: environment });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (piece) => (text += piece));
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, output: () => text, ended: once(child, 'exit').then(([code]) => code) };
}

async function serve(): Promise<Run> {
  const run = plumb('serve');
  while (!run.output().includes('is at http')) {
    if (run.child.exitCode !== null) throw new Error(`serve ended: ${run.output()}`);
    await sleep(20);
  }
  return run;
}

async function isReady(): Promise<boolean> {
  const answer = await fetch(`${address}/ready`).catch(() => undefined);
  return answer?.status === 200;
}

async function readDatabasePid(): Promise<number | undefined> {
  const text = await readFile(join(folder, 'postgres/postmaster.pid'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number(text.split('\n')[0]);
}

test('serve starts everything from nothing, a second one is told where the first is, and Ctrl-C ends all of it', async () => {
  const first = await serve();
  expect(await isReady()).toBe(true);
  const second = plumb('serve');
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`already runs in ${folder}: http://localhost:${port} (process ${first.child.pid})`);
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(await readDatabasePid()).toBeUndefined();
});

test('after everything was killed the next start recovers by itself', async () => {
  const before = await serve();
  const pid = await readDatabasePid();
  before.child.kill('SIGKILL');
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
  await before.ended;
  const after = await serve();
  expect(await isReady()).toBe(true);
  after.child.kill('SIGTERM');
  expect(await after.ended).toBe(0);
});

test('a database that is killed while serving comes back, and the server with it', async () => {
  const run = await serve();
  const pid = await readDatabasePid();
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
  await vi.waitFor(async () => expect(await readDatabasePid()).not.toBe(pid), { timeout: 60_000 });
  await vi.waitFor(async () => expect(await isReady()).toBe(true), { timeout: 60_000 });
  run.child.kill('SIGINT');
  expect(await run.ended).toBe(0);
});

test('a port taken by another program is named, with what to do', async () => {
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  const run = plumb('serve');
  expect(await run.ended).toBe(1);
  other.close();
  expect(run.output()).toContain(
    `Port ${port} on 127.0.0.1 is taken by another program: stop that one, or set PLUMB_PORT`,
  );
  expect(await readDatabasePid()).toBeUndefined();
});

test('every command explains itself, and an unknown one is refused', async () => {
  const help = plumb('--help');
  expect(await help.ended).toBe(0);
  for (const command of ['serve', 'work', 'migrate', 'doctor']) {
    expect(help.output()).toContain(`  ${command}`);
    const own = plumb(command, '--help');
    expect(await own.ended).toBe(0);
    expect(own.output()).toContain(`Usage: plumb ${command}`);
  }
  expect(await plumb('no-such-thing').ended).toBe(1);
});

test('a wrong configuration is told whole, before anything starts', async () => {
  const run = spawn(process.execPath, [join(root, 'src/main.ts'), 'migrate'], {
    env: { PATH: process.env.PATH, PLUMB_PORT: 'x', LOG_LEVEL: 'loud' },
  });
  let text = '';
  run.stderr.on('data', (piece) => (text += piece));
  const [code] = await once(run, 'exit');
  expect(code).toBe(1);
  expect(text).toContain('PLUMB_PORT is "x"');
  expect(text).toContain('LOG_LEVEL is "loud"');
});
