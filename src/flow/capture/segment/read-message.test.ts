import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MessageEnvelope, readInstant, readMessage } from './read-message.ts';

const noon = Date.parse('2026-03-01T12:00:00Z');
const envelope: MessageEnvelope = { source_id: 3, channel: 'tracking', received_at: noon, sent_at: undefined };

function read(message: unknown, changed: Partial<MessageEnvelope> = {}) {
  const result = readMessage(message, JSON.stringify(message), { ...envelope, ...changed });
  if (result.kind === 'unreadable') throw new Error(JSON.stringify(result.problems));
  return result.arrival;
}

function problemsOf(message: unknown) {
  const result = readMessage(message, JSON.stringify(message), envelope);
  return result.kind === 'unreadable' ? result.problems : [];
}

test('traits become claims, fields and company', () => {
  const arrival = read({
    type: 'identify',
    userId: 'u1',
    messageId: 'm1',
    traits: {
      email: 'Ada@Acme.com',
      firstName: 'Ada',
      lastName: 'Löve',
      jobTitle: 'Head of Sales',
      employeeCount: '1,200',
      plan: 'gold',
      company: { id: 42, name: 'Acme', industry: 'Software', website: 'https://acme.com', tier: 'A' },
      address: { city: 'Iași', country: 'Romania' },
      nickname: '',
    },
  });
  expect(arrival.idempotency_key).toBe('m1');
  expect(arrival.claims).toEqual({ user_id: 'u1', email: 'Ada@Acme.com', group_id: '42' });
  expect(arrival.fields).toEqual({
    first_name: 'Ada',
    last_name: 'Löve',
    full_name: 'Ada Löve',
    title: 'Head of Sales',
    employees: 1200,
    plan: 'gold',
    city: 'Iași',
    country: 'Romania',
    company_name: 'Acme',
    industry: 'Software',
  });
  expect(arrival.company).toEqual({
    name: 'Acme',
    industry: 'Software',
    website: 'https://acme.com',
    tier: 'A',
    employees: 1200,
  });
  expect(arrival.properties).toMatchObject({ 'trait.plan': 'gold', 'trait.company.tier': 'A' });
});

test('a page view knows its address, where the visitor came from and which campaign brought them', () => {
  const arrival = read({
    type: 'page',
    anonymousId: 'a1',
    name: 'Pricing',
    properties: { url: 'https://www.Acme.com:8080/pricing?utm_source=google&gclid=x1', title: 'Prices' },
    context: { page: { referrer: 'https://google.com/' }, campaign: { name: 'spring', medium: 'cpc' } },
  });
  expect(arrival).toMatchObject({ type: 'page', event: 'Pricing' });
  expect(arrival.properties).toEqual({
    url: 'https://www.Acme.com:8080/pricing?utm_source=google&gclid=x1',
    host: 'www.acme.com',
    path: '/pricing',
    search: '?utm_source=google&gclid=x1',
    title: 'Prices',
    referrer: 'https://google.com/',
    utm_source: 'google',
    utm_campaign: 'spring',
    utm_medium: 'cpc',
    gclid: 'x1',
  });
});

test('a form that the tracker captured is a form under its name, like one that was posted', () => {
  const submit = (form: unknown) =>
    read({
      type: 'track',
      anonymousId: 'a',
      event: 'Form Submitted',
      properties: { form, fields: { email: 'a@b.co' } },
    });
  expect(submit('inquiry')).toMatchObject({ type: 'form', event: 'inquiry', properties: { form: 'inquiry' } });
  for (const nameless of [undefined, '', 7])
    expect(submit(nameless)).toMatchObject({ type: 'track', event: 'Form Submitted' });
  expect(read({ type: 'track', anonymousId: 'a', event: 'Sent', properties: { form: 'x' } }).type).toBe('track');
});

test('properties are flat: dotted keys, lists of scalars, no nulls', () => {
  const { properties } = read({
    type: 'track',
    userId: 7,
    event: 'Order',
    properties: {
      total: 9.5,
      empty: null,
      cart: { id: 'c', items: [{ sku: 'x' }, { sku: 'y' }] },
      tags: ['a', null, 'b'],
      bad: 'a\u0000b\ud800',
    },
  });
  expect(properties).toEqual({
    total: 9.5,
    'cart.id': 'c',
    'cart.items.0.sku': 'x',
    'cart.items.1.sku': 'y',
    tags: ['a', 'b'],
    bad: 'ab\ufffd',
  });
});

test('the sender’s clock is corrected by when it says it sent', () => {
  const message = { type: 'track', userId: 'u', event: 'e', timestamp: '2026-03-01T10:00:00Z' };
  expect(read(message).occurred_at).toBe(noon - 2 * 3_600_000);
  // The sender's clock is an hour slow: it sent at 11:00 by it, so what it calls 10:00 was 11:00.
  expect(read({ ...message, sentAt: '2026-03-01T11:00:00Z' }).occurred_at).toBe(noon - 3_600_000);
  expect(read(message, { sent_at: Date.parse('2026-03-01T11:00:00Z') }).occurred_at).toBe(noon - 3_600_000);
  expect(read({ ...message, sentAt: '2025-01-01T00:00:00Z', receivedAt: '2025-01-01T00:00:01Z' }).occurred_at).toBe(
    noon - 2 * 3_600_000,
  );
  expect(read({ ...message, timestamp: undefined }).occurred_at).toBe(noon);
});

test('an instant is read the same from ISO text, milliseconds and seconds', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }), (seconds) => {
      const iso = new Date(seconds * 1000).toISOString();
      expect([iso, seconds, seconds * 1000, String(seconds), String(seconds * 1000)].map(readInstant)).toEqual(
        new Array(5).fill(seconds * 1000),
      );
    }),
    { seed: 7 },
  );
  expect(['yesterday', '', '2026-13-45', -1, Number.NaN, null, {}].map(readInstant)).toEqual(
    new Array(7).fill(undefined),
  );
});

test('without a message id the content is the key, and for one without a time the hour too', () => {
  const timed = { type: 'track', userId: 'u', event: 'e', timestamp: '2026-03-01T10:00:00Z' };
  expect(read(timed).idempotency_key).toBe(read(timed, { received_at: noon + 86_400_000 }).idempotency_key);
  expect(read(timed).idempotency_key).not.toBe(read({ ...timed, event: 'f' }).idempotency_key);
  const timeless = { type: 'track', userId: 'u', event: 'e' };
  expect(read(timeless).idempotency_key).toBe(read(timeless, { received_at: noon + 1000 }).idempotency_key);
  expect(read(timeless).idempotency_key).not.toBe(read(timeless, { received_at: noon + 86_400_000 }).idempotency_key);
});

test.each([
  [null, []],
  [{ type: 'purchase', userId: 'u' }, ['type']],
  [{ type: 'track', event: 'e' }, ['userId']],
  [{ type: 'track', userId: 'u' }, ['event']],
  [{ type: 'track', userId: { id: 1 }, event: 'e' }, ['userId']],
  [{ type: 'group', userId: 'u' }, ['groupId']],
  [{ type: 'alias', userId: 'u' }, ['previousId']],
  [{ type: 'page', userId: 'u', timestamp: 'soon' }, ['timestamp']],
])('%j is not understood, with the path to why', (message, path) => {
  expect(problemsOf(message)).toEqual([{ path, message: expect.stringContaining('expected') }]);
});

test('nothing that a client can send makes reading throw', () => {
  const keys = fc.constantFrom(
    'type',
    'userId',
    'traits',
    'properties',
    'context',
    'event',
    'timestamp',
    'messageId',
    'x',
  );
  const message = fc.dictionary(keys, fc.oneof(fc.jsonValue(), fc.constantFrom('identify', 'track', 'page', 'group')));
  fc.assert(
    fc.property(message, (each) => {
      const result = readMessage(each, JSON.stringify(each), envelope);
      if (result.kind === 'read') expect(Object.values(result.arrival.properties).every((v) => v !== null)).toBe(true);
    }),
    { seed: 11, numRuns: 1000 },
  );
});
