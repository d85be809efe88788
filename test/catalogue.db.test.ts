import { type RawBuilder, sql } from 'kysely';
import { expect, test } from 'vitest';
import { type Db, inWorkspace } from '../src/base/db.ts';
import { kinds, readTables, stripRules, type Table } from './harness/catalogue.ts';
import { createTestWorkspace, withDatabase } from './harness/database.ts';

const db = await withDatabase();
const tables = await readTables(db.owner);
const ofWorkspaces = tables.filter((table) => table.columns.includes('workspace_id'));
const named = (some: Table[]) => some.map((table) => table.name);
const kindOf = new Map(tables.map((table) => [table.name, table.kind]));

test('every table says of which kind it is, and what it holds', () => {
  const silent = tables.filter(
    ({ kind, comment }) => !kinds.some((each) => each === kind) || comment.length < kind.length + 10,
  );
  expect(named(silent)).toEqual([]);
});

test('every table with a workspace is bound by row-level security', () => {
  const own = '(workspace_id = plumb_workspace())';
  const open = ofWorkspaces.filter(
    ({ row_security, policies }) =>
      !row_security ||
      policies.length === 0 ||
      policies.some(({ using, check }) => using !== own || (check !== null && check !== own)),
  );
  expect(named(open)).toEqual([]);
});

test('what has no workspace stays on the coordinator, and is no table of people', () => {
  const misplaced = tables.filter((table) => !table.columns.includes('workspace_id') && table.kind !== 'local');
  expect(named(misplaced)).toEqual([]);
});

test('people tables carry workspace and person in every key, so that all of one person lives on one node', () => {
  const people = tables.filter((table) => table.kind === 'people');
  expect(people.length).toBeGreaterThan(0);
  const without = people.filter(
    ({ unique_keys }) =>
      unique_keys.length === 0 ||
      unique_keys.some((key) => !key.includes('workspace_id') || !key.includes('person_id')),
  );
  expect(named(without)).toEqual([]);
});

test('people tables refer only to person and to configuration', () => {
  const references = tables
    .filter((table) => table.kind === 'people')
    .flatMap(({ name, refers_to }) => refers_to.map((to) => ({ name, ...to })));
  const wrong = references.filter(({ table, columns }) =>
    table === 'person'
      ? !columns.includes('person_id') || !columns.includes('workspace_id')
      : kindOf.get(table) !== 'config',
  );
  expect(wrong).toEqual([]);
});

test('value tables are keyed by workspace and value; configuration refers to configuration only', () => {
  const unkeyed = tables.filter(
    (table) => table.kind === 'value' && table.unique_keys.some((key) => !key.includes('workspace_id')),
  );
  expect(named(unkeyed)).toEqual([]);
  const pointing = tables.filter(
    (table) =>
      table.kind === 'config' &&
      table.refers_to.some((to) => kindOf.get(to.table) !== 'config' && kindOf.get(to.table) !== 'local'),
  );
  expect(named(pointing)).toEqual([]);
});

test('nothing runs past row-level security but functions with a fixed search path', async () => {
  const { rows: functions } = await sql<{ name: string }>`
    select oid::regprocedure::text as name from pg_proc
    where pronamespace = 'public'::regnamespace and prosecdef
      -- A body in standard SQL is bound to its tables when it is made, whatever the path.
      and prosqlbody is null
      and not exists (select from unnest(proconfig) setting where setting like 'search_path=%')`.execute(db.owner);
  expect(functions).toEqual([]);
  const { rows: views } = await sql<{ name: string }>`
    select oid::regclass::text as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')
      and not coalesce(reloptions @> array['security_invoker=true'] or reloptions @> array['security_invoker=on'], false)`.execute(
    db.owner,
  );
  expect(views).toEqual([]);
});

test('crossing workspaces fails on every table, whichever way it is tried', async () => {
  const ours = await createTestWorkspace(db);
  const theirs = await createTestWorkspace(db);
  await stripRules(db.owner, tables);
  const found: string[] = [];
  for (const table of ofWorkspaces) {
    if (table.name !== 'workspace') await addRow(table, [ours, theirs]);
    for (const trespass of await listTrespasses(table, ours, theirs)) found.push(`${table.name}: ${trespass}`);
  }
  expect(found).toEqual([]);
  expect(ofWorkspaces.length).toBeGreaterThan(15);
});

async function addRow(table: Table, workspaces: number[]): Promise<void> {
  for (const id of workspaces)
    await sql`insert into ${sql.id(table.name)} (workspace_id) values (${id})`.execute(db.owner);
}

/** Every way in which a transaction of `ours`, or of none, reaches a row that is not its own, in words. */
async function listTrespasses({ name, rights }: Table, ours: number, theirs: number): Promise<string[]> {
  const table = sql.id(name);
  const attempts: [string, number | undefined, RawBuilder<unknown>][] = [
    ['sees', ours, sql`select 1 from ${table} where workspace_id is distinct from ${ours}`],
    ['changes', ours, sql`update ${table} set workspace_id = workspace_id where workspace_id = ${theirs} returning 1`],
    ['removes', ours, sql`delete from ${table} where workspace_id = ${theirs} returning 1`],
    ['adds', ours, sql`insert into ${table} (workspace_id) values (${theirs}) returning 1`],
    ['gives away', ours, sql`update ${table} set workspace_id = ${theirs} where workspace_id = ${ours} returning 1`],
    ['sees without a workspace', undefined, sql`select 1 from ${table}`],
    ['changes without a workspace', undefined, sql`update ${table} set workspace_id = workspace_id returning 1`],
    ['removes without a workspace', undefined, sql`delete from ${table} returning 1`],
    ['adds without a workspace', undefined, sql`insert into ${table} (workspace_id) values (${ours}) returning 1`],
  ];
  const reached: string[] = [];
  for (const [what, workspace, statement] of attempts) {
    if ((await countReached(workspace, statement)) > 0) reached.push(what);
  }
  if (rights.includes('truncate')) reached.push('empties');
  // A test that cannot see at all would find nothing: its own row is there for whoever may read.
  const own = await countReached(ours, sql`select 1 from ${table} where workspace_id = ${ours}`);
  if (rights.includes('select') && own !== 1) reached.push(`sees ${own} rows of its own: expected 1`);
  return reached;
}

/** How many rows a statement reaches under plumb_app; none where it is refused. Any other error is thrown. */
async function countReached(workspace: number | undefined, statement: RawBuilder<unknown>): Promise<number> {
  const counted = sql<{ rows: number }>`with tried as (${statement}) select count(*) as rows from tried`;
  const run = async (connection: Db) => (await counted.execute(connection)).rows[0]?.rows ?? 0;
  try {
    return await (workspace === undefined ? run(db.app) : inWorkspace(db.app, workspace, run));
  } catch (error) {
    if (/row-level security|permission denied/.test(String(error))) return 0;
    throw error;
  }
}
