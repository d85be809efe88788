import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { Analytics } from '@segment/analytics-node';
import { beforeEach, expect, test } from 'vitest';
import { withDatabase } from '../../../../test/harness/database.ts';
import { withDoors } from '../../../../test/harness/doors.ts';

const db = await withDatabase();
const { server, browser, arrivals, writeKey } = await withDoors(db);
const basic = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;

beforeEach(() => arrivals.clear());

function send(url: string, body: unknown, headers: Record<string, string> = {}) {
  const payload = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
  return server.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/json', ...headers } });
}

async function listUnreadable() {
  const { body } = await browser.call('GET', '/api/unreadable');
  return body.unreadable;
}

test('the unchanged client of the protocol is understood', async () => {
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const errors: unknown[] = [];
  const client = new Analytics({ writeKey, host: `http://127.0.0.1:${port}`, flushAt: 4, maxRetries: 0 });
  client.on('error', (error) => errors.push(error));
  client.identify({ userId: 'u1', traits: { email: 'ada@acme.com', name: 'Ada Love' } });
  client.track({ userId: 'u1', event: 'Trial requested', properties: { plan: 'pro' } });
  client.page({ anonymousId: 'a1', name: 'Pricing', properties: { url: 'https://acme.com/pricing' } });
  client.group({ userId: 'u1', groupId: 'g1', traits: { name: 'Acme' } });
  // What is flushed together goes out in two requests at once, and either may be kept first.
  await client.flush();
  client.alias({ userId: 'u1', previousId: 'a1' });
  client.screen({ userId: 'u1', name: 'Home' });
  await client.closeAndFlush();
  expect(errors).toEqual([]);
  const kept = await arrivals.list();
  expect(kept.map(({ type, event }) => [type, event])).toEqual([
    ['identify', null],
    ['track', 'Trial requested'],
    ['page', 'Pricing'],
    ['group', null],
    ['alias', null],
    ['screen', 'Home'],
  ]);
  expect(kept[0]).toMatchObject({
    channel: 'tracking',
    claims: { user_id: 'u1', email: 'ada@acme.com' },
    fields: { full_name: 'Ada Love' },
  });
  expect(kept[4]?.claims).toEqual({ user_id: 'u1', previous_id: 'a1' });
  expect(Math.abs((kept[0]?.occurred_at ?? 0) - Date.now())).toBeLessThan(60_000);
});

test.each([
  ['identify', 'i'],
  ['track', 't'],
  ['page', 'p'],
  ['screen', 's'],
  ['group', 'g'],
  ['alias', 'a'],
])('/v1/%s and its short form /v1/%s take one message', async (long, short) => {
  for (const name of [long, short]) {
    const message = { userId: 'u', event: 'e', groupId: 'g', previousId: 'p', messageId: name, writeKey };
    const answer = await send(`/v1/${name}`, message, { 'content-type': 'text/plain' });
    expect([answer.statusCode, answer.body]).toEqual([200, '{"success":true}']);
  }
  expect((await arrivals.list()).map(({ type, idempotency_key }) => [type, idempotency_key])).toEqual([
    [long, long],
    [long, short],
  ]);
});

test('a repeated message is kept once', async () => {
  const body = { batch: [{ type: 'track', userId: 'u', event: 'e', messageId: 'm' }] };
  for (let i = 0; i < 3; i++) expect((await send('/v1/batch', body, { authorization: basic })).statusCode).toBe(200);
  expect(await arrivals.list()).toHaveLength(1);
});

test('a compressed batch is unpacked, and its sender’s clock corrected', async () => {
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
  const body = {
    sentAt: hourAgo,
    batch: [{ type: 'track', userId: 'u', event: 'e', messageId: 'm', timestamp: hourAgo }],
  };
  const headers = { authorization: basic, 'content-encoding': 'gzip' };
  expect((await send('/v1/b', gzipSync(JSON.stringify(body)), headers)).statusCode).toBe(200);
  expect(Math.abs(((await arrivals.list())[0]?.occurred_at ?? 0) - Date.now())).toBeLessThan(10_000);
});

test('what cannot be understood of a batch does not lose the rest, is listed, and can be read again', async () => {
  const long = {
    type: 'track',
    userId: 'u',
    event: 'long',
    messageId: 'long',
    properties: { text: 'x'.repeat(33_000) },
  };
  const text = `{"writeKey":"${writeKey}","batch":[{"type":"track","userId":"u","event":"ok","messageId":"ok"},
    {"type":"track","userId":"u"},${JSON.stringify(long)},{"a":NaN},{"type":"track","userId":"u","event":"poison","messageId":"bad"}]}`;
  const answer = await send('/v1/batch', text);
  expect([answer.statusCode, answer.body]).toEqual([200, '{"success":true}']);
  expect((await arrivals.list()).map(({ event }) => event)).toEqual(['ok']);
  const unreadable = await listUnreadable();
  expect(unreadable.map((each: { problems: { message: string }[] }) => each.problems[0]?.message)).toEqual([
    'invalid input syntax for type integer: "x"',
    expect.stringContaining('not valid JSON'),
    expect.stringContaining('expected a message of at most 32768'),
    'missing: expected a text that is not empty',
  ]);
  expect(unreadable[3]).toMatchObject({ door: 'segment', body: '{"type":"track","userId":"u"}', state: 'waiting' });

  const { body: replayed } = await browser.call('POST', '/api/unreadable/replay', {});
  expect(replayed).toEqual({ replayed: 1, still_unreadable: 3, left: 0 });
  expect((await arrivals.list()).map(({ event }) => event)).toEqual(['ok', 'long']);
  const { body: dismissed } = await browser.call('POST', '/api/unreadable/dismiss', {});
  expect(dismissed).toEqual({ dismissed: 3 });
  expect(await listUnreadable()).toEqual([]);
});

test('a body beyond the limits, or that is no JSON, is kept and answered 400', async () => {
  const many = { batch: Array.from({ length: 2_501 }, (_, n) => ({ type: 'page', userId: 'u', messageId: `m${n}` })) };
  const bodies = [
    JSON.stringify(many),
    JSON.stringify({ batch: [], pad: 'x'.repeat(512_000) }),
    '{"batch":',
    '\u0000\u0001',
  ];
  for (const body of bodies) {
    const answer = await send('/v1/batch', body, { authorization: basic });
    expect([answer.statusCode, answer.json().success]).toEqual([400, false]);
  }
  expect(await listUnreadable()).toHaveLength(bodies.length);
  const { body } = await browser.call('POST', '/api/unreadable/replay', {});
  expect(body).toEqual({ replayed: 2, still_unreadable: 2, left: 0 });
  expect(await arrivals.list()).toHaveLength(2_501);
  await browser.call('POST', '/api/unreadable/dismiss', {});
});

test('without a valid write key nothing is kept', async () => {
  const body = { batch: [{ type: 'track', userId: 'u', event: 'e' }] };
  expect((await send('/v1/batch', body)).statusCode).toBe(401);
  expect((await send('/v1/batch', { ...body, writeKey: `plwk_${'x'.repeat(43)}` })).statusCode).toBe(401);
  expect(await arrivals.list()).toEqual([]);
});

test('a browser on another site may ask and send', async () => {
  const asked = await server.inject({ method: 'OPTIONS', url: '/v1/t', headers: { origin: 'https://acme.com' } });
  expect([asked.statusCode, asked.headers['access-control-allow-origin']]).toEqual([204, '*']);
  const refused = await send('/v1/t', { userId: 'u', event: 'e' }, { origin: 'https://acme.com' });
  expect(refused.headers['access-control-allow-origin']).toBe('*');
});

test('a source says that it is heard', async () => {
  await send('/v1/p', { userId: 'u', name: 'Pricing', writeKey, properties: { url: 'https://acme.com/pricing' } });
  const { body: list } = await browser.call('GET', '/api/sources');
  const website = list.sources.find((source: { key: string }) => source.key === 'website');
  const { body } = await browser.call('GET', `/api/sources/${website.source_id}/heard`);
  expect(body.latest[0]).toMatchObject({ type: 'page', event: 'Pricing', url: 'https://acme.com/pricing' });
  expect(body.touches_today).toBeGreaterThan(0);
  const { body: days } = await browser.call('GET', '/api/sources/days?from=2000-01-01&to=2100-01-01');
  expect(days.days).toEqual([expect.objectContaining({ source_id: website.source_id, touches: body.touches_today })]);
});
