import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';
import { trackerLimit } from './build.mjs';
import { buildTracker } from './test-site.ts';

test('the built tracker weighs at most 3,072 bytes after gzip', async () => {
  const built = gzipSync(await buildTracker()).length;
  expect(trackerLimit).toBe(3072);
  expect(built).toBeLessThanOrEqual(trackerLimit);
});

test('the built tracker is one plain script for browsers from 2019 on', async () => {
  const built = await buildTracker();
  expect(built).not.toMatch(/\b(import|export)\b/);
  // What has to be rewritten for ES2019 would come out longer.
  const again = await transform(built, { target: 'es2019', minify: true });
  expect(again.code.length).toBeLessThanOrEqual(built.length + 8);
});
