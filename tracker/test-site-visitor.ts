import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openBrowser } from '../test/harness/browser.ts';
import { openTestSite, type Received, type TestSite, trackerTag } from './test-site.ts';

/** A test's site, and a visitor with a fresh browser profile in front of it. */
export type Visitor = { site: TestSite; context: BrowserContext; page: Page };

/** Runs the tests of this file with a site of their own; each begins with an empty site and a visitor nobody knows. */
export function withVisitor(): Visitor {
  const visitor = {} as Visitor;
  let browser: Browser | undefined;
  beforeAll(async () => {
    visitor.site = await openTestSite();
    // Hosts under shop.example lead to this machine.
    browser = await openBrowser({ args: ['--host-resolver-rules=MAP *.shop.example 127.0.0.1'] });
  });
  afterAll(async () => {
    await browser?.close();
    await visitor.site?.close();
  });
  beforeEach(async () => {
    if (!browser) throw new Error('Chromium did not start');
    visitor.context = await browser.newContext();
    visitor.page = await visitor.context.newPage();
  });
  afterEach(async () => {
    await visitor.context.close();
    visitor.site.forget();
  });
  return visitor;
}

/** A page with the tracker on it; `attributes` go on the script tag, `head` before it. */
export type Published = { attributes?: string; head?: string; body?: string; title?: string };

/** Puts a page with the tracker on the site. */
export function publish(site: TestSite, path: string, page: Published = {}): void {
  const { attributes, head = '', body = '', title = path } = page;
  site.pages.set(path, `<!doctype html><title>${title}</title>${head}${trackerTag(site, attributes)}<body>${body}`);
}

/** What the tracker leaves on the page for its owner to call. */
type WithPlumb = { plumb: { (...call: unknown[]): void; ready?: boolean } };

/** Waits until the tracker has come. */
export async function loaded(page: Page): Promise<void> {
  await page.waitForFunction(() => (window as never as Partial<WithPlumb>).plumb?.ready);
}

/** Calls `plumb(…)` on the page, several times within one turn when given several calls. */
export async function plumb(page: Page, ...calls: unknown[][]): Promise<void> {
  await page.evaluate((list) => {
    for (const call of list) (window as never as WithPlumb).plumb(...call);
  }, calls);
}

/** Everything that the tracker may have stored in this browser. */
export function readStorage(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() =>
    Object.fromEntries([['cookie', document.cookie], ...Object.entries({ ...localStorage, ...sessionStorage })]),
  );
}

/** Lets a minute pass on a page with an installed clock, so that all that was going to be sent has been. */
export async function letMinutePass(page: Page): Promise<void> {
  await page.clock.fastForward(60_000);
  await page.evaluate(() => fetch('/settled'));
}

export const isPage = (path: string) => (message: Received) =>
  message.type === 'page' && message.properties.path === path;
export const isEvent = (event: string) => (message: Received) => message.type === 'track' && message.event === event;
export const isIdentify = (message: Received) => message.type === 'identify';
export const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
