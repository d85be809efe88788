import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { byPlumb, makeKeyWithin, setUp } from '../src/access/index.ts';
import { inWorkspace } from '../src/base/db.ts';
import { findFreePort } from '../src/base/embedded/postmaster.ts';
import { wireFlow } from '../src/flow/flow.ts';
import { ann } from './harness/access-server.ts';
import { withDatabase } from './harness/database.ts';
import { root } from './harness/source-files.ts';

vi.setConfig({ testTimeout: 180_000 });

const db = await withDatabase();
wireFlow();
const { workspace_id: workspace } = await setUp(db.app, ann);
const { token: writeKey } = await inWorkspace(db.app, workspace, (tx) =>
  makeKeyWithin(tx, { kind: 'write', name: 'Site' }, byPlumb),
);
const folder = await mkdtemp(join(tmpdir(), 'plumb-killed-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

type Run = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

function plumb(args: string[], environment: Record<string, string> = {}): Run {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: db.url,
    PLUMB_DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    ...environment,
  };
  const child = spawn(process.execPath, [join(root, 'src/main.ts'), ...args], { env });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (piece) => (text += piece));
  onTestFinished(() => void child.kill('SIGKILL'));
  return { child, output: () => text, ended: once(child, 'exit').then(([code]) => code) };
}

/**
 * What everything kept so far comes to, and how far the newest import is: as of one instant, since what a process sent
 * before it was killed may still be committed after it.
 */
async function countAll() {
  const { rows } = await sql<{ rows_read: number; touches: number; keys: number; people: number; hits: number }>`
    select coalesce((select rows_read from import order by import_id desc limit 1), 0) as rows_read,
      (select count(*) from touch) as touches, (select count(*) from touch_key) as keys,
      (select count(*) from person where merged_into is null) as people,
      (select coalesce(sum(touches), 0)::bigint from source_day) as hits`.execute(db.owner);
  const [counts] = rows;
  if (counts === undefined) throw new Error('nothing was counted');
  return counts;
}

test('an import that is killed again and again loses and doubles nothing', async () => {
  const total = 15_000;
  const path = join(folder, 'leads.csv');
  const rows = Array.from({ length: total }, (_, n) => `Person ${n},p${n}@firm${n % 900}.example`);
  await writeFile(path, ['Name,Email', ...rows].join('\n'));
  for (const mark of [2_000, 4_000]) {
    const run = plumb(['import', path]);
    while ((await countAll()).rows_read < mark && run.child.exitCode === null) await sleep(20);
    run.child.kill('SIGKILL');
    await run.ended;
    const { rows_read: rowsRead, ...kept } = await countAll();
    expect(rowsRead).toBeLessThan(total);
    expect(kept).toEqual({ touches: rowsRead, keys: rowsRead, people: rowsRead, hits: rowsRead });
  }
  const last = plumb(['import', path, '--json']);
  expect(await last.ended).toBe(0);
  const outcome = JSON.parse(last.output());
  expect(outcome).toMatchObject({
    state: 'done',
    rows_read: total,
    counts: { rows: total, kept: total, repeated: 0, people_created: total },
  });
  expect(outcome.resumed_at).toBeGreaterThanOrEqual(4_000);
  expect(await countAll()).toEqual({ rows_read: total, touches: total, keys: total, people: total, hits: total });

  const again = plumb(['import', path]);
  expect(await again.ended).toBe(0);
  expect(again.output()).toContain('0 kept, 15,000 here before, 0 rejected');
  expect(again.output()).toContain('Nothing changed');
});

test('a server killed while touches come in has kept everything it acknowledged, and keeps nothing twice', async () => {
  const before = (await countAll()).touches;
  const port = await findFreePort();
  const serve = async () => {
    const run = plumb(['serve', '--no-jobs'], { PLUMB_PORT: String(port) });
    while (!run.output().includes('is at http')) {
      if (run.child.exitCode !== null) throw new Error(`serve ended: ${run.output()}`);
      await sleep(20);
    }
    return run;
  };
  const send = async (batch: number): Promise<boolean> => {
    const messages = Array.from({ length: 20 }, (_, n) => ({
      type: 'track',
      event: 'Ping',
      userId: `u${(batch * 20 + n) % 50}`,
      messageId: `b${batch}-${n}`,
    }));
    const body = JSON.stringify({ writeKey, batch: messages });
    const answer = await fetch(`http://127.0.0.1:${port}/v1/batch`, { method: 'POST', body }).catch(() => undefined);
    return answer?.status === 200;
  };
  const batches = Array.from({ length: 120 }, (_, n) => n);
  const acknowledged = new Set<number>();
  for (const killAfter of [25, 60]) {
    const run = await serve();
    const waiting = batches.filter((batch) => !acknowledged.has(batch));
    const workers = Array.from({ length: 8 }, async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        if (await send(next)) acknowledged.add(next);
        if (acknowledged.size >= killAfter) run.child.kill('SIGKILL');
      }
    });
    await Promise.all(workers);
    await run.ended;
    const kept = await sql<{
      key: string;
    }>`select raw::json ->> 'messageId' as key from touch where event = 'Ping'`.execute(db.owner);
    const keys = new Set(kept.rows.map(({ key }) => key));
    expect(keys.size).toBe(kept.rows.length);
    for (const batch of acknowledged) for (let n = 0; n < 20; n++) expect(keys.has(`b${batch}-${n}`)).toBe(true);
  }
  const last = await serve();
  // Whoever was not answered asks again, and so does one who was.
  for (const batch of batches) expect(await send(batch)).toBe(true);
  last.child.kill('SIGTERM');
  expect(await last.ended).toBe(0);
  expect((await countAll()).touches).toBe(before + batches.length * 20);
});
