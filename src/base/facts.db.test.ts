import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createTestWorkspace, withDatabase } from '../../test/harness/database.ts';
import { inTransaction, inWorkspace } from './db.ts';
import { after, announce, defineFact, registerListeners, within } from './facts.ts';
import { defineJob, enqueue, runDueJobs, startWorker } from './jobs.ts';
import { silentLog } from './log.ts';

const db = await withDatabase();
const workspaceId = await createTestWorkspace(db);
const log = silentLog;
const doorOpened = defineFact('door.opened', z.object({ door: z.string() }), 'When a door opens.');

beforeEach(async () => {
  await sql`delete from graphile_worker._private_jobs`.execute(db.owner);
});

async function countJobs(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from graphile_worker._private_jobs`.execute(db.owner);
  return rows[0]?.count ?? 0;
}

test('a listener after the fact gets its payload and its workspace, once the transaction has committed', async () => {
  const heard: unknown[] = [];
  const jobs = registerListeners([
    after(doorOpened, 'ring', async (context, payload) => void heard.push([context.workspace_id, payload])),
  ]);
  await inWorkspace(db.app, workspaceId, (tx) => announce(tx, doorOpened, { door: 'front' }));
  expect(heard).toEqual([]);
  await runDueJobs(db, jobs, { log });
  expect(heard).toEqual([[workspaceId, { door: 'front' }]]);
  expect(await countJobs()).toBe(0);
});

test('a fact of a transaction that is rolled back reaches nobody', async () => {
  registerListeners([after(doorOpened, 'ring', async () => undefined)]);
  const failing = inWorkspace(db.app, workspaceId, async (tx) => {
    await announce(tx, doorOpened, { door: 'front' });
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await countJobs()).toBe(0);
});

test('listeners within act in order on the payload itself, and the later ones see what the earlier ones filled in', async () => {
  const order: string[] = [];
  registerListeners([
    within(doorOpened, async (_tx, payload) => {
      order.push(`first ${payload.door}`);
      payload.door = 'back';
    }),
    within(doorOpened, async (_tx, payload) => void order.push(`second ${payload.door}`)),
  ]);
  await inWorkspace(db.app, workspaceId, (tx) => announce(tx, doorOpened, { door: 'front' }));
  expect(order).toEqual(['first front', 'second back']);
});

test('what a listener within throws takes everything back', async () => {
  registerListeners([
    within(doorOpened, async () => {
      throw new Error('jammed');
    }),
    after(doorOpened, 'ring', async () => undefined),
  ]);
  const failing = inWorkspace(db.app, workspaceId, async (tx) => {
    await sql`update workspace set language = 'ro'`.execute(tx);
    await announce(tx, doorOpened, { door: 'front' });
  });
  await expect(failing).rejects.toThrow('jammed');
  const { rows } = await sql`select language from workspace`.execute(db.owner);
  expect([rows, await countJobs()]).toEqual([[{ language: 'en' }], 0]);
});

test('a payload that breaks the fact’s schema is refused where it is announced', async () => {
  registerListeners([after(doorOpened, 'ring', async () => undefined)]);
  const failing = inWorkspace(db.app, workspaceId, (tx) => announce(tx, doorOpened, { door: 7 as unknown as string }));
  await expect(failing).rejects.toThrow('expected string');
});

test('two listeners of one name are refused', () => {
  const ring = after(doorOpened, 'ring', async () => undefined);
  expect(() => registerListeners([ring, ring])).toThrow('Two listeners are named door.opened:ring');
});

test('a job that throws is tried again', async () => {
  let attempts = 0;
  const fragile = defineJob('test.fragile', z.object({}), async () => {
    attempts++;
    if (attempts < 3) throw new Error('not yet');
  });
  await inWorkspace(db.app, workspaceId, (tx) => enqueue(tx, fragile, {}));
  for (let round = 0; round < 4; round++) {
    await runDueJobs(db, [fragile], { log });
    await sql`update graphile_worker._private_jobs set run_at = now()`.execute(db.owner);
  }
  expect([attempts, await countJobs()]).toEqual([3, 0]);
});

test('of jobs with one key only the last is kept; a job for later waits', async () => {
  const done: number[] = [];
  const job = defineJob('test.keyed', z.object({ turn: z.int() }), async (_context, { turn }) => void done.push(turn));
  await inWorkspace(db.app, workspaceId, async (tx) => {
    await enqueue(tx, job, { turn: 1 }, { key: 'one' });
    await enqueue(tx, job, { turn: 2 }, { key: 'one' });
    await enqueue(tx, job, { turn: 3 }, { run_at: new Date(Date.now() + 3_600_000) });
  });
  await runDueJobs(db, [job], { log });
  expect([done, await countJobs()]).toEqual([[2], 1]);
});

test('a job asked for outside a workspace has none', async () => {
  const seen: unknown[] = [];
  const job = defineJob('test.global', z.object({}), async (context) => void seen.push(context.workspace_id));
  await inTransaction(db.owner, (tx) => enqueue(tx, job, {}));
  await runDueJobs(db, [job], { log });
  expect(seen).toEqual([null]);
});

test('a job whose worker was killed goes to another worker at once', async () => {
  const script = `
    const { connect } = await import('./src/base/db.ts');
    const { defineJob, startWorker } = await import('./src/base/jobs.ts');
    const { silentLog } = await import('./src/base/log.ts');
    const { z } = await import('zod');
    const db = await connect(process.argv[1]);
    const job = defineJob('test.doomed', z.object({}), () => { console.log('begun'); return new Promise(() => {}); });
    await startWorker(db, [job], { log: silentLog });`;
  const started = Promise.withResolvers<number>();
  const job = defineJob('test.doomed', z.object({}), async ({ attempt }) => started.resolve(attempt));
  await inWorkspace(db.app, workspaceId, (tx) => enqueue(tx, job, {}));
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, db.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const worker = await startWorker(db, [job], { log, takeover: { everyMs: 50, graceMs: 0 } });
  expect(await started.promise).toBe(2);
  await worker.stop();
});
