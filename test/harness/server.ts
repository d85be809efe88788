import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { type EmbeddedServer, startEmbedded } from '../../src/base/embedded/server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address of the test server's maintenance database. */
    testServerUrl: string;
  }
}

/**
 * One server for all test runs of this checkout. It is kept between runs, which saves making a cluster each time, and
 * stops with the last run that uses it. It does not survive a power cut, so one that will not start is made anew.
 */
export const testDataDir = join(
  tmpdir(),
  `plumb-test-${userInfo().uid}-${createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 8)}`,
);

/**
 * Vitest's global setup: starts the server and tells the workers its address. `PLUMB_TEST_DATABASE_URL` names another server in its
 * place, whose role may make databases: to prove that an older PostgreSQL, or one somebody else runs, will do.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.PLUMB_TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => undefined } : await startOrMakeAnew();
  project.provide('testServerUrl', server.url);
  await dropLeftovers(server.url);
  return () => server.stop();
}

async function startOrMakeAnew(): Promise<Pick<EmbeddedServer, 'url' | 'stop'>> {
  const options = { purpose: 'throwaway', database: 'maintenance' } as const;
  try {
    return await startEmbedded(testDataDir, options);
  } catch {
    await rm(testDataDir, { recursive: true, force: true });
    return startEmbedded(testDataDir, options);
  }
}

/** Databases whose test process is gone, and all but the newest few templates. */
async function dropLeftovers(url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^(test|template)_\\w+' order by oid desc`,
  );
  const names = rows.map((row) => row.datname);
  const abandoned = names.filter((name) => name.startsWith('test_') && !isRunning(Number(name.split('_')[1])));
  const old = names.filter((name) => name.startsWith('template_')).slice(5);
  for (const name of [...abandoned, ...old]) {
    // Another run may be dropping, or using, the same one.
    await client.query(`drop database if exists ${client.escapeIdentifier(name)}`).catch(() => undefined);
  }
  await client.end();
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
