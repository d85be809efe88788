import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openBrowser, openTestSite, type Received, type TestSite, trackerTag } from './test-site.ts';

vi.setConfig({ testTimeout: 20_000, hookTimeout: 60_000 });

let browser: Browser;
let site: TestSite;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  site = await openTestSite();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

beforeEach(async () => {
  context = await browser.newContext();
  page = await context.newPage();
});

afterEach(async () => {
  await context.close();
  site.forget();
});

/** Puts a page with the tracker on the site. */
function publish(path: string, { attributes = '', head = '', body = '', title = path } = {}): void {
  site.pages.set(path, `<!doctype html><title>${title}</title>${head}${trackerTag(site, attributes)}<body>${body}`);
}

const stub = '<script>window.plumb=window.plumb||function(){(plumb.q=plumb.q||[]).push(arguments)}</script>';
const isPage = (path: string) => (message: Received) => message.type === 'page' && message.properties.path === path;
const isEvent = (event: string) => (message: Received) => message.type === 'track' && message.event === event;
const isIdentify = (message: Received) => message.type === 'identify';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

const plumb = (...call: unknown[]) =>
  page.evaluate((rest) => (window as never as { plumb: (...call: unknown[]) => void }).plumb(...rest), call);
const storage = () =>
  page.evaluate(() =>
    Object.fromEntries([['cookie', document.cookie], ...Object.entries({ ...localStorage, ...sessionStorage })]),
  );
const loaded = () => page.waitForFunction(() => (window as never as { plumb?: { ready?: boolean } }).plumb?.ready);

/** Lets a minute pass in the page, so that all that was going to be sent has been. */
async function letMinutePass(): Promise<void> {
  await page.clock.fastForward(60_000);
  await page.evaluate(() => fetch('/settled'));
}

test('a visit sends one page view, across origins and without a preflight', async () => {
  publish('/start', { title: 'Start here' });
  await page.goto(`${site.origin}/start?colour=blue#part`);
  const message = await site.receive(isPage('/start'));
  expect(message.anonymousId).toMatch(uuid);
  expect(message.messageId).toMatch(uuid);
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

test('a visitor keeps one id in cookie and local storage, and either brings back the other', async () => {
  publish('/start');
  await page.goto(`${site.origin}/start`);
  const { anonymousId } = await site.receive(isPage('/start'));
  expect(await storage()).toMatchObject({ cookie: `plumb_id=${anonymousId}`, plumb_id: anonymousId });
  const [cookie] = await context.cookies();
  expect(cookie).toMatchObject({ sameSite: 'Lax', path: '/' });
  expect((cookie?.expires ?? 0) - Date.now() / 1000).toBeGreaterThan(364 * 86_400);

  await context.clearCookies();
  publish('/again');
  await page.goto(`${site.origin}/again`);
  expect((await site.receive(isPage('/again'))).anonymousId).toBe(anonymousId);

  await page.evaluate(() => localStorage.clear());
  publish('/third');
  await page.goto(`${site.origin}/third`);
  expect((await site.receive(isPage('/third'))).anonymousId).toBe(anonymousId);
  expect((await storage()).plumb_id).toBe(anonymousId);
});

test('all hosts of a site share the visitor', async () => {
  publish('/start');
  await page.goto(`http://www.shop.example:${site.port}/start`);
  const { anonymousId } = await site.receive(isPage('/start'));
  publish('/app');
  await page.goto(`http://app.shop.example:${site.port}/app`);
  expect((await site.receive(isPage('/app'))).anonymousId).toBe(anonymousId);
});

test('the campaign and the page before are told, the campaign until the tab is closed', async () => {
  publish('/before', {
    head: '<meta name="referrer" content="unsafe-url">',
    body: '<a href="/landing?utm_source=mail&utm_medium=letter&utm_campaign=spring&utm_term=a%20b">go</a>',
  });
  publish('/landing');
  publish('/later');
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
  publish('/start');
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
  await page.clock.install();
  publish('/start');
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
  publish('/next');
  await page.goto(`${site.origin}/next`);
  await site.receive(isPage('/next'));
  const parts = site.messages().filter(isEvent('Page Left'));
  expect(new Set(parts.map((message) => message.messageId)).size).toBe(2);
  expect(parts.at(-1)?.properties.seconds).toBeGreaterThanOrEqual(7);
  expect(parts.at(-1)?.properties.seconds).toBeLessThan(12);
  expect(parts.every((message) => message.context.page.path === '/start')).toBe(true);
});

test('calls made before the script has come are not lost', async () => {
  publish('/start', {
    head: `${stub}<script>plumb('track','Price Calculated',{seats:12});plumb('identify',{email:'a@b.example'})</script>`,
  });
  await page.goto(`${site.origin}/start`);
  expect((await site.receive(isEvent('Price Calculated'))).properties).toEqual({ seats: 12 });
  expect((await site.receive(isIdentify)).traits).toEqual({ email: 'a@b.example' });
  await site.receive(isPage('/start'));
});

test('who has been identified stays so; another user on the device is another visitor', async () => {
  publish('/start');
  await page.goto(`${site.origin}/start`);
  const { anonymousId } = await site.receive(isPage('/start'));
  await plumb('identify', 'user-1', { plan: 'trial' });
  expect(await site.receive(isIdentify)).toMatchObject({ userId: 'user-1', anonymousId, traits: { plan: 'trial' } });
  await page.reload();
  await vi.waitUntil(() => site.messages().filter(isPage('/start')).length === 2);
  expect(site.messages().filter(isPage('/start'))[1]).toMatchObject({ userId: 'user-1', anonymousId });
  await plumb('identify', 'user-2');
  const second = await site.receive((message) => isIdentify(message) && message.userId === 'user-2');
  expect(second.anonymousId).toMatch(uuid);
  expect(second.anonymousId).not.toBe(anonymousId);
  await plumb('reset');
  await plumb('track', 'After');
  const after = await site.receive(isEvent('After'));
  expect(after.userId).toBeUndefined();
  expect([anonymousId, second.anonymousId]).not.toContain(after.anonymousId);
});

test('a page can be told by hand, under a name and with properties', async () => {
  publish('/start');
  await page.goto(`${site.origin}/start`);
  await loaded();
  await plumb('page', 'Step 2', { step: 2 });
  const named = await site.receive((message) => message.name === 'Step 2');
  expect(named.properties).toMatchObject({ path: '/start', step: 2 });
});

test('an unknown command and properties that cannot be sent do not break the page', async () => {
  publish('/start');
  const problems: string[] = [];
  page.on('pageerror', (problem) => problems.push(problem.message));
  await page.goto(`${site.origin}/start`);
  await loaded();
  await plumb('fly');
  await page.evaluate(() => {
    const round: Record<string, unknown> = {};
    round.round = round;
    (window as never as { plumb: (...call: unknown[]) => void }).plumb('track', 'Round', round);
  });
  await plumb('track', 'Still there');
  await site.receive(isEvent('Still there'));
  expect(problems).toEqual([]);
});

test.each(['doNotTrack', 'globalPrivacyControl'])(
  'a browser that asks not to be tracked (%s) stores and sends nothing',
  async (signal) => {
    await page.clock.install();
    await page.addInitScript(
      (name) => Object.defineProperty(navigator, name, { value: name === 'doNotTrack' ? '1' : true }),
      signal,
    );
    publish('/start', {
      body: '<form data-plumb-form="x" onsubmit="return false"><input name="email" value="a@b.example"><button>',
    });
    await page.goto(`${site.origin}/start?utm_source=mail`);
    await loaded();
    await plumb('track', 'Anything');
    await plumb('identify', 'user-1');
    await page.click('button');
    await letMinutePass();
    expect(site.deliveries).toEqual([]);
    expect(await storage()).toEqual({ cookie: '' });

    publish('/own-consent', { attributes: 'data-ignore-dnt="true"' });
    await page.goto(`${site.origin}/own-consent`);
    await site.receive(isPage('/own-consent'));
  },
);

test('who opts out is forgotten and stays out; who opts in again is a new visitor', async () => {
  await page.clock.install();
  publish('/start');
  await page.goto(`${site.origin}/start?utm_source=mail`);
  const { anonymousId } = await site.receive(isPage('/start'));
  await plumb('identify', 'user-1');
  await site.receive(isIdentify);
  await page.evaluate(() => {
    const { plumb } = window as never as { plumb: (...call: unknown[]) => void };
    plumb('track', 'Waiting when opting out');
    plumb('optOut');
  });
  await letMinutePass();
  expect(await storage()).toEqual({ cookie: 'plumb_id=out', plumb_id: 'out' });
  const before = site.deliveries.length;
  await page.reload();
  await loaded();
  await plumb('track', 'Unheard');
  await letMinutePass();
  expect(site.deliveries).toHaveLength(before);
  await plumb('optIn');
  await plumb('track', 'Heard');
  const heard = await site.receive(isEvent('Heard'));
  expect(heard.anonymousId).toMatch(uuid);
  expect(heard.anonymousId).not.toBe(anonymousId);
  expect(site.messages().some((message) => /Unheard|Waiting/.test(message.event))).toBe(false);
});

test('who opts out in one tab is not heard in another either', async () => {
  await page.clock.install();
  publish('/start');
  await page.goto(`${site.origin}/start`);
  await site.receive(isPage('/start'));
  const other = await context.newPage();
  await other.goto(`${site.origin}/start`);
  await other.waitForFunction(() => (window as never as { plumb?: { ready?: boolean } }).plumb?.ready);
  await other.evaluate(() => (window as never as { plumb: (...call: unknown[]) => void }).plumb('optOut'));
  await plumb('track', 'Unheard');
  await letMinutePass();
  expect(site.messages().some(isEvent('Unheard'))).toBe(false);
});

test('a site that has to ask first stores and sends nothing until it may', async () => {
  await page.clock.install();
  publish('/start', { attributes: 'data-consent="wait"' });
  await page.goto(`${site.origin}/start?utm_source=mail`);
  await loaded();
  await plumb('track', 'Too early');
  await letMinutePass();
  expect(site.deliveries).toEqual([]);
  expect(await storage()).toEqual({ cookie: '' });
  await plumb('optIn');
  expect((await site.receive(isPage('/start'))).context.campaign).toEqual({ source: 'mail' });
  await page.reload();
  await vi.waitUntil(() => site.messages().filter(isPage('/start')).length === 2);
});

test('what the server could not take is sent again as the same message', async () => {
  await page.clock.install();
  publish('/start');
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
  publish('/start');
  publish('/next');
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
  await page.clock.install();
  publish('/start');
  site.answer = 401;
  await page.goto(`${site.origin}/start`);
  await site.delivered(1);
  await page.waitForFunction(() => localStorage.getItem('plumb_outbox') === null);
  await letMinutePass();
  expect(site.deliveries).toHaveLength(1);
});

test('a backlog goes out in pieces that browsers let through', async () => {
  await page.clock.install();
  publish('/start');
  site.answer = 503;
  await page.goto(`${site.origin}/start`);
  await loaded();
  await page.evaluate(() => {
    const { plumb } = window as never as { plumb: (...call: unknown[]) => void };
    for (let n = 0; n < 40; n++) plumb('track', 'Long', { n, text: 'ж'.repeat(2000) });
  });
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
  await page.addInitScript(() => delete (Request.prototype as { keepalive?: boolean }).keepalive);
  publish('/start');
  publish('/next');
  await page.goto(`${site.origin}/start`);
  await site.receive(isPage('/start'));
  await page.evaluate(() => {
    (window as never as { plumb: (...call: unknown[]) => void }).plumb('track', 'Last word');
    location.href = '/next';
  });
  await site.receive(isEvent('Last word'));
  expect(
    site.deliveries.every(({ method, contentType }) => method === 'POST' && /^text\/plain/i.test(contentType)),
  ).toBe(true);
});

test('a browser that gives no storage is still heard', async () => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
  publish('/start');
  await page.goto(`${site.origin}/start?utm_source=mail`);
  expect((await site.receive(isPage('/start'))).context.campaign).toEqual({ source: 'mail' });
});

test('the script twice on a page counts once, and a page loaded ahead only when it is shown', async () => {
  await page.clock.install();
  await page.addInitScript(() => Object.defineProperty(document, 'prerendering', { value: true, configurable: true }));
  publish('/start', { body: trackerTag(site) });
  await page.goto(`${site.origin}/start`);
  await letMinutePass();
  expect(site.deliveries).toEqual([]);
  await page.evaluate(() => document.dispatchEvent(new Event('prerenderingchange')));
  await site.receive(isPage('/start'));
  await letMinutePass();
  expect(site.messages().filter(isPage('/start'))).toHaveLength(1);
});
