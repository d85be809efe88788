import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createTestWorkspace, withDatabase } from '../../test/harness/database.ts';
import { inWorkspace } from './db.ts';

const db = await withDatabase();
const workspaceId = await createTestWorkspace(db);

await sql`
  create table thing (workspace_id integer not null, thing_id bigint primary key, folded jsonb not null, search text not null);
  create index thing_folded on thing using gin (folded jsonb_path_ops);
  create index thing_search on thing using gin (search gin_trgm_ops);
  create index thing_name on thing (workspace_id, (folded ->> 'name'));
  select plumb_protect('thing')`.execute(db.owner);
await sql`
  insert into thing
  select ${workspaceId}, n, jsonb_build_object('name', 'name ' || n), 'somebody number ' || n
  from generate_series(1, 30000) n`.execute(db.owner);
await sql`analyze thing`.execute(db.owner);

test.each([
  ['a field that contains', sql`folded @> '{"name": "name 777"}'`, 'thing_folded'],
  ['a piece of text', sql`search like '%number 29876%'`, 'thing_search'],
  ['a field that equals', sql`folded ->> 'name' = 'name 777'`, 'thing_name'],
])('row-level security leaves the index for %s in use', async (_what, condition, index) => {
  const plan = await inWorkspace(db.app, workspaceId, (tx) =>
    sql`explain select from thing where ${condition}`.execute(tx),
  );
  expect(JSON.stringify(plan.rows)).toContain(index);
});
