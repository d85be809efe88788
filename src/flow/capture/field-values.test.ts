import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBoolean, readNumber } from './field-values.ts';

test('a number reads the same however its thousands are grouped', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.nat(99), (whole, cents) => {
      const part = String(cents).padStart(2, '0');
      const grouped = (mark: string) => String(whole).replace(/\B(?=(\d{3})+$)/g, mark);
      const value = Number(`${whole}.${part}`);
      expect(readNumber(`${grouped(',')}.${part}`)).toBe(value);
      expect(readNumber(`${grouped('.')},${part}`)).toBe(value);
      expect(readNumber(`${grouped(' ')},${part}`)).toBe(value);
      expect(readNumber(`${grouped('\u00a0')}.${part}`)).toBe(value);
      expect(readNumber(String(whole))).toBe(whole);
    }),
    { seed: 17 },
  );
});

test.each([
  ['1,200', 1200],
  ['1.2', 1.2],
  ['€ 5 000', 5000],
  ['50k', 50_000],
  ['3 млн', 3_000_000],
  ['5万', 50_000],
  ['51-200', 51],
  ['10,001+ employees', 10_001],
  ['1 000 – 5 000', 1000],
  ['100 сотрудников', 100],
  ['8.01E-05', 0.0000801],
  ['-1,5e+03', -1500],
  ['1e999', undefined],
  ['', undefined],
  ['many', undefined],
  ['1-2-3x', undefined],
  ['12:30', undefined],
])('%j is %j', (text, number) => {
  expect(readNumber(text)).toBe(number);
});

test('a lone mark is read as whoever wrote it means it', () => {
  expect([
    readNumber('1.200', '.'),
    readNumber('1.200', ','),
    readNumber('1,200', '.'),
    readNumber('1,200', ','),
  ]).toEqual([1.2, 1200, 1200, 1.2]);
});

test('yes and no are understood in four languages', () => {
  expect(['Yes', ' да', '是', 'Da', 'on', '1'].map(readBoolean)).toEqual(new Array(6).fill(true));
  expect(['No', 'нет', '否', 'nu', 'off', '0'].map(readBoolean)).toEqual(new Array(6).fill(false));
  expect(['perhaps', ''].map(readBoolean)).toEqual([undefined, undefined]);
});
