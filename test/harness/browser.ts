import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** A browser without a window: the one that `npm test` found, or the system's Chromium. Close it. */
export function openBrowser({ args = [], ...options }: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', ...args],
    ...options,
  });
}
