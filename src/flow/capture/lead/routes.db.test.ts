import { beforeEach, expect, test } from 'vitest';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withDoors } from '../../../../test/harness/doors.ts';

const db = await withDatabase();
const { server, browser, arrivals, secretKey, writeKey } = await withDoors(db);
beforeEach(() => arrivals.clear());

function send(body: object, headers: Record<string, string> = {}) {
  return server.inject({
    method: 'POST',
    url: '/api/leads',
    payload: body,
    headers: { authorization: `Bearer ${secretKey}`, ...headers },
  });
}

test('a lead is kept under its source, with what it says about person and company', async () => {
  const answer = await send({
    source: 'api',
    email: 'ada@acme.com',
    foreign_id: 'crm:7',
    person: { first_name: 'Ada', last_name: 'Love', employees: '250' },
    company: { name: 'Acme', revenue: 1000000 },
    subject: 'Demo',
    message: 'Please call',
    occurred_at: '2026-01-02T03:04:05+02:00',
    properties: { url: 'https://acme.com/?utm_source=x', deal: { size: 3 } },
  });
  expect([answer.statusCode, answer.json()]).toEqual([
    201,
    expect.objectContaining({ repeated: false, person_created: true, person_id: expect.any(Number) }),
  ]);
  const [kept] = await arrivals.list();
  expect(kept).toMatchObject({
    type: 'lead',
    channel: 'api',
    occurred_at: Date.parse('2026-01-02T01:04:05Z'),
    claims: { email: 'ada@acme.com', foreign_id: 'crm:7' },
    fields: { full_name: 'Ada Love', company_name: 'Acme', employees: 250, subject: 'Demo', message: 'Please call' },
    company: { name: 'Acme', revenue: 1_000_000, employees: 250 },
    properties: { 'deal.size': 3, utm_source: 'x' },
  });
});

test('the same idempotency key is the same lead', async () => {
  const lead = { source: 'api', email: 'ada@acme.com' };
  await send(lead, { 'idempotency-key': 'k' });
  expect((await send({ ...lead, message: 'again' }, { 'idempotency-key': 'k' })).json().repeated).toBe(true);
  expect((await send({ ...lead, idempotency_key: 'k' })).json().repeated).toBe(true);
  expect(await arrivals.list()).toHaveLength(1);
});

test('what is wrong is told by its path, kept, and read again once the source exists', async () => {
  const refused = await send({
    source: 'linkedin',
    email: 'ada@acme.com',
    foreign_id: 'no system',
    occurred_at: 'yesterday',
  });
  expect([refused.statusCode, refused.json().code]).toEqual([400, 'invalid_input']);
  expect(refused.json().errors.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
    'body.foreign_id',
    'body.occurred_at',
    'body.source',
  ]);
  expect((await send({ email: 'x@y.co' })).json().errors[0].path).toEqual(['body', 'source']);
  expect((await send({ source: 'linkedin', email: 'ada@acme.com' })).statusCode).toBe(400);
  await browser.call('POST', '/api/sources', { name: 'LinkedIn', channel: 'ads', key: 'linkedin' });
  const { body } = await browser.call('POST', '/api/unreadable/replay', { door: 'lead' });
  expect(body).toEqual({ replayed: 1, still_unreadable: 2, left: 0 });
  expect((await arrivals.list()).map(({ channel, claims }) => [channel, claims.email])).toEqual([
    ['ads', 'ada@acme.com'],
  ]);
});

test('a lead that says nothing of anybody, or has no e-mail where one should be, is refused', async () => {
  const path = async (lead: object) => (await send({ source: 'api', ...lead })).json().errors[0].path;
  expect(await path({})).toEqual(['body']);
  expect(await path({ message: 'hello', person: { title: '' } })).toEqual(['body']);
  expect(await path({ email: 'ada at acme' })).toEqual(['body', 'email']);
  expect((await send({ source: 'api', company: { name: 'Acme' } })).statusCode).toBe(201);
});

test('a user’s mistake in the form by hand is told, not kept', async () => {
  const before = (await browser.call('GET', '/api/unreadable')).body.waiting;
  expect((await browser.call('POST', '/api/leads', { source: 'nowhere' })).status).toBe(400);
  expect((await browser.call('POST', '/api/leads', { source: 'manual', phone: '+40 21 1234567' })).status).toBe(201);
  expect((await browser.call('GET', '/api/unreadable')).body.waiting).toBe(before);
});

test('a public write key may not enter leads', async () => {
  expect((await send({ source: 'api' }, { authorization: `Bearer ${writeKey}` })).statusCode).toBe(403);
});
