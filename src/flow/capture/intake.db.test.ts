import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../../test/harness/database.ts';
import { recordArrivals } from '../../../test/harness/doors.ts';
import type { Arrival } from './arrival.ts';
import { openIntake, usualIntake } from './intake.ts';

const db = await withDatabase();
const recorder = await recordArrivals(db);
const workspaces = [await createTestWorkspace(db), await createTestWorkspace(db)];
beforeEach(() => recorder.clear());

const arrive = (key: string, event = 'e'): Arrival => ({
  idempotency_key: key,
  source_id: 1,
  channel: 'api',
  type: 'track',
  event,
  occurred_at: 0,
  received_at: 0,
  claims: {},
  properties: {},
  fields: null,
  company: null,
  raw: `{"key":"${key}"}`,
});

test('everything is kept exactly once except poison, and every submitter hears of its own', async () => {
  const submission = fc.record({
    workspace: fc.nat(1),
    keys: fc.array(
      fc.tuple(
        fc.nat(40),
        fc.boolean().map((b) => b),
      ),
      { maxLength: 6 },
    ),
    poisonous: fc.nat(9),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(submission, { maxLength: 12 }),
      fc.integer({ min: 1, max: 8 }),
      async (submissions, batchSize) => {
        await recorder.clear();
        const intake = openIntake(db.app, { ...usualIntake, gatherMs: 1, batchSize });
        const sent = submissions.map(({ workspace, keys, poisonous }) =>
          keys.map(([key], index) => arrive(`${workspace}-${key}`, poisonous === index ? 'poison' : 'e')),
        );
        const kept = await Promise.all(
          sent.map((arrivals, i) => intake.submit(workspaces[submissions[i]?.workspace ?? 0] ?? 0, arrivals)),
        );
        const fresh = new Set<string>();
        sent.forEach((arrivals, i) => {
          expect(kept[i]).toHaveLength(arrivals.length);
          arrivals.forEach((arrival, j) => {
            const each = kept[i]?.[j];
            // A batch of nothing but poison cannot be told from a fault of ours; these are small enough not to count.
            if (arrival.event === 'poison') expect(each).toHaveProperty('refused');
            else expect(each).toHaveProperty('person_id');
            if (each && 'repeated' in each && !each.repeated) {
              expect(fresh.has(arrival.idempotency_key)).toBe(false);
              fresh.add(arrival.idempotency_key);
            }
          });
        });
        expect(new Set((await recorder.list()).map((arrival) => arrival.idempotency_key))).toEqual(fresh);
        expect(intake.waiting()).toBe(0);
      },
    ),
    { seed: 5, numRuns: 60 },
  );
}, 60_000);

test('what gathers while a batch is written goes into one transaction', async () => {
  const intake = openIntake(db.app);
  const kept = await Promise.all(
    Array.from({ length: 500 }, (_, n) => intake.submit(workspaces[0] ?? 0, [arrive(`k${n}`)])),
  );
  expect(kept.flat()).toHaveLength(500);
  expect(await recorder.list()).toHaveLength(500);
});

test('when too much waits, a pause is asked for', async () => {
  const intake = openIntake(db.app, { ...usualIntake, mostWaiting: 3 });
  const [workspace = 0] = workspaces;
  const first = intake.submit(workspace, [arrive('a'), arrive('b')]);
  expect(() => intake.submit(workspace, [arrive('c'), arrive('d')])).toThrow(
    expect.objectContaining({ code: 'too_many_requests', retryAfterSeconds: 1 }),
  );
  expect(await first).toHaveLength(2);
  expect(await intake.submit(workspace, [arrive('c'), arrive('d')])).toHaveLength(2);
});

test('stopping keeps what was taken and takes nothing more', async () => {
  const intake = openIntake(db.app, { ...usualIntake, gatherMs: 10_000 });
  const [workspace = 0] = workspaces;
  const kept = intake.submit(workspace, [arrive('last')]);
  await intake.drain();
  expect(await kept).toHaveLength(1);
  expect(() => intake.submit(workspace, [arrive('late')])).toThrow(expect.objectContaining({ code: 'unavailable' }));
});
