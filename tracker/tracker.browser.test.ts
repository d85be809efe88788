import { expect, test, vi } from 'vitest';
import { trackerTag } from './test-site.ts';
import {
  isEvent,
  isIdentify,
  isPage,
  letMinutePass,
  loaded,
  plumb,
  publish,
  readStorage,
  uuidForm,
  withVisitor,
} from './test-site-visitor.ts';

const visitor = withVisitor();
const stub = 'window.plumb=window.plumb||function(){(plumb.q=plumb.q||[]).push(arguments)}';

test('a visitor keeps one id in cookie and local storage, and either brings back the other', async () => {
  const { context, page, site } = visitor;
  publish(site, '/start');
  await page.goto(`${site.origin}/start`);
  const { anonymousId } = await site.receive(isPage('/start'));
  expect(await readStorage(page)).toMatchObject({ cookie: `plumb_id=${anonymousId}`, plumb_id: anonymousId });
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ sameSite: 'Lax', path: '/' });
  expect((cookie?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(364 * 86_400);

  await context.clearCookies();
  publish(site, '/again');
  await page.goto(`${site.origin}/again`);
  expect((await site.receive(isPage('/again'))).anonymousId).toBe(anonymousId);

  await page.evaluate(() => localStorage.clear());
  publish(site, '/third');
  await page.goto(`${site.origin}/third`);
  expect((await site.receive(isPage('/third'))).anonymousId).toBe(anonymousId);
  expect((await readStorage(page)).plumb_id).toBe(anonymousId);
});

test('all hosts of a site share the visitor', async () => {
  const { page, site } = visitor;
  publish(site, '/start');
  await page.goto(`http://www.shop.example:${site.port}/start`);
  const { anonymousId } = await site.receive(isPage('/start'));
  publish(site, '/app');
  await page.goto(`http://app.shop.example:${site.port}/app`);
  expect((await site.receive(isPage('/app'))).anonymousId).toBe(anonymousId);
});

test('the campaign and the page before are told, the campaign until the tab is closed', async () => {
  const { page, site } = visitor;
  publish(site, '/before', {
    head: '<meta name="referrer" content="unsafe-url">',
    body: '<a href="/landing?utm_source=mail&utm_medium=letter&utm_campaign=spring&utm_term=a%20b">go</a>',
  });
  publish(site, '/landing');
  publish(site, '/later');
  await page.goto(`${site.origin}/before`);
  await site.receive(isPage('/before'));
  await page.click('a');
  const landing = await site.receive(isPage('/landing'));
  const campaign = { source: 'mail', medium: 'letter', name: 'spring', term: 'a b' };
  expect(landing.context.campaign).toEqual(campaign);
  expect(landing.properties.referrer).toBe(`${site.origin}/before`);
  await page.goto(`${site.origin}/later`);
  expect((await site.receive(isPage('/later'))).context.campaign).toEqual(campaign);
});

test('moving within a single-page application is a page view; moving to a part of the page is none', async () => {
  const { page, site } = visitor;
  publish(site, '/start');
  await page.goto(`${site.origin}/start`);
  await site.receive(isPage('/start'));
  await page.evaluate(() => {
    history.pushState({}, '', '/start#part');
    history.pushState({}, '', '/pricing?plan=2');
    document.title = 'Pricing';
  });
  const moved = await site.receive(isPage('/pricing'));
  expect(moved.properties).toMatchObject({ title: 'Pricing', search: '?plan=2', referrer: `${site.origin}/start` });
  await page.goBack();
  await page.waitForFunction(() => location.pathname === '/start');
  await vi.waitUntil(() => site.messages().filter(isPage('/start')).length === 2, { timeout: 5000 });
  expect(site.messages().filter((message) => message.type === 'page')).toHaveLength(3);
});

test('how long a page was in view is told when it is left, and time in the background does not count', async () => {
  const { page, site } = visitor;
  await page.clock.install();
  publish(site, '/start');
  await page.goto(`${site.origin}/start`);
  await site.receive(isPage('/start'));
  const show = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await page.clock.fastForward(42_000);
  await show(true);
  const left = await site.receive(isEvent('Page Left'));
  expect(left.properties.seconds).toBeGreaterThanOrEqual(42);
  expect(left.properties.seconds).toBeLessThan(47);
  await page.clock.fastForward(600_000);
  await show(false);
  await page.clock.fastForward(7_000);
  publish(site, '/next');
  await page.goto(`${site.origin}/next`);
  await site.receive(isPage('/next'));
  const parts = site.messages().filter(isEvent('Page Left'));
  expect(new Set(parts.map((message) => message.messageId)).size).toBe(2);
  expect(parts.at(-1)?.properties.seconds).toBeGreaterThanOrEqual(7);
  expect(parts.at(-1)?.properties.seconds).toBeLessThan(12);
  expect(parts.every((message) => message.context.page.path === '/start')).toBe(true);
});

test('calls made before the script has come are not lost', async () => {
  const { page, site } = visitor;
  publish(site, '/start', {
    head: `<script>${stub}</script><script>plumb('track','Price Calculated',{seats:12});plumb('identify',{email:'a@b.example'})</script>`,
  });
  await page.goto(`${site.origin}/start`);
  expect((await site.receive(isEvent('Price Calculated'))).properties).toEqual({ seats: 12 });
  expect((await site.receive(isIdentify)).traits).toEqual({ email: 'a@b.example' });
  await site.receive(isPage('/start'));
});

test('who has been identified stays so; another user on the device is another visitor', async () => {
  const { page, site } = visitor;
  publish(site, '/start');
  await page.goto(`${site.origin}/start`);
  const { anonymousId } = await site.receive(isPage('/start'));
  await plumb(page, ['identify', 'user-1', { plan: 'trial' }]);
  expect(await site.receive(isIdentify)).toMatchObject({ userId: 'user-1', anonymousId, traits: { plan: 'trial' } });
  await page.reload();
  await vi.waitUntil(() => site.messages().filter(isPage('/start')).length === 2);
  expect(site.messages().filter(isPage('/start'))[1]).toMatchObject({ userId: 'user-1', anonymousId });
  await plumb(page, ['identify', 'user-2']);
  const second = await site.receive((message) => isIdentify(message) && message.userId === 'user-2');
  expect(second.anonymousId).toMatch(uuidForm);
  expect(second.anonymousId).not.toBe(anonymousId);
  await plumb(page, ['reset']);
  await plumb(page, ['track', 'After']);
  const after = await site.receive(isEvent('After'));
  expect(after.userId).toBeUndefined();
  expect([anonymousId, second.anonymousId]).not.toContain(after.anonymousId);
});

test('a page can be told by hand, under a name and with properties', async () => {
  const { page, site } = visitor;
  publish(site, '/start');
  await page.goto(`${site.origin}/start`);
  await loaded(page);
  await plumb(page, ['page', 'Step 2', { step: 2 }]);
  const named = await site.receive((message) => message.name === 'Step 2');
  expect(named.properties).toMatchObject({ path: '/start', step: 2 });
});

test('an unknown command and properties that cannot be sent do not break the page', async () => {
  const { page, site } = visitor;
  publish(site, '/start');
  const problems: string[] = [];
  page.on('pageerror', (problem) => problems.push(problem.message));
  await page.goto(`${site.origin}/start`);
  await loaded(page);
  await plumb(page, ['fly']);
  await page.evaluate(() => {
    const round: Record<string, unknown> = {};
    round.round = round;
    (window as never as { plumb: (...call: unknown[]) => void }).plumb('track', 'Round', round);
  });
  await plumb(page, ['track', 'Still there']);
  await site.receive(isEvent('Still there'));
  expect(problems).toEqual([]);
});

test('the script twice on a page counts once, and a page loaded ahead only when it is shown', async () => {
  const { page, site } = visitor;
  await page.clock.install();
  await page.addInitScript(() => Object.defineProperty(document, 'prerendering', { value: true, configurable: true }));
  publish(site, '/start', { body: trackerTag(site) });
  await page.goto(`${site.origin}/start`);
  await letMinutePass(page);
  expect(site.deliveries).toEqual([]);
  await page.evaluate(() => document.dispatchEvent(new Event('prerenderingchange')));
  await site.receive(isPage('/start'));
  await letMinutePass(page);
  expect(site.messages().filter(isPage('/start'))).toHaveLength(1);
});
