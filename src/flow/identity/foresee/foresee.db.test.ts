import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../../../test/harness/database.ts';
import { byPlumb } from '../../../access/index.ts';
import { inWorkspace } from '../../../base/db.ts';
import { announce, registerListeners } from '../../../base/facts.ts';
import type { Condition } from '../../../conditions/format.ts';
import { type Arrival, arrivalsForeseen, type DryRun, type Outcome, receive } from '../../capture/index.ts';
import { identity } from '../index.ts';
import { setPromotionRule } from '../promotion-rule.ts';

vi.setConfig({ testTimeout: 180_000 });

const db = await withDatabase();
const noon = Date.UTC(2026, 4, 4, 12);
beforeAll(() => void registerListeners(identity.listeners ?? []));
afterAll(() => void registerListeners([]));

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const row = fc.record({
  email: some('ana@fir.example', 'bo@fir.example', 'info@oak.example', 'cy@gmail.com', 'dan@elm.example', undefined),
  user_id: some('u1', 'u2', undefined, undefined, undefined),
  phone: some('+40721234567', '+40721234568', undefined, undefined),
  anonymous_id: some('d1', 'd2', 'd3', undefined, undefined),
  group_id: some('g1', undefined, undefined),
  name: some('Ana Pop', 'Bo Li', undefined),
  first_name: some('Cy', undefined, undefined),
  employees: some(5, 50, undefined),
  at: fc.nat(8),
  repeats: fc.boolean(),
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

/** Rows as arrivals; one that repeats is the row that an earlier one was. */
function toArrivals(rows: Row[], sourceId: number, prefix: string): Arrival[] {
  return rows.map((each, index) => {
    const { email, user_id, phone, anonymous_id, group_id, name, first_name, employees } = each;
    const said = Object.entries({ full_name: name, first_name }).filter(([, value]) => value !== undefined);
    return {
      idempotency_key: each.repeats && index > 0 ? `${prefix}:0` : `${prefix}:${index}`,
      source_id: sourceId,
      channel: 'file',
      type: 'row',
      event: 'Imported',
      occurred_at: noon + each.at * 60_000,
      received_at: noon + 3_600_000,
      claims: { email, user_id, phone, anonymous_id, group_id },
      properties: {},
      fields: said.length > 0 ? Object.fromEntries(said as [string, string][]) : null,
      company: employees === undefined ? null : { employees },
      raw: '{}',
    };
  });
}

const inBatches = <T>(all: T[], size: number) =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
const told = (outcomes: Outcome[]) =>
  outcomes.map(({ repeated, person_created, company_created, lead_opened }) =>
    [repeated && 'repeated', person_created && 'person', company_created && 'company', lead_opened && 'lead'].filter(
      Boolean,
    ),
  );
const count = async (table: string, workspace: number) =>
  Number(
    (await db.ownerPool.query(`select count(*) from ${table} where workspace_id = $1`, [workspace])).rows[0].count,
  );

const ownRule: Condition = {
  combinator: 'or',
  rules: [
    { field: 'company.employees', operator: '>', value: 10 },
    { field: 'person.first_name', operator: 'notNull' },
  ],
};

test.each([
  ['the shipped rule', null],
  ['a rule about companies', ownRule],
])('a dry run says of every row what the real run then does, under %s', async (_, rule) => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 8 }),
      fc.array(row, { minLength: 1, maxLength: 14 }),
      fc.integer({ min: 1, max: 5 }),
      async (earlier, rows, size) => {
        const workspace = await createTestWorkspace(db);
        const { rows: made } = await sql<{ source_id: number }>`
          insert into source (workspace_id, key, name, channel) values (${workspace}, 'import', 'Files', 'file')
          returning source_id`.execute(db.owner);
        const source = made[0]?.source_id as number;
        if (rule) await inWorkspace(db.app, workspace, (tx) => setPromotionRule(tx, workspace, byPlumb, rule));
        for (const batch of inBatches(toArrivals(earlier, source, 'earlier'), 3))
          await receive(db.app, workspace, batch);
        const before = [await count('touch', workspace), await count('person', workspace)];
        const { rows: standing } = await sql<{ person_id: number }>`
          select person_id from person where workspace_id = ${workspace}`.execute(db.owner);

        const batches = inBatches(toArrivals([...rows, ...earlier.slice(0, 2)], source, 'file'), size);
        const dryRun: DryRun = { remembered: undefined, people_known: 0 };
        const foreseen: Outcome[] = [];
        for (const arrivals of batches) {
          const outcomes: Outcome[] = [];
          await inWorkspace(db.app, workspace, (tx) =>
            announce(tx, arrivalsForeseen, { workspace_id: workspace, arrivals, dry_run: dryRun, outcomes }),
          );
          foreseen.push(...outcomes);
        }
        expect([await count('touch', workspace), await count('person', workspace)]).toEqual(before);

        const real: Outcome[] = [];
        for (const batch of batches) real.push(...(await receive(db.app, workspace, batch)));
        expect(told(foreseen)).toEqual(told(real));
        const reached = real.filter((outcome) => !outcome.repeated).map((outcome) => outcome.person_id);
        const known = new Set(standing.map(({ person_id }) => person_id));
        expect(dryRun.people_known).toBe(new Set(reached.filter((id) => known.has(id))).size);
      },
    ),
    { seed: 20_260_504, numRuns: 60 },
  );
});
