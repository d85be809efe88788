import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../test/harness/database.ts';
import { inWorkspace } from './db.ts';
import { everythingChanged, type LiveChange, notifyLive, startLive } from './live.ts';
import { silentLog } from './log.ts';

const db = await withDatabase();
const ours = await createTestWorkspace(db);
const theirs = await createTestWorkspace(db);
const live = await startLive(db.url, silentLog);
afterAll(() => live.close());

/** The changes that a workspace hears, up to and including the first about `until`. */
function hear(workspaceId: number, until: string): Promise<LiveChange[]> {
  const { promise, resolve } = Promise.withResolvers<LiveChange[]>();
  const heard: LiveChange[] = [];
  const stop = live.subscribe(workspaceId, (change) => {
    heard.push(change);
    if (change.topic !== until) return;
    stop();
    resolve(heard);
  });
  return promise;
}

const tell = (workspaceId: number, change: LiveChange) =>
  inWorkspace(db.app, workspaceId, (tx) => notifyLive(tx, change));

test('a change is heard in its own workspace only, and only once committed', async () => {
  const heard = hear(ours, 'end');
  await tell(theirs, { topic: 'leads', ids: [1] });
  await inWorkspace(db.app, ours, async (tx) => {
    await notifyLive(tx, { topic: 'taken back' });
    throw new Error('no');
  }).catch(() => undefined);
  await tell(ours, { topic: 'leads', ids: [2, 'a'] });
  await tell(ours, { topic: 'end' });
  expect(await heard).toEqual([{ topic: 'leads', ids: [2, 'a'] }, { topic: 'end' }]);
});

test('more ids than a message carries become "all of them"', async () => {
  const heard = hear(ours, 'many');
  await tell(ours, { topic: 'many', ids: Array.from({ length: 5_000 }, (_, index) => index) });
  expect(await heard).toEqual([{ topic: 'many' }]);
});

test('after a broken connection subscribers are told that anything may have changed, and hear on', async () => {
  const lost = hear(ours, everythingChanged.topic);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'plumb live' and datname = current_database()`.execute(db.owner);
  expect(await lost).toEqual([everythingChanged]);
  const heard = hear(ours, 'again');
  await tell(ours, { topic: 'again' });
  expect(await heard).toEqual([{ topic: 'again' }]);
});
