import { expect, test } from 'vitest';
import { z } from 'zod';
import { buildPage, decodeCursor, encodeCursor } from './pages.ts';

const keys = z.tuple([z.number(), z.int()]);

test('a cursor comes back as the keys it was made of', () => {
  expect(decodeCursor(encodeCursor([1.5, 7]), keys)).toEqual([1.5, 7]);
});

test.each(['', 'x', '%%%', encodeCursor(['a', 7]), encodeCursor([1]), encodeCursor({})])(
  'a cursor %j of elsewhere is refused with the path to it',
  (cursor) => {
    expect(() => decodeCursor(cursor, keys)).toThrow(
      expect.objectContaining({ code: 'invalid_input', errors: [expect.objectContaining({ path: ['cursor'] })] }),
    );
  },
);

test('walking page by page sees every row once, in order, and the last page says so', () => {
  const all = Array.from({ length: 11 }, (_, id) => ({ id }));
  const seen: number[] = [];
  let after = -1;
  for (let more = true; more; ) {
    const page = buildPage(all.filter((row) => row.id > after).slice(0, 5 + 1), 5, (row) => [0, row.id]);
    seen.push(...page.rows.map((row) => row.id));
    more = page.next !== null;
    if (page.next !== null) after = decodeCursor(page.next, keys)[1];
  }
  expect(seen).toEqual(all.map((row) => row.id));
});
