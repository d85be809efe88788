import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringInFile } from '../src/flow/capture/index.ts';
import { withDatabase } from './harness/database.ts';
import { withWorkServer } from './harness/work-server.ts';

const db = await withDatabase();
const { administrator, openBrowser, workspaceId } = await withWorkServer(db);
const folder = await mkdtemp(join(tmpdir(), 'plumb-typed-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
let writeKey = '';

const own = [
  { key: 'discount', type: 'number' },
  { key: 'seats', type: 'number' },
  { key: 'contract_end', type: 'date' },
  { key: 'next_call', type: 'instant' },
  { key: 'pays_vat', type: 'boolean' },
  { key: 'plan', type: 'select', options: ['Starter', 'Enterprise'] },
  { key: 'tools', type: 'list' },
  { key: 'code', type: 'text' },
];

beforeAll(async () => {
  for (const field of own) {
    const made = await administrator.call('POST', '/api/custom-fields', {
      scope: 'person',
      label: field.key,
      ...field,
    });
    expect(made.status).toBe(201);
  }
  const scope = { scope: 'company', key: 'branches', type: 'number', label: 'Branches' };
  await administrator.call('POST', '/api/custom-fields', scope);
  writeKey = (await administrator.call('POST', '/api/keys', { kind: 'write', name: 'Site' })).body.token;
});

/** Enters somebody through a door, with fields by key. */
const doors = {
  form: (email: string, fields: Record<string, string>) =>
    openBrowser().call('POST', `/f/${writeKey}`, { email, ...fields }, { accept: 'application/json' }),
  traits: (email: string, fields: Record<string, string>) =>
    openBrowser().call('POST', '/v1/identify', { writeKey, userId: email, traits: { email, ...fields } }),
  API: (email: string, person: Record<string, string>) =>
    administrator.call('POST', '/api/leads', { source: 'manual', email, person }),
  file: async (email: string, fields: Record<string, string>) => {
    const names = ['email', ...Object.keys(fields)];
    const path = join(folder, `${email}.csv`);
    const cells = [email, ...Object.values(fields)].map((cell) => `"${cell}"`);
    await writeFile(path, `${names.join(';')}\n${cells.join(';')}\n`);
    const columns = names.map((column) => ({ column, target: { to: 'field', field: column } }));
    await writeFile(`${path}.json`, JSON.stringify({ columns }));
    return bringInFile(db.app, workspaceId, { path, mapping: `${path}.json`, most_bytes: 1e6 }, {});
  },
};

async function readPerson(email: string) {
  const { rows } = await sql<{
    fields: Record<string, unknown>;
    company: unknown;
    not_understood: unknown;
    raw: string;
  }>`
    select p.fields, p.company, t.properties -> 'not_understood' as not_understood, t.raw
    from person p join touch t on t.workspace_id = p.workspace_id and t.person_id = p.person_id
    where p.workspace_id = ${workspaceId} and p.fields ->> 'email' = ${email}`.execute(db.owner);
  expect(rows).toHaveLength(1);
  return rows[0] as (typeof rows)[number];
}

const written = {
  discount: '12,5',
  seats: '1 200',
  contract_end: '31.12.2025',
  next_call: '31.12.2025 09:30',
  pays_vat: 'да',
  plan: 'ENTERPRISE',
  tools: 'Excel, Jira',
  code: '007',
};

test.each(Object.entries(doors))('a %s brings values of the types that the fields have', async (name, enter) => {
  const email = `typed-by-${name.toLowerCase()}@fir.example`;
  await enter(email, written);
  const { fields, not_understood } = await readPerson(email);
  expect(fields).toMatchObject({
    discount: 12.5,
    seats: 1200,
    contract_end: '2025-12-31',
    // The workspace is in Chisinau.
    next_call: '2025-12-31T07:30:00.000Z',
    pays_vat: true,
    plan: 'Enterprise',
    tools: ['Excel', 'Jira'],
    code: '007',
  });
  expect(not_understood).toBeNull();
});

test.each(Object.entries(doors).filter(([name]) => name !== 'file'))(
  'what a %s says and no field can hold stays as it came, and the touch names it',
  async (name, enter) => {
    const email = `odd-by-${name.toLowerCase()}@fir.example`;
    const odd = { seats: 'a few', plan: 'Gold', contract_end: 'soon', employees: 'many', pays_vat: 'no' };
    await enter(email, odd);
    const { fields, not_understood, raw } = await readPerson(email);
    expect(fields).toMatchObject({ seats: 'a few', plan: 'Gold', contract_end: 'soon', employees: 'many' });
    expect(fields.pays_vat).toBe(false);
    expect([...(not_understood as string[])].sort()).toEqual(['contract_end', 'employees', 'plan', 'seats']);
    expect(raw).toContain('a few');
  },
);

test('a row with such a value is rejected with the column, the value and what was expected', async () => {
  const say = async (fields: Record<string, string>) => {
    const { import: done } = await doors.file(`row-${Object.keys(fields)}@fir.example`, fields);
    const { body } = await administrator.call('GET', `/api/imports/${done.import_id}/rejects`);
    return body.rejects.map(({ reason, detail }: { reason: string; detail: string }) => [reason, detail]);
  };
  expect(await say({ seats: 'a few' })).toEqual([['not_a_number', 'seats: "a few", expected a number']]);
  expect(await say({ contract_end: 'soon' })).toEqual([['not_a_date', 'contract_end: "soon", expected a date']]);
  expect(await say({ plan: 'Gold' })).toEqual([
    ['not_an_option', 'plan: "Gold", expected one of "Starter", "Enterprise"'],
  ]);
});

test('fields of companies too', async () => {
  const email = 'ceo@branches.example';
  await administrator.call('POST', '/api/leads', {
    source: 'manual',
    email,
    company: { name: 'B', branches: '1 000' },
  });
  expect((await readPerson(email)).company).toMatchObject({ branches: 1000 });
});
