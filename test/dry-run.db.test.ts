import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { bringInFile, tryFile } from '../src/flow/capture/index.ts';
import { withDatabase } from './harness/database.ts';
import { withWorkServer } from './harness/work-server.ts';

const db = await withDatabase();
const { workspaceId, arrive } = await withWorkServer(db);
const folder = await mkdtemp(join(tmpdir(), 'plumb-dry-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A file of several batches: people in many rows, rows twice, rows of nobody, people who are here, and interests. */
function writeRows(): string[] {
  const rows = ['E-mail,Name,Phone,Employees'];
  for (let i = 0; i < 7_000; i++) {
    const person = (i * 7919) % 2_500;
    const name = person % 3 === 0 ? '' : `Person ${person}`;
    const phone = person % 11 === 0 ? `+4072100${String(person).padStart(4, '0')}` : '';
    const email = person % 13 === 0 ? '' : `p${person}@company${person % 400}.example`;
    rows.push(`${email},${name},${phone},${i % 97 === 0 ? 'many' : person}`);
  }
  return [...rows, ',,,5', '"open'];
}

test('a dry run says of a file exactly what the import of it then does', async () => {
  for (const n of [1, 2, 3, 4]) await arrive({ email: `p${n}@company${n}.example` }, { fields: { title: 'CTO' } });
  const path = join(folder, 'people.csv');
  await writeFile(path, writeRows().join('\n'));
  const wanted = { path, most_bytes: 1e7 };
  const { import: tried } = await tryFile(db.app, workspaceId, wanted, {});
  const { import: done } = await bringInFile(db.app, workspaceId, wanted, {});
  const { kept, repeated, rejected, people_created, leads_opened, interests_created, companies_created } = done.counts;
  expect([kept, repeated, rejected, people_created, leads_opened, companies_created].every((each) => each > 0)).toBe(
    true,
  );
  expect(tried.check).toMatchObject({
    rows: done.counts.rows,
    would_keep: kept,
    repeated,
    rejected,
    people_created,
    people_known: 4,
    leads_opened,
    interests_created,
    companies_created,
    reasons: done.counts.reasons,
  });
  const { rows } = await sql`
    select count(*) from person where workspace_id = ${workspaceId} and merged_into is null`.execute(db.owner);
  expect(rows).toEqual([{ count: people_created + 4 }]);

  const { import: again } = await tryFile(db.app, workspaceId, wanted, {});
  expect(again.check).toMatchObject({ would_keep: 0, repeated: kept + repeated, people_created: 0, people_known: 0 });
});
