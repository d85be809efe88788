import { expect, test, vi } from 'vitest';
import { isEvent, isPage, letMinutePass, loaded, plumb, publish, uuidForm, withVisitor } from './test-site-visitor.ts';

const visitor = withVisitor();

test('a visit sends one page view, across origins and without a preflight', async () => {
  const { page, site } = visitor;
  publish(site, '/start', { title: 'Start here' });
  await page.goto(`${site.origin}/start?colour=blue#part`);
  const message = await site.receive(isPage('/start'));
  expect(message.anonymousId).toMatch(uuidForm);
  expect(message.messageId).toMatch(uuidForm);
  expect(Math.abs(Date.parse(message.timestamp) - Date.now())).toBeLessThan(10_000);
  const place = {
    path: '/start',
    url: `${site.origin}/start?colour=blue`,
    search: '?colour=blue',
    title: 'Start here',
    referrer: '',
  };
  expect(message.properties).toEqual(place);
  expect(message.context).toMatchObject({ page: place, locale: 'en-US', library: { name: 'plumb.js' } });
  expect(message.context.timezone).toBeTruthy();
  expect(message.context.campaign).toBeUndefined();
  expect(site.deliveries).toMatchObject([
    { method: 'POST', contentType: 'text/plain;charset=UTF-8', writeKey: 'plwk_test' },
  ]);
  expect(site.messages()).toHaveLength(1);
});

test('what the server could not take is sent again as the same message', async () => {
  const { page, site } = visitor;
  await page.clock.install();
  publish(site, '/start');
  site.answer = 503;
  await page.goto(`${site.origin}/start`);
  await site.delivered(1);
  site.answer = 'cut';
  await page.clock.fastForward(3_000);
  await site.delivered(2);
  site.answer = 200;
  await page.clock.fastForward(60_000);
  const message = await site.receive(isPage('/start'));
  expect(site.deliveries.map(({ batch }) => batch[0]?.messageId)).toEqual(site.deliveries.map(() => message.messageId));
  await page.waitForFunction(() => localStorage.getItem('plumb_outbox') === null);
});

test('what a page could not send goes out with the next one, as the same message', async () => {
  const { page, site } = visitor;
  publish(site, '/start');
  publish(site, '/next');
  site.answer = 'cut';
  await page.goto(`${site.origin}/start`);
  await site.delivered(1);
  const [lost] = site.deliveries[0]?.batch ?? [];
  await page.goto('about:blank');
  site.answer = 200;
  await page.goto(`${site.origin}/next`);
  const message = await site.receive(isPage('/start'));
  expect(message.messageId).toBe(lost?.messageId);
  expect(message.timestamp).toBe(lost?.timestamp);
  await site.receive(isPage('/next'));
  await page.waitForFunction(() => localStorage.getItem('plumb_outbox') === null);
});

test('what the server refuses is not sent again', async () => {
  const { page, site } = visitor;
  await page.clock.install();
  publish(site, '/start');
  site.answer = 401;
  await page.goto(`${site.origin}/start`);
  await site.delivered(1);
  await page.waitForFunction(() => localStorage.getItem('plumb_outbox') === null);
  await letMinutePass(page);
  expect(site.deliveries).toHaveLength(1);
});

test('a backlog goes out in pieces that browsers let through', async () => {
  const { page, site } = visitor;
  await page.clock.install();
  publish(site, '/start');
  site.answer = 503;
  await page.goto(`${site.origin}/start`);
  await loaded(page);
  const text = 'ж'.repeat(2000);
  await plumb(page, ...Array.from({ length: 40 }, (_, n) => ['track', 'Long', { n, text }]));
  await site.delivered(1);
  site.answer = 200;
  await page.clock.fastForward(60_000);
  await vi.waitUntil(
    () =>
      new Set(
        site
          .messages()
          .filter(isEvent('Long'))
          .map((message) => message.properties.n),
      ).size === 40,
    { timeout: 15_000 },
  );
  for (const { batch } of site.deliveries) expect(Buffer.byteLength(JSON.stringify(batch))).toBeLessThan(64_000);
});

test('a browser without keepalive sends by beacon when the page is left', async () => {
  const { page, site } = visitor;
  await page.addInitScript(() => delete (Request.prototype as { keepalive?: boolean }).keepalive);
  publish(site, '/start');
  publish(site, '/next');
  await page.goto(`${site.origin}/start`);
  await site.receive(isPage('/start'));
  await page.evaluate(() => {
    (window as never as { plumb: (...call: unknown[]) => void }).plumb('track', 'Last word');
    location.href = '/next';
  });
  await site.receive(isEvent('Last word'));
  // A profile that is closed while it goes from page to page may never finish closing.
  await page.waitForURL('**/next');
  expect(
    site.deliveries.every(({ method, contentType }) => method === 'POST' && /^text\/plain/i.test(contentType)),
  ).toBe(true);
});
