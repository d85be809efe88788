import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from './fold.ts';
import { matchesPath, readPathPattern } from './path-pattern.ts';

function matches(pattern: string, path: string): boolean | undefined {
  const read = readPathPattern(pattern);
  return read && matchesPath(fold(path), read);
}

test.each([
  [
    '/pricing',
    ['/pricing', '/Pricing/', '/pricing?plan=pro', 'https://acme.com/pricing#top'],
    ['/pricing/eu', '/prices', 'pricing'],
  ],
  ['/', ['/', 'https://acme.com', 'https://acme.com/?a=1'], ['/a']],
  ['/blog/*', ['/blog/a', '/blog/a/'], ['/blog', '/blog/', '/blog/a/b']],
  ['/blog/**', ['/blog', '/blog/', '/blog/a/b'], ['/blogs']],
  ['/*/pricing', ['/en/pricing'], ['/pricing', '/a/b/pricing']],
  ['/**/pricing', ['/pricing', '/a/b/pricing'], ['/pricing/a']],
  ['/docs*', ['/docs', '/docs-2'], ['/docs/a']],
  ['/a.b', ['/a.b'], ['/axb']],
  ['/цены/*', ['/Цены/2025'], ['/цены']],
])('%s matches %j and not %j', (pattern, matching, others) => {
  expect(matching.filter((path) => !matches(pattern, path))).toEqual([]);
  expect(others.filter((path) => matches(pattern, path))).toEqual([]);
});

test('steps and regular expression match the same', () => {
  const pattern = fc
    .array(fc.constantFrom('/', 'a', '*', '**', '.'), { maxLength: 8 })
    .map((parts) => `/${parts.join('')}`);
  const path = fc
    .array(fc.constantFrom('/', 'a', 'b', '.', '?', 'https://x'), { maxLength: 8 })
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(
      pattern,
      path,
      (each, text) => matches(each, text) === new RegExp(readPathPattern(each)?.regex ?? '', 'su').test(text),
    ),
    { seed: 4, numRuns: 10_000 },
  );
});

test('a hostile path and pattern take no longer than their lengths', () => {
  const started = performance.now();
  expect(matches('/**a**a**a**a**a**a**a**b', `/${'a'.repeat(30_000)}`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(2000);
});
