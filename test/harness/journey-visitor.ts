import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { expect, vi } from 'vitest';
import { ann } from './access-server.ts';
import { inspectScreen, inspectTexts } from './journey-screen.ts';
import type { Language } from './journey-texts.ts';

/** How somebody sits at Plumb: 1440 by 900, light and in English where nothing else is said; a phone is 390 by 844. */
export type Seat = { phone?: boolean; dark?: boolean; language?: Language };

// biome-ignore lint/suspicious/noExplicitAny: stories state the shape they expect
export type Answer = { status: number; body: any };

/** Somebody in front of Plumb, in a browser profile of their own. */
export type Visitor = {
  page: Page;
  context: BrowserContext;
  /** Calls the API as whoever is signed in here, about the workspace that the page shows. */
  call: (method: string, path: string, body?: object) => Promise<Answer>;
  /** Signs in through the door of the sign-in screen; as Ann where nobody else is named. */
  signIn: (who?: { email: string; password: string }) => Promise<void>;
  /**
   * Lets the screen come to rest, takes its picture, and holds it to what every screen must be: accessible, with no text
   * missing, not wider than the window.
   */
  look: (name: string) => Promise<void>;
  /** The same without the accessibility, which takes longest: for a screen that was looked at in another language. */
  glance: (name: string) => Promise<void>;
  /** The same person in another tab of the same browser. */
  openTab: () => Promise<Visitor>;
};

type Notes = { namePicture: (name: string) => string; onFault: (fault: string) => void };

const locales = { en: 'en-GB', ru: 'ru-RU', zh: 'zh-CN', ro: 'ro-RO' } as const satisfies Record<Language, string>;

/** Opens a browser profile for somebody and watches what goes wrong in it. */
export async function seatVisitor(browser: Browser, url: string, seat: Seat, notes: Notes): Promise<Visitor> {
  const { phone = false, dark = false, language = 'en' } = seat;
  const context = await browser.newContext({
    baseURL: url,
    viewport: phone ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    hasTouch: phone,
    isMobile: phone,
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: locales[language],
    timezoneId: ann.time_zone,
  });
  context.setDefaultTimeout(10_000);
  watchFaults(context, url, notes.onFault);
  return openTab(context, url, notes);
}

async function openTab(context: BrowserContext, url: string, notes: Notes): Promise<Visitor> {
  const page = await context.newPage();
  const requests = countRequests(page);
  const call = async (method: string, path: string, data?: object): Promise<Answer> => {
    const workspace = await page.evaluate(() => sessionStorage.getItem('plumb-workspace')).catch(() => null);
    const headers = { origin: url, ...(workspace === null ? {} : { 'x-plumb-workspace': workspace }) };
    const answer = await context.request.fetch(path, { method, data, headers });
    const isJson = /json/.test(answer.headers()['content-type'] ?? '');
    return { status: answer.status(), body: isJson ? await answer.json() : await answer.text() };
  };
  const lookAt = async (name: string, inspect: (page: Page) => Promise<string[]>) => {
    await comeToRest(page, requests);
    const path = notes.namePicture(name);
    await page.screenshot({ path, animations: 'disabled' });
    expect(await inspect(page), path).toEqual([]);
  };
  return {
    page,
    context,
    call,
    async signIn({ email, password } = ann) {
      const { status } = await call('POST', '/api/session', { email, password });
      expect(status, `sign-in of ${email}`).toBe(204);
    },
    look: (name) => lookAt(name, inspectScreen),
    glance: (name) => lookAt(name, inspectTexts),
    openTab: () => openTab(context, url, notes),
  };
}

/** Exceptions, complaints in the console and answers that are the server's fault. A refusal (4xx) may be part of the story. */
function watchFaults(context: BrowserContext, url: string, onFault: (fault: string) => void): void {
  context.on('weberror', (error) => onFault(`exception: ${error.error().stack ?? error.error().message}`));
  context.on('console', (message) => {
    const said = message.text();
    if (message.type() === 'error' && !said.startsWith('Failed to load resource')) onFault(`console: ${said}`);
  });
  context.on('response', (response) => {
    if (response.status() >= 500 && response.url().startsWith(url))
      onFault(`${response.status()}: ${response.request().method()} ${response.url()}`);
  });
}

/** Requests of the page that are under way; the live stream never ends, so it does not count. */
function countRequests(page: Page): ReadonlySet<Request> {
  const open = new Set<Request>();
  page.on('request', (request) => {
    if (!request.url().endsWith('/api/live')) open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return open;
}

/** Waits until nothing is being fetched, nothing says it is busy, and nothing moves. */
async function comeToRest(page: Page, requests: ReadonlySet<Request>): Promise<void> {
  const isStill = () =>
    page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const busy = document.querySelector('[aria-busy="true"], .mantine-Skeleton-root, .mantine-Loader-root');
      const moves = document
        .getAnimations()
        .some((each) => each.playState === 'running' && each.effect?.getComputedTiming().iterations !== Infinity);
      return busy === null && !moves;
    });
  await vi.waitFor(
    async () => {
      const still = requests.size === 0 && (await isStill());
      if (!still || requests.size > 0)
        throw new Error(`the page does not come to rest: ${[...requests].map((request) => request.url()).join(', ')}`);
    },
    { timeout: 15_000, interval: 30 },
  );
}
