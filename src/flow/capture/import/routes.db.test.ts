import { beforeEach, expect, test } from 'vitest';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withDoors } from '../../../../test/harness/doors.ts';
import { runDueJobs } from '../../../base/jobs.ts';
import { silentLog } from '../../../base/log.ts';
import { capture } from '../index.ts';

const db = await withDatabase();
const { server, browser, arrivals, secretKey, writeKey } = await withDoors(db);
beforeEach(() => arrivals.clear());

const work = () => runDueJobs(db, capture.jobs ?? [], { log: silentLog });

async function upload(text: string, headers: Record<string, string> = {}) {
  const answer = await server.inject({
    method: 'POST',
    url: '/api/imports?file_name=leads.csv',
    payload: text,
    headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'text/csv', ...headers },
  });
  return { status: answer.statusCode, body: answer.json() };
}

test('a file is uploaded, looked at, corrected, tried, run, and its rejected rows downloaded', async () => {
  const uploaded = await upload('Mitarbeiter,Mail\n10,a@b.co\nviele,b@b.co\n12,c@b.co');
  expect([uploaded.status, uploaded.body.state]).toEqual([201, 'uploaded']);
  const at = `/api/imports/${uploaded.body.import_id}`;

  const { body: preview } = await browser.call('GET', `${at}/preview`);
  expect(preview.columns).toMatchObject([
    {
      column: 'Mitarbeiter',
      samples: ['10', 'viele', '12'],
      because: 'nothing',
      suggested: { target: { to: 'property' } },
    },
    { column: 'Mail', because: 'header', suggested: { target: { to: 'field', field: 'email' } } },
  ]);
  const mapping = structuredClone(preview.mapping);
  mapping.columns[0].target = { to: 'field', field: 'employees' };
  expect((await browser.call('PATCH', at, { mapping })).body.mapping.columns[0].target.field).toBe('employees');

  expect((await browser.call('POST', `${at}/check`)).body.state).toBe('checking');
  await work();
  const { body: checked } = await browser.call('GET', at);
  expect(checked).toMatchObject({ state: 'checked', rows_total: 3, check: { would_keep: 2, rejected: 1 } });
  expect(await arrivals.list()).toEqual([]);

  expect((await browser.call('POST', `${at}/start`)).status).toBe(202);
  expect((await browser.call('PATCH', at, { mapping })).status).toBe(409);
  await work();
  const { body: done } = await browser.call('GET', at);
  expect(done).toMatchObject({ state: 'done', rows_read: 3, counts: { kept: 2, rejected: 1 } });
  expect(await arrivals.list()).toHaveLength(2);

  const { body: list } = await browser.call('GET', `${at}/rejects`);
  expect(list.rejects).toEqual([
    { row_no: 2, reason: 'not_a_number', detail: 'Mitarbeiter: "viele", expected a number', line: 'viele,b@b.co' },
  ]);
  const file = await browser.call('GET', `${at}/rejects.csv`);
  expect(file.headers['content-disposition']).toContain("filename*=UTF-8''rejected%20leads.csv");
  expect(file.body).toContain('viele,b@b.co');

  expect((await browser.call('GET', '/api/imports')).body.imports).toHaveLength(1);
  expect((await browser.call('DELETE', at)).status).toBe(204);
  expect((await browser.call('GET', at)).status).toBe(404);
  expect(await arrivals.list()).toHaveLength(2);
});

test('a saved mapping is offered for the next file with its header', async () => {
  const { body: first } = await upload('Kunde,Post\nAnn,a@b.co');
  const mapping = {
    ...first.mapping,
    event: 'Bought list',
    columns: [{ column: 'Kunde', target: { to: 'field', field: 'full_name' } }],
  };
  const saved = await browser.call('POST', '/api/import-mappings', {
    name: 'Partner',
    header: ['Kunde', 'Post'],
    mapping,
  });
  expect(saved.status).toBe(201);
  const { body: second } = await upload('post,KUNDE,Neu\nb@b.co,Bob,1');
  expect(second.mapping).toMatchObject({ event: 'Bought list', columns: [{ column: 'KUNDE' }] });
  const { body: all } = await browser.call('GET', '/api/import-mappings');
  expect(all.mappings.map(({ name }: { name: string }) => name)).toEqual([
    'Partner',
    'X Education leads',
    'Olist marketing qualified leads',
  ]);
  await browser.call('DELETE', `/api/import-mappings/${saved.body.import_mapping_id}`);
  expect((await upload('Kunde,Post\nAnn,a@b.co')).body.mapping.event).toBe('Imported');
});

test('a running import can be cancelled and goes on where it stopped', async () => {
  const { body } = await upload('Email\na@b.co\nb@b.co');
  const at = `/api/imports/${body.import_id}`;
  await browser.call('POST', `${at}/start`);
  expect((await browser.call('POST', `${at}/cancel`)).body.state).toBe('cancelled');
  await work();
  expect(await arrivals.list()).toEqual([]);
  await browser.call('POST', `${at}/start`);
  await work();
  expect((await browser.call('GET', at)).body).toMatchObject({ state: 'done', counts: { kept: 2 } });
});

test('what is no table is refused in words, and a write key may not import', async () => {
  const refused = await upload('PK\x03\x04');
  expect([refused.status, refused.body.code, refused.body.detail]).toEqual([
    422,
    'file_unreadable',
    expect.stringContaining('Excel'),
  ]);
  expect((await upload('a,b', { authorization: `Bearer ${writeKey}` })).status).toBe(403);
  expect((await upload('a'.repeat(1_100_000))).status).toBe(413);
});
