import { expect, test, vi } from 'vitest';
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

test.each(['doNotTrack', 'globalPrivacyControl'])(
  'a browser that asks not to be tracked (%s) stores and sends nothing',
  async (signal) => {
    const { page, site } = visitor;
    await page.clock.install();
    await page.addInitScript(
      (name) => Object.defineProperty(navigator, name, { value: name === 'doNotTrack' ? '1' : true }),
      signal,
    );
    publish(site, '/start', {
      body: '<form data-plumb-form="x" onsubmit="return false"><input name="email" value="a@b.example"><button>',
    });
    await page.goto(`${site.origin}/start?utm_source=mail`);
    await loaded(page);
    await plumb(page, ['track', 'Anything']);
    await plumb(page, ['identify', 'user-1']);
    await page.click('button');
    await letMinutePass(page);
    expect(site.deliveries).toEqual([]);
    expect(await readStorage(page)).toEqual({ cookie: '' });

    publish(site, '/own-consent', { attributes: 'data-ignore-dnt="true"' });
    await page.goto(`${site.origin}/own-consent`);
    await site.receive(isPage('/own-consent'));
  },
);

test('who opts out is forgotten and stays out; who opts in again is a new visitor', async () => {
  const { page, site } = visitor;
  await page.clock.install();
  publish(site, '/start');
  await page.goto(`${site.origin}/start?utm_source=mail`);
  const { anonymousId } = await site.receive(isPage('/start'));
  await plumb(page, ['identify', 'user-1']);
  await site.receive(isIdentify);
  await plumb(page, ['track', 'Waiting when opting out'], ['optOut']);
  await letMinutePass(page);
  expect(await readStorage(page)).toEqual({ cookie: 'plumb_id=out', plumb_id: 'out' });
  const before = site.deliveries.length;
  await page.reload();
  await loaded(page);
  await plumb(page, ['track', 'Unheard']);
  await letMinutePass(page);
  expect(site.deliveries).toHaveLength(before);
  await plumb(page, ['optIn']);
  await plumb(page, ['track', 'Heard']);
  const heard = await site.receive(isEvent('Heard'));
  expect(heard.anonymousId).toMatch(uuidForm);
  expect(heard.anonymousId).not.toBe(anonymousId);
  expect(site.messages().some((message) => /Unheard|Waiting/.test(message.event))).toBe(false);
});

test('who opts out in one tab is not heard in another either', async () => {
  const { context, page, site } = visitor;
  await page.clock.install();
  publish(site, '/start');
  await page.goto(`${site.origin}/start`);
  await site.receive(isPage('/start'));
  const other = await context.newPage();
  await other.goto(`${site.origin}/start`);
  await loaded(other);
  await plumb(other, ['optOut']);
  await plumb(page, ['track', 'Unheard']);
  await letMinutePass(page);
  expect(site.messages().some(isEvent('Unheard'))).toBe(false);
});

test('a site that has to ask first stores and sends nothing until it may', async () => {
  const { page, site } = visitor;
  await page.clock.install();
  publish(site, '/start', { attributes: 'data-consent="wait"' });
  await page.goto(`${site.origin}/start?utm_source=mail`);
  await loaded(page);
  await plumb(page, ['track', 'Too early']);
  await letMinutePass(page);
  expect(site.deliveries).toEqual([]);
  expect(await readStorage(page)).toEqual({ cookie: '' });
  await plumb(page, ['optIn']);
  expect((await site.receive(isPage('/start'))).context.campaign).toEqual({ source: 'mail' });
  await page.reload();
  await vi.waitUntil(() => site.messages().filter(isPage('/start')).length === 2);
});

test('a browser that gives no storage is still heard', async () => {
  const { page, site } = visitor;
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    }
  });
  publish(site, '/start');
  await page.goto(`${site.origin}/start?utm_source=mail`);
  expect((await site.receive(isPage('/start'))).context.campaign).toEqual({ source: 'mail' });
});
