import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest';
import { openBrowser } from './browser.ts';
import { type Seat, seatVisitor, type Visitor } from './journey-visitor.ts';
import { root } from './source-files.ts';

export type Journey = {
  /** Seats somebody in front of the program at `url`, in a browser profile nobody has used. */
  open: (url: string, seat?: Seat) => Promise<Visitor>;
  /** What has gone wrong on pages since this was last asked. */
  takeFaults: () => string[];
};

/**
 * A story told in a browser, which ends with the file. What goes wrong on a page unseen (an exception, a message in the console,
 * an answer 5xx) fails the test in which it happened, unless the test takes it; after a failure the rest is skipped. Pictures go to
 * test-results/journeys.
 */
export function withJourney(story: string): Journey {
  const folder = join(root, 'test-results/journeys');
  let browser: Browser | undefined;
  const faults: string[] = [];
  let pictures = 0;
  let brokenAt: string | undefined;
  const takeFaults = () => faults.splice(0);
  const namePicture = (name: string) => {
    pictures += 1;
    return join(folder, `${story}-${String(pictures).padStart(2, '0')}-${name}.png`);
  };
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    browser = await openBrowser();
  });
  // Each test goes on where the one before it ended.
  beforeEach(({ skip }) => skip(brokenAt !== undefined, `the story broke off: ${brokenAt}`));
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') brokenAt = task.name;
    if (brokenAt === task.name) await pictureAll(browser, join(folder, `${story}-failed`));
    expect(takeFaults(), 'faults on pages').toEqual([]);
  });
  afterAll(() => browser?.close());
  return {
    takeFaults,
    async open(url, seat = {}) {
      if (browser === undefined) throw new Error('Chromium did not start');
      return seatVisitor(browser, url, seat, { namePicture, onFault: (fault) => void faults.push(fault) });
    },
  };
}

/** Waits until the facts hold: asks again and again, for ten seconds where nothing else is said. */
export function eventually(facts: () => Promise<void>, timeout = 10_000): Promise<void> {
  return vi.waitFor(facts, { timeout, interval: 40 });
}

/** What every open page shows, for whoever looks into a failure. */
async function pictureAll(browser: Browser | undefined, name: string): Promise<void> {
  const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
  for (const [at, page] of pages.entries())
    await page.screenshot({ path: `${name}-${at + 1}.png`, timeout: 5_000 }).catch(() => undefined);
}
