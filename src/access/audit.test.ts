import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinChanges, keepChanged } from './audit.ts';

test('only the keys that differ are kept', () => {
  const before = { name: 'Sales', team_id: 3, list: [1, { a: 2 }] };
  const after = { name: 'Selling', team_id: 3, list: [1, { a: 2 }] };
  expect(keepChanged(before, after)).toEqual({ before: { name: 'Sales' }, after: { name: 'Selling' } });
});

test('what was made has no before, what was removed no after', () => {
  expect(keepChanged(undefined, { name: 'Sales' })).toEqual({ before: null, after: { name: 'Sales' } });
  expect(keepChanged({ name: 'Sales' }, null)).toEqual({ before: { name: 'Sales' }, after: null });
});

test('a key that came, went or became null is a change', () => {
  expect(keepChanged({ a: 1 }, { b: 2 })).toEqual({ before: { a: 1 }, after: { b: 2 } });
  expect(keepChanged({ a: 1 }, { a: null })).toEqual({ before: { a: 1 }, after: { a: null } });
});

test('dates compare and read as ISO text', () => {
  const at = new Date(0);
  expect(keepChanged({ at }, { at: '1970-01-01T00:00:00.000Z' })).toEqual({ before: null, after: null });
  expect(keepChanged(null, { at }).after).toEqual({ at: '1970-01-01T00:00:00.000Z' });
});

test('secrets are never kept', () => {
  const secrets = {
    password: 'a',
    client_secret: 'b',
    token: 'c',
    public_token: 'd',
    token_hash: 'e',
    passwordHash: 'f',
  };
  expect(keepChanged(null, { ...secrets, name: 'x' }).after).toEqual({ name: 'x' });
});

const state = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.jsonValue());

test('what is kept of both sides turns the one into the other', () => {
  fc.assert(
    fc.property(state, state, (before, after) => {
      const kept = keepChanged(before, after);
      const restored = { ...after, ...kept.before };
      for (const key of Object.keys(kept.after ?? {})) if (!(key in (kept.before ?? {}))) delete restored[key];
      expect(JSON.parse(JSON.stringify(restored))).toEqual(JSON.parse(JSON.stringify(before)));
    }),
    { seed: 20_260_101 },
  );
});

test('two changes as one are what both come to', () => {
  const few = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(1, 2, null));
  fc.assert(
    fc.property(few, few, few, (first, then, last) => {
      const joined = joinChanges(keepChanged(first, then), keepChanged(then, last));
      expect(joined).toEqual(keepChanged(first, last));
    }),
    { seed: 20_261_122, numRuns: 500 },
  );
});
