import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeInstantReader, readDay } from './read-time.ts';

const dmy = makeInstantReader({ order: 'dmy', time_zone: 'UTC' });
const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

test('an instant is the same in every way it is written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
      const [date = '', time = ''] = new Date(seconds * 1000).toISOString().slice(0, 19).split('T');
      const [y, m, d] = date.split('-');
      const mdy = makeInstantReader({ order: 'mdy', time_zone: 'UTC' });
      expect(dmy(`${date}T${time}Z`)).toBe(seconds * 1000);
      expect(dmy(`${date} ${time}`)).toBe(seconds * 1000);
      expect(dmy(`${d}.${m}.${y} ${time}`)).toBe(seconds * 1000);
      expect(mdy(`${m}/${d}/${y} ${time}`)).toBe(seconds * 1000);
      expect(dmy(`${y}年${m}月${d}日 ${time}`)).toBe(seconds * 1000);
      expect(readDay(`${d}/${m}/${y}`, 'dmy')).toBe(date);
    }),
    { seed: 23 },
  );
});

test.each([
  ['3 Apr 2026', '2026-04-03T00:00:00.000Z'],
  ['April 3, 2026 3:05 pm', '2026-04-03T15:05:00.000Z'],
  ['3 апреля 2026 г.', '2026-04-03T00:00:00.000Z'],
  ['3 aprilie 2026', '2026-04-03T00:00:00.000Z'],
  ['2026-04-03T10:00:00+03:00', '2026-04-03T07:00:00.000Z'],
  ['2026-04-03 10:00:00 UTC', '2026-04-03T10:00:00.000Z'],
  ['1775174400', '2026-04-03T00:00:00.000Z'],
  ['1775174400000', '2026-04-03T00:00:00.000Z'],
  ['46115.5', '2026-04-03T12:00:00.000Z'],
  ['12:00 am', undefined],
  ['31.02.2026', undefined],
  ['2026-13-01', undefined],
  ['soon', undefined],
  ['', undefined],
])('%j is %j', (text, expected) => {
  expect(iso(dmy(text))).toBe(expected);
});

test('a day is its first instant in the zone', () => {
  const chisinau = makeInstantReader({ order: 'ymd', time_zone: 'Europe/Chisinau' });
  expect(iso(chisinau('2026-07-01'))).toBe('2026-06-30T21:00:00.000Z');
  expect(iso(chisinau('2026-01-01'))).toBe('2025-12-31T22:00:00.000Z');
});
